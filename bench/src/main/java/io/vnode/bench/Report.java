package io.vnode.bench;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The results of one or more JDKs as a document, or as the table in it for a terminal. */
final class Report {
  private static final String NONE = "-";

  private final List<Results> runs;

  Report(List<Results> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no results: a report is of one run at least");
    }
    this.runs = List.copyOf(runs);
  }

  String plain() {
    StringBuilder text = new StringBuilder();
    for (Lines.Chapter chapter : measured()) {
      text.append(chapter.title()).append("\n\n");
      text.append(goals(chapter).plain().indent(2)).append('\n');
    }
    return text.append(summary()).append('\n').toString();
  }

  /** The whole document; {@code plot} is where its picture lies. */
  String markdown(String plot) {
    StringBuilder text = new StringBuilder();
    text.append("# Benchmarks\n\n").append(introduction()).append('\n');
    text.append("![The ratio of each line, and its goal](").append(plot).append(")\n\n");
    text.append(summary()).append("\n\n");
    for (Lines.Chapter chapter : measured()) {
      text.append("## ").append(chapter.title()).append("\n\n");
      text.append(goals(chapter).markdown()).append('\n');
    }
    text.append(misses());
    for (Results results : runs) {
      text.append("## All figures on JDK ").append(results.environment().jdk()).append("\n\n");
      text.append(figures(results).markdown()).append('\n');
      text.append("### Readers of archives\n\n");
      text.append(archiveFigures(results).markdown()).append('\n');
      text.append("### Views of files of the host\n\n");
      text.append(viewFigures(results).markdown()).append('\n');
      text.append("### Images\n\n");
      text.append(storeFigures(results).markdown()).append('\n');
      text.append("### Calls of programs for WASI\n\n");
      text.append(guestFigures(results).markdown()).append('\n');
    }
    return text.append(obstacles()).toString();
  }

  private String introduction() {
    Table table = new Table("JDK", "runtime", "profile", "system", "cores", "host's files", "date");
    for (Results results : runs) {
      Environment where = results.environment();
      table.row(
          Integer.toString(where.jdk()),
          where.runtime(),
          where.profile(),
          where.system(),
          Integer.toString(where.cores()),
          where.hostFileSystem(),
          where.date());
    }
    return """
    Written by `bench/run %s`, which measures it all and writes this page; `./vnode bench` measures
    memfs' part of it in five minutes.

    Each line is the worse one of the JDKs. The subjects take turns, each time in a new JVM; a figure is the
    median of the JVMs' medians, a ratio is taken within a round, and the spread is the least and the
    greatest that any single iteration gave. A time is that from one operation to the next, whichever
    thread does it. jimfs has the posix and unix views on, as memfs always has.

    """
            .formatted(runs.get(0).environment().profile())
        + table.markdown();
  }

  /** The chapters of which at least one line was measured. */
  private List<Lines.Chapter> measured() {
    return Lines.CHAPTERS.stream()
        .filter(
            chapter -> chapter.lines().stream().anyMatch(line -> !Verdict.of(line, runs).isEmpty()))
        .toList();
  }

  private Table goals(Lines.Chapter chapter) {
    Table table =
        new Table("work", "goal", "beside", "it", chapter.ours(), "ratio", "spread", "met", "JDK");
    for (Line line : chapter.lines()) {
      List<Verdict> verdicts = Verdict.of(line, runs);
      if (verdicts.isEmpty()) {
        continue;
      }
      Verdict worst = verdicts.get(0);
      table.row(
          line.words(),
          line.goalWords(),
          line.otherWords(),
          line.other().metric().format(worst.other().median()),
          line.ours().metric().format(worst.ours().median()),
          worst.ratioWords(),
          worst.spreadWords(),
          worst.isMet() ? "yes" : "NO",
          Integer.toString(worst.jdk()));
    }
    return table;
  }

  private String summary() {
    List<Verdict> worst =
        Lines.all().stream().flatMap(line -> Verdict.of(line, runs).stream().limit(1)).toList();
    long met = worst.stream().filter(Verdict::isMet).count();
    return met + " of " + worst.size() + " lines reach their goal.";
  }

  /** What is known of the lines that miss their goals; each reason once. */
  private String misses() {
    Reasons reasons = Reasons.load();
    Map<String, String> found = new LinkedHashMap<>();
    for (Line line : Lines.all()) {
      boolean misses = Verdict.of(line, runs).stream().anyMatch(verdict -> !verdict.isMet());
      if (misses) {
        reasons.of(line).ifPresent(text -> found.put(line.words(), text));
      }
    }
    StringBuilder text = new StringBuilder();
    if (!found.isEmpty()) {
      text.append("## Why lines miss\n\n");
      found.forEach((words, why) ->
          text.append("**").append(words).append("**: ").append(why).append("\n\n"));
    }
    return text.toString();
  }

  private static Table figures(Results results) {
    List<String> subjects =
        new ArrayList<>(Stream.of(Subject.values()).map(Subject::title).toList());
    subjects.add(Work.ARRAYCOPY);
    return figures(results, subjects);
  }

  private static Table archiveFigures(Results results) {
    return figures(results, Stream.of(ArchiveReader.values()).map(ArchiveReader::title).toList());
  }

  private static Table viewFigures(Results results) {
    return figures(results, Stream.of(View.values()).map(View::title).toList());
  }

  private static Table storeFigures(Results results) {
    return figures(results, Store.titles(), ofImages());
  }

  private static Table guestFigures(Results results) {
    return figures(results, Sandbox.titles(), List.of(GuestCall.values()));
  }

  /** All that is measured of trees in one file. */
  private static List<Measured> ofImages() {
    Stream<Measured> tasks =
        Task.all().stream().filter(task -> task.work().isOfImages()).map(task -> task);
    return Stream.concat(tasks, Stream.of(SpaceKind.values())).toList();
  }

  private static List<Measured> ofOthers() {
    List<Measured> all = new ArrayList<>(Task.all());
    all.addAll(List.of(HeapKind.values()));
    all.add(ArchiveHeap.ENTRY);
    all.add(ProjectionHeap.ENTRY);
    all.removeAll(ofImages());
    return all;
  }

  private static Table figures(Results results, List<String> subjects) {
    return figures(results, subjects, ofOthers());
  }

  /** The figures of {@code subjects}, without what none of them was measured at. */
  private static Table figures(Results results, List<String> subjects, List<Measured> all) {
    List<String> head = new ArrayList<>(List.of("work"));
    head.addAll(subjects);
    Table table = new Table(head.toArray(String[]::new));
    for (Measured measured : all) {
      List<String> cells = new ArrayList<>(List.of(measured.words()));
      for (String subject : subjects) {
        cells.add(cell(results, measured, subject));
      }
      if (!Set.copyOf(cells.subList(1, cells.size())).equals(Set.of(NONE))) {
        table.row(cells);
      }
    }
    return table;
  }

  private static String cell(Results results, Measured measured, String subject) {
    StringJoiner cell = new StringJoiner(", ").setEmptyValue(NONE);
    for (Metric metric : Metric.values()) {
      results
          .figure(Quantity.of(measured, metric, subject))
          .ifPresent(figure -> cell.add(metric.format(figure.spread().median())));
    }
    return cell.toString();
  }

  private static String obstacles() {
    SetMultimap<String, String> left = LinkedHashMultimap.create();
    for (Subject subject : Subject.values()) {
      for (Work work : Work.values()) {
        left.put(subject.title(), work.obstacle(subject));
      }
    }
    for (Sandbox sandbox : Sandbox.values()) {
      for (GuestCall call : GuestCall.values()) {
        left.put(sandbox.title(), sandbox.obstacle(call));
      }
    }
    left.values().removeIf(String::isEmpty);
    StringBuilder text = new StringBuilder("## What is left out\n\n");
    left.asMap()
        .forEach((subject, reasons) ->
            text.append("- ")
                .append(subject)
                .append(": ")
                .append(String.join("; ", reasons))
                .append('\n'));
    return text.toString();
  }
}
