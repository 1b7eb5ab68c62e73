package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.UnprivilegedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The lists of known failures, and how they come to be: given the system property {@code
 * vnode.tck.record}, the directory of this module, the lists of the versions at hand are written
 * anew, and beside it {@code docs/CONFORMANCE.md}. What only chance finds is looked for in {@code
 * vnode.tck.rounds} further rounds.
 */
class CalibrationRecordTest {
  /** As a list has them. */
  private static List<String> lines(Set<String> ids) {
    return ids.stream().sorted().map(id -> isByChance(id) ? id + " # by chance" : id).toList();
  }

  private static boolean isByChance(String id) {
    return Check.layer(id).isByChance();
  }

  /** What fails in one of some further rounds of what is by chance. */
  private static Set<String> failuresByChance(Calibration calibration) throws IOException {
    Set<String> failures = new TreeSet<>();
    TckRunner runner = TckRunner.ofAll().only(check -> check.layer().isByChance());
    for (int round = 0; round < Integer.getInteger("vnode.tck.rounds", 1); round++) {
      failures.addAll(KnownFailures.of(runner.run(calibration.described())));
    }
    return failures;
  }

  /** {@link Layer#isByChance}: who reads a list sees what may stay away. */
  @Test
  void aListSaysWhatOnlyChanceFinds() throws IOException {
    for (Calibration calibration : Calibration.values()) {
      assertEquals(lines(calibration.fileSystem().knownFailures()), calibration.listed());
    }
  }

  @Test
  void thePeersAreKnownToDifferAndOursAreNot() throws Exception {
    String module = System.getProperty("vnode.tck.record");
    if (module == null) {
      Set<Calibration> exact =
          EnumSet.of(
              Calibration.HOST,
              Calibration.MEMFS,
              Calibration.READ_ONLY_MEM,
              Calibration.ZIP_STORE,
              Calibration.WOFS,
              Calibration.WOFS_WORM,
              Calibration.WOFS_READ_ONLY,
              Calibration.WOFS_EARLIER,
              Calibration.PORTAL_TO_HOST,
              Calibration.PORTAL_TO_MEMFS,
              Calibration.READ_ONLY_PORTAL);
      for (Calibration calibration : Calibration.values()) {
        boolean differs = !calibration.fileSystem().knownFailures().isEmpty();
        assertEquals(!exact.contains(calibration), differs, calibration.name());
      }
    } else {
      record(Path.of(module));
    }
  }

  private static void record(Path module) throws Exception {
    Map<String, TckRun> runs = new LinkedHashMap<>();
    for (Calibration calibration : Calibration.values()) {
      TckRun run = TckRunner.ofAll().run(calibration.described());
      runs.put(run.subject() + ", " + calibration.version(), run);
      Set<String> known = calibration.fileSystem().knownFailures();
      Set<String> failures = KnownFailures.of(run);
      // What failed by chance once may do so again.
      known.stream().filter(CalibrationRecordTest::isByChance).forEach(failures::add);
      if (!failures.isEmpty()) {
        failures.addAll(failuresByChance(calibration));
      }
      if (!failures.equals(known)) {
        Files.write(calibration.listIn(module), lines(failures));
      }
      if (calibration == Calibration.HOST && UnprivilegedJvm.isRoot()) {
        TckRun unprivileged = UnprivilegedHost.run();
        runs.put(unprivileged.subject() + ", " + calibration.version(), unprivileged);
      }
    }
    Files.write(
        module.resolveSibling("docs").resolve("CONFORMANCE.md"),
        new ConformanceDocument(runs).lines());
  }
}
