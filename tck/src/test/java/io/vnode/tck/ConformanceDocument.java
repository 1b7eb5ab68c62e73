package io.vnode.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code docs/CONFORMANCE.md}: a matrix of areas and file systems, and what fails on each. */
final class ConformanceDocument {
  private static final String HEAD =
      """
      # Conformance

      What the TCK finds on the file systems it is calibrated on, by area: checks that pass, and after a
      slash those that fail; what a file system does not offer is not counted. A cell is empty where an area
      is about the lack of what the file system has. A check cites what it holds to; `posix` is POSIX.1-2024,
      `nio` the Javadoc. The host is the JDK's own provider on Linux, which root uses and, in a column of
      its own, a user whom permissions stop. `readonly-volume` is a volume of our engine that cannot be
      written, `zipstore` a zip that was packed from a tree, `projfs-host` and `projfs-memfs` portals
      to those, `projfs-readonly` one that cannot be written, and `jdk.zipfs-readonly` such a zip. `wofs` is an
      image that is written, `wofs-worm` one that seals what was written, which is held to the areas that neither change
      nor remove it; `wofs-readonly` and `wofs-at` show the last commit of one and an earlier one.

      This file and the lists of known failures in `tck/src/test/resources` are written by

          mvn -B -pl tck -am -Dtest=CalibrationRecordTest -Dvnode.tck.record=$PWD/tck test

      and the lists must match exactly whenever the tests run. Only what chance finds (`model`), which they
      mark as such, may stay away; `-Dvnode.tck.rounds=20` looks for it in twenty rounds more.
      """;

  private final Map<String, TckRun> runs;

  /** Of {@code runs}, by the name and version of the file system. */
  ConformanceDocument(Map<String, TckRun> runs) {
    this.runs = runs;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    lines.add("");
    matrix(lines);
    runs.forEach((name, run) -> failures(lines, name, run));
    return lines;
  }

  private void matrix(List<String> lines) {
    lines.add(row("area", runs.keySet().stream().toList()));
    lines.add(row("---", runs.keySet().stream().map(name -> "---").toList()));
    TreeSet<String> areas = new TreeSet<>();
    runs.values().forEach(run -> areas.addAll(run.areas().keySet()));
    for (String area : areas) {
      lines.add(row("`" + area + "`", cells(run -> run.areas().get(area))));
    }
    lines.add(row("**all**", cells(TckRun::total)));
  }

  private List<String> cells(Function<TckRun, TckRun.Counts> counts) {
    return runs.values().stream().map(counts).map(ConformanceDocument::cell).toList();
  }

  private static String cell(TckRun.Counts counts) {
    if (counts == null) {
      return "";
    }
    long failed = counts.of(Outcome.Status.FAILED);
    return counts.of(Outcome.Status.PASSED) + (failed == 0 ? "" : " / " + failed);
  }

  private static String row(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }

  /** What fails, a sentence a line: the rows of its table that fail are only counted. */
  private static void failures(List<String> lines, String name, TckRun run) {
    Map<String, List<Outcome>> sentences =
        run.outcomes(Outcome.Status.FAILED).stream()
            .collect(
                Collectors.groupingBy(
                    ConformanceDocument::sentence, TreeMap::new, Collectors.toList()));
    if (!sentences.isEmpty()) {
      lines.addAll(List.of("", "## What fails on " + name, ""));
      sentences.forEach((sentence, failed) ->
          lines.add(
              "- "
                  + sentence
                  + (failed.size() == 1 ? "" : " (" + failed.size() + " rows)")
                  + ": "
                  + failed.get(0).check().source()));
    }
  }

  private static String sentence(Outcome outcome) {
    String title = outcome.check().title();
    int row = title.indexOf(": ");
    return "`" + outcome.check().area() + "` " + (row < 0 ? title : title.substring(0, row));
  }
}
