package io.vnode.bench;

import java.util.function.DoubleFunction;

/** What a line must reach, on JDKs from one release on and before another. */
record Goal(Kind kind, double bound, int fromJdk, int beforeJdk) {
  enum Kind {
    /** No more than so many times the other figure. */
    TIMES,
    /** No more than the other figure and so much more. */
    PLUS,
    /** At least so many times as fast as the other. */
    SPEEDUP,
    /** No more than the bound, whatever the other is. */
    FIGURE
  }

  static Goal atMostTimes(double bound) {
    return new Goal(Kind.TIMES, bound, 0, Integer.MAX_VALUE);
  }

  static Goal atMostMore(double bound) {
    return new Goal(Kind.PLUS, bound, 0, Integer.MAX_VALUE);
  }

  static Goal speedup(double bound) {
    return new Goal(Kind.SPEEDUP, bound, 0, Integer.MAX_VALUE);
  }

  static Goal atMost(double bound) {
    return new Goal(Kind.FIGURE, bound, 0, Integer.MAX_VALUE);
  }

  Goal from(int jdk) {
    return new Goal(kind, bound, jdk, beforeJdk);
  }

  Goal before(int jdk) {
    return new Goal(kind, bound, fromJdk, jdk);
  }

  boolean isFor(int jdk) {
    return jdk >= fromJdk && jdk < beforeJdk;
  }

  /** How much of what is allowed was used: 1 is just good enough. */
  double strain(double ours, double ratio) {
    return switch (kind) {
      case TIMES -> ratio / bound;
      case PLUS -> ours / (ours / ratio + bound);
      case SPEEDUP -> ratio * bound;
      case FIGURE -> ours / bound;
    };
  }

  /** The ratio at which the goal is just reached beside a figure of {@code other}. */
  double ratio(double other) {
    return switch (kind) {
      case TIMES -> bound;
      case PLUS -> 1 + bound / other;
      case SPEEDUP -> 1 / bound;
      case FIGURE -> bound / other;
    };
  }

  /** The ratio in the sense of the goal: of the figures, or of the speeds. */
  double shown(double ratio) {
    return kind == Kind.SPEEDUP ? 1 / ratio : ratio;
  }

  String words(String other, DoubleFunction<String> figure) {
    return switch (kind) {
      case TIMES -> "≤ " + Numbers.times(bound) + " " + other;
      case PLUS -> "≤ " + other + " + " + figure.apply(bound);
      case SPEEDUP -> "≥ " + Numbers.times(bound) + " " + other;
      case FIGURE -> "≤ " + figure.apply(bound);
    };
  }
}
