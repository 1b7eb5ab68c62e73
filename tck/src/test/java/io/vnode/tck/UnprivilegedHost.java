package io.vnode.tck;

import io.vnode.testkit.UnprivilegedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The host to a user whom permissions stop, which root is not: the suite runs in a JVM of that
 * user, which writes down what came of it.
 */
final class UnprivilegedHost {
  private UnprivilegedHost() {}

  /** Runs the suite; what came of it is written to the file that the argument names. */
  public static void main(String[] arguments) throws IOException {
    TckRun run = TckRunner.ofAll().run(Calibration.HOST.fileSystem());
    List<String> lines = new ArrayList<>();
    lines.add(run.offered().stream().map(Capability::name).collect(Collectors.joining(" ")));
    for (Outcome outcome : run.outcomes()) {
      lines.add(
          outcome.status()
              + " "
              + outcome.check().id()
              + " "
              + outcome.reason().lines().findFirst().orElse(""));
    }
    Files.write(Path.of(arguments[0]), lines);
  }

  /** What comes of it; this JVM is root's. */
  static TckRun run() throws IOException, InterruptedException {
    Instant started = Instant.now();
    Path folder = Files.createTempDirectory("tck-host-");
    try {
      UnprivilegedJvm.openToAll(folder);
      Path outcomes = Files.createFile(folder.resolve("outcomes"));
      Files.setPosixFilePermissions(outcomes, PosixFilePermissions.fromString("rw-rw-rw-"));
      UnprivilegedJvm.run(UnprivilegedHost.class, outcomes.toString());
      return read(Files.readAllLines(outcomes), started);
    } finally {
      Removal.of(folder);
    }
  }

  private static TckRun read(List<String> lines, Instant started) {
    Set<Capability> offered = EnumSet.noneOf(Capability.class);
    Arrays.stream(lines.get(0).split(" ")).map(Capability::valueOf).forEach(offered::add);
    Map<String, Check> checks =
        Areas.checks().stream().collect(Collectors.toMap(Check::id, Function.identity()));
    List<Outcome> outcomes =
        lines.stream().skip(1).map(line -> outcome(line.split(" ", 3), checks)).toList();
    return new TckRun(
        "the host, unprivileged",
        offered,
        outcomes,
        started,
        Duration.between(started, Instant.now()));
  }

  private static Outcome outcome(String[] fields, Map<String, Check> checks) {
    return new Outcome(
        checks.get(fields[1]),
        Outcome.Status.valueOf(fields[0]),
        fields[2],
        null,
        List.of(),
        Duration.ZERO);
  }
}
