package io.vnode.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of a volume's inodes, each given once. A thread takes a sheet of them at a time, so
 * that threads who make files do not wait for one counter.
 */
final class InodeNumbers {
  /** Numbers on a sheet: a power of two. Number 0 is on the first, which nobody takes. */
  private static final int SHEET = 64;

  private final AtomicLong lastSheet = new AtomicLong();

  /** The next number of each stripe; at the beginning of a sheet the one before is used up. */
  private final StripedLongs nextNumbers = new StripedLongs();

  long next() {
    int stripe = Stripes.ofThread();
    while (true) {
      long next = nextNumbers.get(stripe);
      boolean usedUp = next % SHEET == 0;
      long number = usedUp ? lastSheet.incrementAndGet() * SHEET : next;
      if (nextNumbers.compareAndSet(stripe, next, number + 1)) {
        return number;
      }
    }
  }

  /** A number that no inode has a greater one than. */
  long last() {
    return lastSheet.get() * SHEET + SHEET - 1;
  }

  /** Leaves out the numbers up to {@code last}: they have been given. */
  void pass(long last) {
    lastSheet.set(Math.max(lastSheet.get(), last / SHEET));
    for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
      nextNumbers.set(stripe, 0);
    }
  }

  /** These as they are now: they go on alike, in each stripe, and each for itself. */
  InodeNumbers copy() {
    InodeNumbers copy = new InodeNumbers();
    copy.become(this);
    return copy;
  }

  /** Goes on as {@code other} would. */
  void become(InodeNumbers other) {
    lastSheet.set(other.lastSheet.get());
    for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
      nextNumbers.set(stripe, other.nextNumbers.get(stripe));
    }
  }
}
