package io.vnode.bench;

/** What a figure counts; less of it is better. */
enum Metric {
  /** Nanoseconds from one operation to the next, however many threads do them. */
  TIME {
    @Override
    String format(double nanos) {
      return scaled(nanos, 1000, " ns", " us", " ms", " s");
    }
  },
  /** Bytes that one operation allocates. */
  ALLOCATED,
  /** Bytes that one object holds for as long as it lives. */
  HEAP,
  /** Bytes of a file on the disk. */
  SPACE;

  String format(double bytes) {
    return scaled(bytes, 1024, " B", " KiB", " MiB", " GiB");
  }

  private static String scaled(double value, double step, String... units) {
    int unit = 0;
    double rest = value;
    while (rest >= step && unit < units.length - 1) {
      rest /= step;
      unit++;
    }
    return Numbers.shortened(rest) + units[unit];
  }
}
