package io.vnode.bench;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what the calls of a program for WASI cost: {@code GuestMeter SANDBOX ROUNDS} prints a
 * line for each call, with the nanoseconds of a call in each round.
 */
public final class GuestMeter {
  private static final List<String> JVM_OPTIONS =
      List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC");

  private static final Splitter.MapSplitter LINES =
      Splitter.on('\n').omitEmptyStrings().withKeyValueSeparator(':');
  private static final Splitter FIGURES = Splitter.on(' ').omitEmptyStrings();

  private GuestMeter() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: GuestMeter SANDBOX ROUNDS");
    }
    run(Sandbox.valueOf(args[0]), Integer.parseInt(args[1]));
  }

  private static void run(Sandbox sandbox, int rounds) throws IOException {
    Path program = Files.createTempFile("calls", ".wasm");
    Path top = sandbox.files().directory();
    try {
      Files.write(
          program, Resources.toByteArray(Resources.getResource(GuestMeter.class, "calls.wasm")));
      sandbox.run(program, arguments(sandbox, rounds), top, System.out);
      Check.entries(0, top);
    } finally {
      sandbox.files().dispose(top);
      Files.delete(program);
    }
  }

  /** The arguments of the program: its name, the rounds, and the calls that it leaves out. */
  private static List<String> arguments(Sandbox sandbox, int rounds) {
    List<String> arguments = new ArrayList<>(List.of("calls", Integer.toString(rounds)));
    Stream.of(GuestCall.values())
        .filter(call -> !sandbox.calls().contains(call))
        .map(GuestCall::title)
        .forEach(arguments::add);
    return arguments;
  }

  /**
   * The nanoseconds of each call that is measured in {@code sandbox}, in a JVM that does nothing
   * else; those of the first {@code warmups} rounds are left out.
   */
  static ListMultimap<GuestCall, Double> measureInNewJvm(Sandbox sandbox, int warmups, int rounds)
      throws IOException {
    List<String> arguments = List.of(sandbox.name(), Integer.toString(warmups + rounds));
    String printed = ChildJvm.run(JVM_OPTIONS, GuestMeter.class, arguments);
    ImmutableListMultimap.Builder<GuestCall, Double> found = ImmutableListMultimap.builder();
    LINES
        .split(printed)
        .forEach((call, figures) ->
            found.putAll(
                GuestCall.of(call),
                FIGURES.splitToStream(figures).skip(warmups).map(Double::valueOf).toList()));
    return found.build();
  }
}
