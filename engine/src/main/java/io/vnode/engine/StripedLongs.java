package io.vnode.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A number for each stripe, apart in memory: who changes one does not take another's cache line.
 */
final class StripedLongs {
  /** Longs from one to the next: two cache lines, as they are fetched in pairs. */
  private static final int APART = 16;

  private final AtomicLongArray numbers = new AtomicLongArray((Stripes.COUNT + 1) * APART);

  /** Behind the first lines, which the length of the array shares. */
  private static int index(int stripe) {
    return (stripe + 1) * APART;
  }

  long get(int stripe) {
    return numbers.get(index(stripe));
  }

  void set(int stripe, long value) {
    numbers.set(index(stripe), value);
  }

  boolean compareAndSet(int stripe, long expected, long value) {
    return numbers.compareAndSet(index(stripe), expected, value);
  }

  long addAndGet(int stripe, long amount) {
    return numbers.addAndGet(index(stripe), amount);
  }

  /** Sets it to 0. @return what it was */
  long clear(int stripe) {
    return numbers.getAndSet(index(stripe), 0);
  }
}
