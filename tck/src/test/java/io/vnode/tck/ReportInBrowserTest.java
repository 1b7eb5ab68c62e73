package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link HtmlReport} as people see it: what its script shows and hides. */
class ReportInBrowserTest {
  /** Of {@code memoryfilesystem} these fail, fail as is known, and are not offered. */
  private static final Set<String> AREAS = Set.of("posix.rename", "nio.transfer", "nio.map");

  private static final Pattern ARTICLE = Pattern.compile("<article id=\"([^\"]+)\"([^>]*)>");
  private static final Pattern ROW = Pattern.compile("<tr data-area=\"([^\"]+)\"");

  @TempDir static Path directory;
  private static Browser browser;
  private static TckRun run;
  private static Path report;

  @BeforeAll
  static void writeReport() throws IOException {
    Assumptions.assumeTrue(
        Browser.find().isPresent(),
        "no Chromium on the path; the property vnode.browser may name one");
    browser = Browser.find().get();
    FileSystemUnderTest described = Calibration.MEMORY.described();
    Set<String> known =
        Calibration.MEMORY.fileSystem().knownFailures().stream()
            .filter(id -> id.startsWith("nio.transfer."))
            .collect(Collectors.toSet());
    run =
        TckRunner.ofAll()
            .only(check -> AREAS.contains(check.area()))
            .run(described.knownFailures(known));
    report = directory.resolve("report.html");
    try (BufferedWriter writer = Files.newBufferedWriter(report)) {
      new HtmlReport(run).write(writer);
    }
    for (Outcome.Status status : Outcome.Status.values()) {
      assertFalse(run.outcomes(status).isEmpty(), status.words());
    }
  }

  private static Browser.Page show(Path page, String fragment) throws Exception {
    Browser.Page shown = browser.show(page.toUri() + fragment, directory);
    assertEquals(List.of(), shown.console(), "what the console says");
    return shown;
  }

  private static Set<String> shown(String fragment) throws Exception {
    Set<String> ids = new TreeSet<>();
    Matcher article = ARTICLE.matcher(show(report, fragment).dom());
    while (article.find()) {
      if (!article.group(2).contains(" hidden")) {
        ids.add(article.group(1));
      }
    }
    return ids;
  }

  private static Set<String> those(Predicate<Outcome> wanted) {
    return run.outcomes().stream()
        .filter(wanted)
        .map(outcome -> outcome.check().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean is(Outcome outcome, String area, Outcome.Status... statuses) {
    return outcome.check().area().startsWith(area)
        && EnumSet.of(statuses[0], statuses).contains(outcome.status());
  }

  @Test
  void theMatrixStandsAndTheFiltersAppear() throws Exception {
    String dom = show(report, "").dom();
    Set<String> rows = new TreeSet<>();
    Matcher row = ROW.matcher(dom);
    while (row.find()) {
      rows.add(row.group(1));
    }
    assertEquals(AREAS, rows);
    assertTrue(dom.contains("<form id=\"filters\" role=\"search\" aria-label=\"Checks\">"), "form");
  }

  @Test
  void whoHasFailuresIsShownThose() throws Exception {
    assertEquals(those(outcome -> is(outcome, "", Outcome.Status.FAILED)), shown(""));
  }

  @Test
  void theAddressPicksOutcomes() throws Exception {
    assertEquals(
        those(outcome -> is(outcome, "", Outcome.Status.KNOWN, Outcome.Status.NOT_OFFERED)),
        shown("#outcome=known,not-offered"));
  }

  @Test
  void theAddressPicksAnOutcomeOfAnArea() throws Exception {
    assertEquals(
        those(outcome -> is(outcome, "posix.rename", Outcome.Status.FAILED)),
        shown("#outcome=fail&area=posix.rename"));
    assertEquals(
        those(outcome -> is(outcome, "nio.transfer", Outcome.Status.PASSED)),
        shown("#area=nio.transfer&outcome=pass"));
  }

  @Test
  void theAddressPicksALayerAndWords() throws Exception {
    assertEquals(those(outcome -> outcome.check().area().startsWith("nio.")), shown("#layer=nio"));
    Set<String> found = shown("#layer=posix&text=full%20directory");
    assertEquals(
        those(outcome -> is(outcome, "posix.", Outcome.Status.values())).stream()
            .filter(id -> id.contains("full-directory"))
            .collect(Collectors.toSet()),
        found);
    assertFalse(found.isEmpty());
  }

  @Test
  void anAddressThatNamesAnAreaShowsAllOfIt() throws Exception {
    assertTrue(
        shown("#nio.map").containsAll(those(outcome -> outcome.check().area().equals("nio.map"))));
  }

  @Test
  void whatPeopleFilterStandsInTheAddress() throws Exception {
    String script =
        """
        <script>
        form.elements.area.value = 'nio.transfer';
        boxes.forEach(box => { box.checked = box.value === 'pass' || box.value === 'known'; });
        form.dispatchEvent(new Event('input'));
        document.title = location.hash;
        </script>
        </body>
        """;
    Path used = directory.resolve("used.html");
    Files.writeString(used, Files.readString(report).replace("</body>", script));
    assertTrue(
        show(used, "").dom().contains("<title>#outcome=pass,known&amp;area=nio.transfer</title>"));
  }

  /** Else the silence of the console would say nothing. */
  @Test
  void anErrorOfAScriptIsNoticed() throws Exception {
    Path broken = directory.resolve("broken.html");
    Files.writeString(broken, "<!doctype html><script>missing();</script>");
    List<String> console = browser.show(broken.toUri().toString(), directory).console();
    assertTrue(console.toString().contains("missing is not defined"), console::toString);
  }
}
