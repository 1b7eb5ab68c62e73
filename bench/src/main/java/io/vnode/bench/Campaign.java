package io.vnode.bench;

import com.google.common.collect.ListMultimap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run: everything a profile asks for, in rounds. In each round the subjects of a task follow
 * each other, every one in a JVM of its own, so that a busy moment of the machine meets them all.
 */
final class Campaign {
  private static final Set<Subject> HEAP_SUBJECTS =
      Set.of(Subject.MEMFS, Subject.JIMFS, Subject.MEMORYFILESYSTEM);

  /** One step: what is measured, and whose it is. */
  record Step(Measured measured, String subject) {}

  private final Profile profile;
  private final Progress progress;
  private final Map<Quantity, List<List<Double>>> rounds = new LinkedHashMap<>();

  Campaign(Profile profile, Progress progress) {
    this.profile = profile;
    this.progress = progress;
  }

  Results run() throws IOException {
    List<Step> tasks = taskSteps();
    List<Sandbox> sandboxes = sandboxes();
    List<Step> heaps = heapSteps();
    List<Step> spaces = spaceSteps();
    int inRounds = tasks.size() + sandboxes.size();
    progress.expect(inRounds * profile.rounds + heaps.size() + spaces.size());
    for (int round = 0; round < profile.rounds; round++) {
      for (Step step : tasks) {
        measureTask(step);
      }
      for (Sandbox sandbox : sandboxes) {
        measureCalls(sandbox);
      }
    }
    for (Step step : heaps) {
      measureHeap(step);
    }
    for (Step step : spaces) {
      measureSpace(step);
    }
    SampleArchives.removeAll();
    progress.end();
    List<Figure> figures = new ArrayList<>();
    rounds.forEach((quantity, values) -> figures.add(new Figure(quantity, values)));
    return new Results(Environment.current(profile), figures);
  }

  List<Step> taskSteps() {
    return Task.all().stream()
        .flatMap(task -> steps(task, profile.chosen(task, task.work().subjects())))
        .toList();
  }

  /** Each call that a program for WASI is measured at; those of a sandbox are one run of it. */
  List<Step> callSteps() {
    return Stream.of(GuestCall.values())
        .flatMap(call -> steps(call, profile.chosen(call, Sandbox.titles(call))))
        .toList();
  }

  private List<Sandbox> sandboxes() {
    Set<String> needed = callSteps().stream().map(Step::subject).collect(Collectors.toSet());
    return Stream.of(Sandbox.values()).filter(one -> needed.contains(one.title())).toList();
  }

  List<Step> heapSteps() {
    List<String> able =
        Stream.of(Subject.values()).filter(HEAP_SUBJECTS::contains).map(Subject::title).toList();
    List<String> readers = Stream.of(ArchiveReader.values()).map(ArchiveReader::title).toList();
    return Stream.concat(
            Stream.of(HeapKind.values()).flatMap(kind -> steps(kind, profile.chosen(kind, able))),
            Stream.concat(
                steps(ArchiveHeap.ENTRY, profile.chosen(ArchiveHeap.ENTRY, readers)),
                steps(
                    ProjectionHeap.ENTRY,
                    profile.chosen(ProjectionHeap.ENTRY, List.of(View.PROJFS.title())))))
        .toList();
  }

  List<Step> spaceSteps() {
    return Stream.of(SpaceKind.values())
        .flatMap(kind -> steps(kind, profile.chosen(kind, SpaceKind.STORES)))
        .toList();
  }

  private static Stream<Step> steps(Measured measured, List<String> subjects) {
    return subjects.stream().map(subject -> new Step(measured, subject));
  }

  private void measureTask(Step step) throws IOException {
    progress.begin(step.measured.words() + ", " + step.subject);
    JmhRun.Values values = new JmhRun(profile, (Task) step.measured, step.subject).run();
    add(Quantity.of(step.measured, Metric.TIME, step.subject), values.nanos());
    add(Quantity.of(step.measured, Metric.ALLOCATED, step.subject), values.allocated());
  }

  private void measureCalls(Sandbox sandbox) throws IOException {
    progress.begin("the calls of a program, " + sandbox.title());
    ListMultimap<GuestCall, Double> nanos =
        GuestMeter.measureInNewJvm(sandbox, profile.guestWarmupMillis, profile.guestRounds);
    for (GuestCall call : nanos.keySet()) {
      add(Quantity.of(call, Metric.TIME, sandbox.title()), nanos.get(call));
    }
  }

  private void measureHeap(Step step) throws IOException {
    progress.begin("heap: " + step.measured.words() + ", " + step.subject);
    double bytes =
        step.measured instanceof HeapMeasured measured
            ? measured.measureInNewJvm(step.subject)
            : heapOf((HeapKind) step.measured, Subject.of(step.subject));
    add(Quantity.of(step.measured, Metric.HEAP, step.subject), List.of((double) Math.round(bytes)));
  }

  private void measureSpace(Step step) throws IOException {
    progress.begin(step.measured.words() + ", " + step.subject);
    double bytes = ((SpaceKind) step.measured).measure(Store.of(step.subject));
    add(Quantity.of(step.measured, Metric.SPACE, step.subject), List.of(bytes));
  }

  private double heapOf(HeapKind kind, Subject subject) throws IOException {
    return HeapMeter.measureInNewJvm(subject, kind, profile.heapCount(kind, subject));
  }

  private void add(Quantity quantity, List<Double> values) {
    rounds.computeIfAbsent(quantity, any -> new ArrayList<>()).add(values);
  }
}
