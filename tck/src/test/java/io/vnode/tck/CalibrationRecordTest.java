package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The lists of known failures, and how they come to be: given the system property {@code
 * vnode.tck.record}, the directory of this module, the lists of the versions at hand are written
 * anew, and beside it {@code docs/CONFORMANCE.md}.
 */
class CalibrationRecordTest {
  @Test
  void thePeersAreKnownToDifferAndMemfsIsNot() throws IOException {
    String module = System.getProperty("vnode.tck.record");
    if (module == null) {
      Set<Calibration> exact =
          EnumSet.of(Calibration.HOST, Calibration.MEMFS, Calibration.READ_ONLY_MEM);
      for (Calibration calibration : Calibration.values()) {
        boolean differs = !calibration.fileSystem().knownFailures().isEmpty();
        assertEquals(!exact.contains(calibration), differs, calibration.name());
      }
    } else {
      record(Path.of(module));
    }
  }

  private static void record(Path module) throws IOException {
    Map<String, TckRun> runs = new LinkedHashMap<>();
    for (Calibration calibration : Calibration.values()) {
      TckRun run = TckRunner.ofAll().run(calibration.described());
      runs.put(run.subject() + ", " + calibration.version(), run);
      Set<String> known = calibration.fileSystem().knownFailures();
      Set<String> failures = KnownFailures.of(run);
      // What failed by chance once may do so again.
      known.stream().filter(id -> id.startsWith(Layer.MODEL.id() + ".")).forEach(failures::add);
      if (!failures.equals(known)) {
        Files.write(calibration.listIn(module), failures);
      }
    }
    Files.write(
        module.resolveSibling("docs").resolve("CONFORMANCE.md"),
        new ConformanceDocument(runs).lines());
  }
}
