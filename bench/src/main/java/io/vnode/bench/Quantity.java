package io.vnode.bench;

/** What a figure is of: the key of something measured, what is counted, and whose it is. */
record Quantity(String measured, Metric metric, String subject) {
  static Quantity of(Measured measured, Metric metric, String subject) {
    return new Quantity(measured.key(), metric, subject);
  }

  static Quantity of(Measured measured, Metric metric, Subject subject) {
    return of(measured, metric, subject.title());
  }
}
