package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vnode tck} runs the suite that {@code TckMain} runs. */
class TckCommandTest {
  @TempDir Path temporary;

  @Test
  void memfsHoldsToWhatIsCheckedAndAReportIsWritten() throws Exception {
    Path report = temporary.resolve("report.html");
    Shell.Result result =
        Shell.ok("tck", "memfs:", "--filter", "posix.mkdir", "--report", report.toString());
    assertTrue(result.out().contains("All that is offered holds"), result.out());
    assertTrue(Files.readString(report).startsWith("<!doctype html>"));
  }

  @Test
  void whatIsNotOnTheClassPathIsToldWithTheOptionThatNamesIt() {
    Shell.Result result = Shell.vnode("tck", "jimfs");
    assertEquals(Main.FAILURE, result.status());
    assertTrue(
        result.err().contains("is not on the class path: name its jar by --classpath"),
        result.err());
  }
}
