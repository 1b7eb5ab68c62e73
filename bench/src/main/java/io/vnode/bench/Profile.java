package io.vnode.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much is measured, and for how long. */
enum Profile implements Titled {
  /** What the table needs to tell of memfs, once: five minutes. */
  SHORT(1, 2, 200, 5, 150, 1, 0, 0, 10),
  /** What the table needs, once: twenty minutes. */
  QUICK(1, 3, 250, 5, 200, 1, 4000, 10, 10),
  /** Every subject at everything, in three JVMs each: about an hour. */
  FULL(3, 3, 700, 5, 500, 2, 5000, 20, 1);

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

  /** For how many milliseconds a guest makes a call before that counts. */
  final int guestWarmupMillis;

  /** Rounds of calls of a guest that count. */
  final int guestRounds;

  private final int heapDivisor;

  Profile(
      int rounds,
      int warmups,
      long warmupMillis,
      int iterations,
      long iterationMillis,
      int singleShots,
      int guestWarmupMillis,
      int guestRounds,
      int heapDivisor) {
    this.rounds = rounds;
    this.warmups = warmups;
    this.warmupTime = TimeValue.milliseconds(warmupMillis);
    this.iterations = iterations;
    this.iterationTime = TimeValue.milliseconds(iterationMillis);
    this.singleShots = singleShots;
    this.guestWarmupMillis = guestWarmupMillis;
    this.guestRounds = guestRounds;
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

  /** The lines of the table that are measured. */
  List<Line> lines() {
    return this == SHORT ? Lines.of(Subject.MEMFS.title()) : Lines.all();
  }

  /** The subjects of {@code able} that {@code measured} is measured with: all that pack. */
  List<String> chosen(Measured measured, List<String> able) {
    if (this == FULL || this == QUICK && measured.equals(Task.of(Work.PACK))) {
      return able;
    }
    Set<String> needed = Line.subjectsOf(measured, lines());
    return able.stream().filter(needed::contains).toList();
  }

  /** How many objects to make of a kind. */
  int heapCount(HeapKind kind, Subject subject) {
    return Math.min(kind.count / heapDivisor, kind.most(subject));
  }
}
