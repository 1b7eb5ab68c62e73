package io.vnode.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run says of a line: both figures, how they relate, and whether the goal is met. */
record Verdict(Line line, int jdk, Spread ours, Spread other, Spread ratio) {
  /** Empty where the line is not about that JDK, or was not measured. */
  static Optional<Verdict> of(Line line, Results results) {
    int jdk = results.environment().jdk();
    Optional<Figure> ours = results.figure(line.ours());
    Optional<Figure> other = results.figure(line.other());
    if (!line.goal().isFor(jdk) || ours.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    Spread ratio = ours.get().relativeTo(other.get());
    return Optional.of(new Verdict(line, jdk, ours.get().spread(), other.get().spread(), ratio));
  }

  /** Those of all runs, the worst first. */
  static List<Verdict> of(Line line, List<Results> runs) {
    return runs.stream()
        .flatMap(results -> of(line, results).stream())
        .sorted(Comparator.comparingDouble(Verdict::strain).reversed())
        .toList();
  }

  private double strain() {
    return line.goal().strain(ours.median(), ratio.median());
  }

  boolean isMet() {
    return strain() <= 1;
  }

  String ratioWords() {
    return Numbers.times(line.goal().shown(ratio.median()));
  }

  /** The least and the greatest ratio that any single iteration gave. */
  String spreadWords() {
    Spread shown = Spread.of(line.goal().shown(ratio.low()), line.goal().shown(ratio.high()));
    return Numbers.times(shown.low()) + " to " + Numbers.times(shown.high());
  }
}
