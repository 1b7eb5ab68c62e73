package io.vnode.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** What the document says is what was measured, and the worse of two JDKs. */
class ReportTest {
  private static final Task TASK = Task.of(Work.CREATE_DELETE);
  private static final Line LINE =
      Line.beside(Subject.JIMFS, TASK, Metric.TIME, Goal.atMostTimes(0.5));

  private static Results results(int jdk, List<List<Double>> ours, List<List<Double>> peers) {
    return new Results(
        new Environment("full", jdk, "a JVM", "a system", 2, "tmpfs", "2025-01-01"),
        List.of(
            new Figure(Quantity.of(TASK, Metric.TIME, Subject.MEMFS), ours),
            new Figure(Quantity.of(TASK, Metric.TIME, Subject.JIMFS), peers)));
  }

  /** The second round was disturbed, and both with it: 0.4 is the ratio in each. */
  private static Results fast() {
    return results(
        17,
        List.of(List.of(40.0, 44.0, 36.0), List.of(80.0)),
        List.of(List.of(100.0), List.of(200.0)));
  }

  private static Results slow() {
    return results(25, List.of(List.of(60.0)), List.of(List.of(100.0)));
  }

  @Test
  void aRatioIsTakenWithinARoundAndItsSpreadIsOfAllIterations() {
    Verdict verdict = Verdict.of(LINE, fast()).orElseThrow();
    assertEquals(0.4, verdict.ratio().median(), 1e-9);
    assertEquals(0.36, verdict.ratio().low(), 1e-9);
    assertEquals(0.44, verdict.ratio().high(), 1e-9);
    assertTrue(verdict.isMet());
  }

  @Test
  void aLineShowsTheWorseJdk() {
    List<Verdict> verdicts = Verdict.of(LINE, List.of(fast(), slow()));
    assertEquals(25, verdicts.get(0).jdk());
    assertFalse(verdicts.get(0).isMet());
    String page = new Report(List.of(fast(), slow())).markdown("plot.svg");
    assertTrue(
        page.contains(
            "| create + delete | ≤ 0.50x jimfs | jimfs | 100 ns | 60 ns | 0.60x |"
                + " 0.60x to 0.60x | NO | 25 |"),
        page);
    assertTrue(page.contains("0 of 1 lines reach their goal."), page);
    assertTrue(page.contains("\n## Names"), page);
    assertFalse(page.contains("\n## Images"), page);
    assertTrue(page.contains("memoryfilesystem: its files end at 16 MiB"), page);
  }

  @Test
  void reasonsAreOfLinesThatThereAre() {
    Set<String> lines = Lines.all().stream().map(Line::words).collect(Collectors.toSet());
    assertTrue(lines.containsAll(Reasons.load().lines()), () -> Reasons.load().lines().toString());
  }

  @Test
  void aSpeedupIsShownAsOne() {
    Line line = Line.besideJimfs(Work.CREATE_DELETE, Goal.speedup(2));
    Verdict verdict = Verdict.of(line, fast()).orElseThrow();
    assertEquals("≥ 2.00x jimfs", line.goalWords());
    assertEquals("2.50x", verdict.ratioWords());
    assertEquals("2.27x to 2.78x", verdict.spreadWords());
    assertTrue(verdict.isMet());
  }

  @Test
  void aFigureMayBeSoMuchMoreThanAnother() {
    Goal goal = Goal.atMostMore(20);
    assertEquals("≤ jimfs + 20 ns", Line.besideJimfs(Work.CREATE_DELETE, goal).goalWords());
    assertEquals(1, goal.strain(120, goal.ratio(100)), 1e-9);
    assertTrue(goal.strain(119, 1.19) < 1);
    assertTrue(goal.strain(121, 1.21) > 1);
  }

  @Test
  void aGoalForNewerJdksIsNotAskedOfOlderOnes() {
    Line line = Line.besideJimfs(Work.CREATE_DELETE, Goal.atMost(50).from(20));
    assertTrue(Verdict.of(line, fast()).isEmpty());
    assertFalse(Verdict.of(line, slow()).orElseThrow().isMet());
    assertTrue(
        Verdict.of(Line.besideJimfs(Work.CREATE_DELETE, Goal.atMost(50).before(20)), slow())
            .isEmpty());
  }

  @Test
  void figuresAreShownWithThreeDigits() {
    assertEquals("412 ns", Metric.TIME.format(412.4));
    assertEquals("1.23 us", Metric.TIME.format(1234));
    assertEquals("17.2 ms", Metric.TIME.format(17_200_000));
    assertEquals("112 B", Metric.ALLOCATED.format(112));
    assertEquals("10.6 KiB", Metric.HEAP.format(10.6 * 1024));
  }

  @Test
  void resultsAreReadAsTheyWereWritten(@TempDir Path directory) throws IOException {
    Path file = fast().writeInto(directory);
    assertEquals("17-full.json", file.getFileName().toString());
    assertEquals(fast(), Results.read(file));
    Path other = Files.writeString(directory.resolve("other"), "{]");
    IOException e = assertThrows(IOException.class, () -> Results.read(other));
    assertTrue(e.getMessage().startsWith(other + " does not hold the results of a run"));
  }

  /** The picture is well-formed, and has a dot for each JDK of each line that was measured. */
  @Test
  void thePlotShowsWhatTheTableSays() throws Exception {
    String svg = new Plot(List.of(fast(), slow())).svg();
    NodeList circles =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("circle");
    List<String> words = new ArrayList<>();
    for (int i = 0; i < circles.getLength(); i++) {
      words.add(circles.item(i).getTextContent());
    }
    assertEquals(
        List.of(
            "goal reached",
            "goal missed",
            "JDK 17: 0.40x jimfs, goal ≤ 0.50x jimfs",
            "JDK 25: 0.60x jimfs, goal ≤ 0.50x jimfs"),
        words);
  }

  @Test
  void aTableForATerminalStandsInColumns() {
    Table table = new Table("work", "ns").row("create", "7").row("x", "1,234");
    assertEquals("work       ns\ncreate      7\nx       1,234\n", table.plain());
  }
}
