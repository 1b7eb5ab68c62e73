package io.vnode.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of the table: our figure, the one it is held against, and the goal. */
record Line(String words, Quantity ours, Quantity other, String otherWords, Goal goal) {
  static Line beside(Subject peer, Measured measured, Metric metric, Goal goal) {
    String words = metric == Metric.ALLOCATED ? measured.words() + ": allocated" : measured.words();
    return new Line(
        words,
        Quantity.of(measured, metric, Subject.MEMFS),
        Quantity.of(measured, metric, peer),
        peer.title(),
        goal);
  }

  static Line besideJimfs(Work work, Goal goal) {
    return beside(Subject.JIMFS, Task.of(work), Metric.TIME, goal);
  }

  static Line besideUnixPath(Work work, double bound) {
    Line line = beside(Subject.HOST, Task.of(work), Metric.TIME, Goal.atMostTimes(bound));
    return new Line(line.words, line.ours, line.other, "UnixPath", line.goal);
  }

  /** Two of our own figures, one beside the other. */
  static Line ofOurs(String words, Task task, Task other, String otherWords, Goal goal) {
    return new Line(
        words,
        Quantity.of(task, Metric.TIME, Subject.MEMFS),
        Quantity.of(other, Metric.TIME, Subject.MEMFS),
        otherWords,
        goal);
  }

  static Line twoThreads(Work work, double bound) {
    return ofOurs(
        work.words + ": two threads",
        new Task(work, 2),
        Task.of(work),
        "one thread",
        Goal.speedup(bound));
  }

  static Line besideArraycopy(Work work, Work bare, double bound) {
    return new Line(
        work.words + ": beside memory",
        Quantity.of(Task.of(work), Metric.TIME, Subject.MEMFS),
        Quantity.of(Task.of(bare), Metric.TIME, Work.ARRAYCOPY),
        Work.ARRAYCOPY,
        Goal.atMostTimes(bound));
  }

  static Line besideReader(ArchiveReader peer, Work work, Goal goal) {
    return besideReader(peer, Task.of(work), Task.of(work), Metric.TIME, goal);
  }

  /** What ours does in one way, and a peer in another. */
  static Line besideReader(
      ArchiveReader peer, Measured ours, Measured other, Metric metric, Goal goal) {
    return beside(ArchiveReader.ZIPSTORE.title(), ours, peer.title(), other, metric, goal);
  }

  /** A projection, and another way to see the same files. */
  static Line besideView(View peer, Work work, Goal goal) {
    return besideView(peer, work, work, goal);
  }

  /** What a projection does in one way, and another view in another. */
  static Line besideView(View peer, Work work, Work other, Goal goal) {
    return beside(
        View.PROJFS.title(), Task.of(work), peer.title(), Task.of(other), Metric.TIME, goal);
  }

  private static Line beside(
      String us, Measured ours, String peer, Measured other, Metric metric, Goal goal) {
    return new Line(
        ours.words(), Quantity.of(ours, metric, us), Quantity.of(other, metric, peer), peer, goal);
  }

  /** A figure of projections that stands for itself. */
  static Line ofProjections(Measured measured, Metric metric, Goal goal) {
    String us = View.PROJFS.title();
    return beside(us, measured, us, measured, metric, goal);
  }

  /** Two figures of projections, one beside the other. */
  static Line ofProjections(String words, Work work, Work other, String otherWords, Goal goal) {
    return new Line(
        words,
        Quantity.of(Task.of(work), Metric.TIME, View.PROJFS.title()),
        Quantity.of(Task.of(other), Metric.TIME, View.PROJFS.title()),
        otherWords,
        goal);
  }

  /** What is done in a mounted image, and in memory. */
  static Line mounted(Work work, Goal goal) {
    return new Line(
        work.words + ": in an image",
        Quantity.of(Task.of(work), Metric.TIME, Subject.WOFS),
        Quantity.of(Task.of(work), Metric.TIME, Subject.MEMFS),
        Subject.MEMFS.title(),
        goal);
  }

  /** An image, and another way to keep the same. */
  static Line besideStore(Store peer, Work work, Goal goal) {
    return besideStore(peer, work, work, goal);
  }

  /** What an image does in one way, and another store in another. */
  static Line besideStore(Store peer, Work work, Work other, Goal goal) {
    return beside(
        Store.WOFS.title(), Task.of(work), peer.title(), Task.of(other), Metric.TIME, goal);
  }

  /** A call of a guest in {@code us}, and in {@code peer}. */
  static Line inSandbox(GuestCall call, Sandbox us, Sandbox peer, Goal goal) {
    Line line = beside(us.title(), call, peer.title(), call, Metric.TIME, goal);
    return new Line(
        line.words + ", " + us.files().title(), line.ours, line.other, line.otherWords, goal);
  }

  /** What a file takes in an image, and in an archive. */
  static Line space(SpaceKind kind, Goal goal) {
    return beside(Store.WOFS.title(), kind, Store.ZIPFS.title(), kind, Metric.SPACE, goal);
  }

  /** The subjects whose figures of {@code measured} are needed for {@code lines}. */
  static Set<String> subjectsOf(Measured measured, List<Line> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.ours, line.other))
        .filter(quantity -> quantity.measured().equals(measured.key()))
        .map(Quantity::subject)
        .collect(Collectors.toSet());
  }

  String goalWords() {
    return goal.words(otherWords, ours.metric()::format);
  }
}
