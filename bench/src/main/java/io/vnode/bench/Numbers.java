package io.vnode.bench;

import java.util.Locale;

/** Figures as people read them: three digits, since no more of them mean anything. */
final class Numbers {
  private Numbers() {}

  static String shortened(double value) {
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }

  static String times(double ratio) {
    if (ratio < 0.001) {
      return "<0.001x";
    }
    String format = ratio < 0.1 ? "%.3fx" : ratio < 100 ? "%.2fx" : "%.0fx";
    return String.format(Locale.ROOT, format, ratio);
  }
}
