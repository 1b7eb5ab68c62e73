package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * What a guest is given: nothing, unless it is said here.
 *
 * <p>Standard input is empty, and what is written to standard output is thrown away; there is no
 * directory, no argument and no variable.
 *
 * @param <B> the class that adds what is to be made of it
 */
public abstract class GuestBuilder<B extends GuestBuilder<B>> {
  /** A directory that the guest is to be given. */
  record Given(String name, Path directory, WasiAccess access) {}

  /** What becomes one of the first three descriptors of a guest. */
  @FunctionalInterface
  interface StandardStream {
    Descriptor open(boolean isTerminal) throws IOException;
  }

  private final List<Given> directories = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> arguments = List.of();
  private StandardStream stdin = input(InputStream.nullInputStream());
  private StandardStream stdout = output(OutputStream.nullOutputStream());
  private StandardStream stderr = errors(OutputStream.nullOutputStream());
  private boolean isTerminal;
  private GuestLimits limits = GuestLimits.DEFAULT;
  private Time.Source clock = Time.SYSTEM;
  private Random random;
  private WasiTrace trace;

  GuestBuilder() {}

  abstract B self();

  /** The arguments, of which the first is the program's name. */
  public final B arguments(String... arguments) {
    return arguments(List.of(arguments));
  }

  /**
   * The arguments, of which the first is the program's name.
   *
   * @throws IllegalArgumentException for one with a NUL, which ends a text in C
   */
  public final B arguments(List<String> arguments) {
    arguments.forEach(argument -> requireText("an argument", argument));
    this.arguments = List.copyOf(arguments);
    return self();
  }

  /**
   * Variables, besides those given before.
   *
   * @throws IllegalArgumentException for a name that is empty or has an equals sign, and for a NUL
   */
  public final B environment(Map<String, String> variables) {
    variables.forEach((name, value) -> {
      requireText("a variable", name);
      requireText("the value of " + name, value);
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw new IllegalArgumentException(
            "the name of a variable is not empty and has no '=', but this is '" + name + "'");
      }
    });
    environment.putAll(variables);
    return self();
  }

  private static void requireText(String what, String text) {
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException(what + " has a NUL, where C would end it: " + text);
    }
  }

  /** As the other, {@link WasiAccess#READ_WRITE}. */
  public final B preopen(String name, Path directory) {
    return preopen(name, directory, WasiAccess.READ_WRITE);
  }

  /**
   * A directory of any file system, with all that is below it, which the guest calls {@code name}.
   *
   * @throws IllegalArgumentException for a name that is empty or has a NUL
   */
  public final B preopen(String name, Path directory, WasiAccess access) {
    requireText("the name of a directory", name);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a guest cannot name a directory by nothing");
    }
    directories.add(
        new Given(name, Objects.requireNonNull(directory), Objects.requireNonNull(access)));
    return self();
  }

  /** What the guest reads; it is the caller's to close. */
  public final B stdin(InputStream stdin) {
    this.stdin = input(stdin);
    return self();
  }

  private static StandardStream input(InputStream stream) {
    Objects.requireNonNull(stream);
    return isTerminal -> StreamDescriptor.of(new GuestInput(stream), isTerminal);
  }

  /** What the guest reads; it is the caller's to close. */
  public final B stdin(ReadableByteChannel stdin) {
    return stdin(Channels.newInputStream(stdin));
  }

  /** What the guest reads. */
  public final B stdin(byte[] stdin) {
    return stdin(new ByteArrayInputStream(stdin));
  }

  /** The file of any file system that the guest reads, from its beginning. */
  public final B stdin(Path stdin) {
    Objects.requireNonNull(stdin);
    this.stdin = isTerminal -> StandardFile.toRead(stdin, isTerminal);
    return self();
  }

  /** Where the guest writes to; flushed when it ends, and the caller's to close. */
  public final B stdout(OutputStream stdout) {
    this.stdout = output(stdout);
    return self();
  }

  private static StandardStream output(OutputStream stream) {
    Objects.requireNonNull(stream);
    return isTerminal -> StreamDescriptor.of(new GuestOutput(stream, isTerminal), isTerminal);
  }

  /** Where the guest writes to; the caller's to close. */
  public final B stdout(WritableByteChannel stdout) {
    return stdout(Channels.newOutputStream(stdout));
  }

  /**
   * The file of any file system that the guest writes to. It is made or emptied when the guest
   * begins, and appended to: standard output and errors may be one file.
   */
  public final B stdout(Path stdout) {
    Objects.requireNonNull(stdout);
    this.stdout = isTerminal -> StandardFile.toWrite(stdout, isTerminal);
    return self();
  }

  /** Where the guest writes what goes wrong; flushed when it ends, and the caller's to close. */
  public final B stderr(OutputStream stderr) {
    this.stderr = errors(stderr);
    return self();
  }

  private static StandardStream errors(OutputStream stream) {
    Objects.requireNonNull(stream);
    return isTerminal -> StreamDescriptor.of(new GuestOutput(stream, true), isTerminal);
  }

  /** Where the guest writes what goes wrong; the caller's to close. */
  public final B stderr(WritableByteChannel stderr) {
    return stderr(Channels.newOutputStream(stderr));
  }

  /** As {@link #stdout(Path)}, for what goes wrong. */
  public final B stderr(Path stderr) {
    Objects.requireNonNull(stderr);
    this.stderr = isTerminal -> StandardFile.toWrite(stderr, isTerminal);
    return self();
  }

  /** Lets the standard streams be those of a terminal: a line that ends is seen at once. */
  public final B terminal() {
    isTerminal = true;
    return self();
  }

  /** What the guest may use up. */
  public final B limits(GuestLimits limits) {
    this.limits = Objects.requireNonNull(limits);
    return self();
  }

  /** The clock of the guest's real time. */
  public final B clock(Time.Source clock) {
    this.clock = Objects.requireNonNull(clock);
    return self();
  }

  /** Where the guest's chance comes from: a {@link SecureRandom}, unless it is said here. */
  public final B random(Random random) {
    this.random = Objects.requireNonNull(random);
    return self();
  }

  /** Where each call is told as {@code strace(1)} tells it, one line each. */
  public final B trace(Appendable out) {
    this.trace = WasiTrace.text(out);
    return self();
  }

  /** Where each call is told as an object of JSON, one line each. */
  public final B traceJson(Appendable out) {
    this.trace = WasiTrace.json(out);
    return self();
  }

  // ---------------------------------------------------------------- for the guest

  List<byte[]> argumentBytes() {
    return arguments.stream().map(GuestBuilder::text).toList();
  }

  List<byte[]> environmentBytes() {
    return environment.entrySet().stream()
        .map(entry -> text(entry.getKey() + "=" + entry.getValue()))
        .toList();
  }

  private static byte[] text(String text) {
    return (text + '\0').getBytes(UTF_8);
  }

  List<Given> directories() {
    return directories;
  }

  /** Standard input, output and errors. */
  List<StandardStream> streams() {
    return List.of(stdin, stdout, stderr);
  }

  boolean isTerminal() {
    return isTerminal;
  }

  GuestLimits limits() {
    return limits;
  }

  Time.Source clock() {
    return clock;
  }

  Random random() {
    return random == null ? new SecureRandom() : random;
  }

  WasiTrace trace() {
    return trace;
  }
}
