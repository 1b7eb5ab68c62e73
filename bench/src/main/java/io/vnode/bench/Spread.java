package io.vnode.bench;

import java.util.Arrays;
import java.util.Collection;

/** The middle of several values, and the least and greatest of them. */
record Spread(double low, double median, double high) {
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values: a spread is of one at least");
    }
    return new Spread(sorted[0], median(sorted), sorted[sorted.length - 1]);
  }

  static double median(Collection<Double> values) {
    return of(values).median;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static Spread of(double... values) {
    return of(Arrays.stream(values).boxed().toList());
  }
}
