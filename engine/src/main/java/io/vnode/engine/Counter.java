package io.vnode.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A number that many threads change all the time. It lies far from anything else in memory: so what
 * all read and nobody changes does not go from core to core with it.
 */
final class Counter {
  /** 128 bytes on each side: a cache line, and its neighbour that some processors fetch with it. */
  private static final int AROUND = 16;

  private final AtomicLongArray cells = new AtomicLongArray(AROUND + 1 + AROUND);

  long get() {
    return cells.get(AROUND);
  }

  void set(long value) {
    cells.set(AROUND, value);
  }

  boolean compareAndSet(long expected, long value) {
    return cells.compareAndSet(AROUND, expected, value);
  }

  /** Adds {@code delta}. @return the sum */
  long add(long delta) {
    return cells.addAndGet(AROUND, delta);
  }
}
