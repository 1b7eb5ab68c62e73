package io.vnode.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much is measured, and for how long. */
enum Profile implements Titled {
  /** What the table needs, once: a quarter of an hour. */
  QUICK(1, 3, 250, 5, 200, 1, 10),
  /** Every subject at everything, in three JVMs each: about an hour. */
  FULL(3, 3, 700, 5, 500, 2, 1);

  /**
   * How much longer it is warmed up what is slow to: what is measured before the compiler has
   * folded the last layer tells of the compiler.
   */
  private static final int LONG_WARMUP_FACTOR = 3;

  final int rounds;
  private final int warmups;
  final int iterations;
  final TimeValue warmupTime;
  final TimeValue iterationTime;

  /** Iterations of what is done just once in each. */
  final int singleShots;

  private final int heapDivisor;

  Profile(
      int rounds,
      int warmups,
      long warmupMillis,
      int iterations,
      long iterationMillis,
      int singleShots,
      int heapDivisor) {
    this.rounds = rounds;
    this.warmups = warmups;
    this.warmupTime = TimeValue.milliseconds(warmupMillis);
    this.iterations = iterations;
    this.iterationTime = TimeValue.milliseconds(iterationMillis);
    this.singleShots = singleShots;
    this.heapDivisor = heapDivisor;
  }

  static Profile of(String title) {
    return Titled.of("profile", values(), title);
  }

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Iterations before those that count. */
  int warmups(Work work) {
    if (work.isSingleShot()) {
      return 1;
    }
    return work.isSlowToWarmUp() ? warmups * LONG_WARMUP_FACTOR : warmups;
  }

  /** The subjects of {@code able} that {@code measured} is measured with: all that pack. */
  List<String> chosen(Measured measured, List<String> able) {
    if (this == FULL || measured.equals(Task.of(Work.PACK))) {
      return able;
    }
    Set<String> needed = Lines.subjectsOf(measured);
    return able.stream().filter(needed::contains).toList();
  }

  /** How many objects to make of a kind. */
  int heapCount(HeapKind kind, Subject subject) {
    return Math.min(kind.count / heapDivisor, kind.most(subject));
  }
}
