package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The launcher: what it prints, what it writes, and its exit status. */
class TckMainTest {
  private static final String AREA = "posix.rename";

  @TempDir Path temporary;
  private final StringWriter output = new StringWriter();

  private int run(String... args) {
    return TckMain.run(new PrintWriter(output, true), args);
  }

  @Test
  void aFileSystemThatHoldsToAllExitsWithZero() {
    assertEquals(0, run("memfs:", "--filter", AREA), output::toString);
    assertTrue(output.toString().contains("All that is offered holds"), output::toString);
  }

  @Test
  void aFailureIsToldWithItsSourceAndItsOperations() {
    assertEquals(TckMain.FAILURE, run("memory:", "--filter", AREA + ".two-names"));
    String told = output.toString();
    assertTrue(told.contains("FAIL posix.rename.two-names-of-one-file-both-stay"), told);
    assertTrue(told.contains("[POSIX.1-2024 rename() [DESCRIPTION]"), told);
    assertTrue(told.contains("    link g == f"), told);
  }

  @Test
  void knownFailuresMakeNoDifferenceToTheExitStatus() throws Exception {
    Path known = temporary.resolve("known.txt");
    Files.writeString(known, "posix.rename.two-names-of-one-file-both-stay # both are one\n");
    String[] args = {"memory:", "--filter", AREA + ".two-names", "--known", known.toString()};
    assertEquals(0, run(args), output::toString);
  }

  @Test
  void whatIsUnknownIsRefusedAndTheChoicesAreNamed() {
    for (String subject : List.of("nosuch", "file:/no/such/directory", "--nosuch")) {
      assertEquals(TckMain.USAGE, run(subject));
    }
    assertTrue(output.toString().contains("memfs:, jimfs, memory:, jar:, file:DIR"));
    assertEquals(TckMain.USAGE, run());
  }

  @Test
  void allChecksCanBeListed() {
    assertEquals(0, run("--list"));
    assertEquals(Areas.checks().size(), output.toString().lines().count());
  }

  @Test
  void aClassThatExtendsTheSuiteIsASubject() {
    String subject = MemFsConformanceTest.class.getName();
    assertEquals(0, run(subject, "--filter", AREA), output::toString);
  }

  @Test
  void theReportForMachinesHasACaseForEachCheck() throws Exception {
    Path file = temporary.resolve("report.xml");
    run("jimfs", "--filter", "posix.", "--junit", file.toString());
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    int cases = suite.getElementsByTagName("testcase").getLength();
    int failures = suite.getElementsByTagName("failure").getLength();
    assertEquals(suite.getAttribute("tests"), "" + cases);
    assertEquals(suite.getAttribute("failures"), "" + failures);
    assertTrue(failures > 0);
  }

  @Test
  void theReportForPeopleHoldsAllAndNeedsNothingElse() throws Exception {
    Path file = temporary.resolve("report.html");
    run("jimfs", "--filter", "posix.", "--report", file.toString());
    String page = Files.readString(file);
    long checks;
    try (Session session = Session.of(new Subjects(getClass().getClassLoader()).of("jimfs"))) {
      checks = session.checks().stream().filter(c -> c.layer() == Layer.POSIX).count();
    }
    assertTrue(page.contains("data-total=\"" + checks + "\""));
    assertEquals(checks, page.split("<article ", -1).length - 1);
    assertTrue(page.contains("<ol class=\"operations\">"));
    assertFalse(page.matches("(?s).*(src|href)=\"(?!#).*"), "something is loaded from elsewhere");
  }
}
