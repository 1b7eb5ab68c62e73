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
 * Measures what the calls of a program for WASI cost: {@code GuestMeter SANDBOX MILLIS ROUNDS}
 * prints a line for each call, with the nanoseconds of a call in each round; for so many
 * milliseconds it is made before that.
 */
public final class GuestMeter {
  private static final List<String> JVM_OPTIONS =
      List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC");

  private static final Splitter.MapSplitter LINES =
      Splitter.on('\n').omitEmptyStrings().withKeyValueSeparator(':');
  private static final Splitter FIGURES = Splitter.on(' ').omitEmptyStrings();

  private GuestMeter() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: GuestMeter SANDBOX MILLIS ROUNDS");
    }
    run(Sandbox.valueOf(args[0]), args[1], args[2]);
  }

  private static void run(Sandbox sandbox, String millis, String rounds) throws IOException {
    Path program = Files.createTempFile("calls", ".wasm");
    Path top = sandbox.files().directory();
    try {
      Files.write(
          program, Resources.toByteArray(Resources.getResource(GuestMeter.class, "calls.wasm")));
      sandbox.run(program, arguments(sandbox, millis, rounds), top, System.out);
      Check.entries(0, top);
    } finally {
      sandbox.files().dispose(top);
      Files.delete(program);
    }
  }

  /** The arguments of the program: its name, how long, and the calls that it leaves out. */
  private static List<String> arguments(Sandbox sandbox, String millis, String rounds) {
    List<String> arguments = new ArrayList<>(List.of("calls", millis, rounds));
    Stream.of(GuestCall.values())
        .filter(call -> !sandbox.calls().contains(call))
        .map(GuestCall::title)
        .forEach(arguments::add);
    return arguments;
  }

  /**
   * The nanoseconds of each call that is measured in {@code sandbox}, in {@code rounds} after
   * {@code millis} of it, in a JVM that does nothing else.
   */
  static ListMultimap<GuestCall, Double> measureInNewJvm(Sandbox sandbox, int millis, int rounds)
      throws IOException {
    List<String> arguments =
        List.of(sandbox.name(), Integer.toString(millis), Integer.toString(rounds));
    String printed = ChildJvm.run(JVM_OPTIONS, GuestMeter.class, arguments);
    ImmutableListMultimap.Builder<GuestCall, Double> found = ImmutableListMultimap.builder();
    LINES
        .split(printed)
        .forEach((call, figures) ->
            found.putAll(
                GuestCall.of(call), FIGURES.splitToStream(figures).map(Double::valueOf).toList()));
    return found.build();
  }
}
