package io.vnode.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count of something finite (bytes or inodes of a volume) that can be reserved and given back.
 *
 * <p>The rule of the house is to reserve first and commit in a step that cannot fail; this is where
 * the reserving happens.
 *
 * <p>Every thread that makes or removes a file comes here, so one number would be what they all
 * wait for. Therefore a thread pays from a <em>purse</em>, and only what a purse lacks, or has too
 * much of, is taken from the whole or put back. When the whole is exhausted the purses are emptied
 * into it first: a reservation fails only when there is no room for it anywhere.
 *
 * <p>What moves between a purse and the whole does so under the monitor, for on its way it is in
 * neither. The monitor is a leaf in the lock order.
 */
public final class Space {
  /** A purse holds at most the capacity divided by 2 to the power of this. */
  private static final int PURSE_SHIFT = 12;

  private static final long PURSE_MAX = 1 << 18;

  private final long capacity;
  private final long purseMax;

  /** What is in use or in a purse. */
  private final AtomicLong taken = new AtomicLong();

  private final StripedLongs purses = new StripedLongs();

  /**
   * Whether no purse is used, as the whole was exhausted. It is set before the purses are emptied:
   * what goes into one or out of it afterwards began before, at the same time as the reservation
   * that empties them. Cleared only under the monitor.
   */
  private volatile boolean scarce;

  /** A space of {@code capacity} units, {@link Long#MAX_VALUE} for one without a limit. */
  public Space(long capacity) {
    this.capacity = capacity;
    this.purseMax = Math.min(capacity >> PURSE_SHIFT, PURSE_MAX);
  }

  /** Takes {@code amount} units, or none and false when they are not to be had. */
  public boolean tryReserve(long amount) {
    if (amount > purseMax || scarce) {
      return tryTake(amount) || collectAndTake(amount);
    }
    int purse = Stripes.ofThread();
    return pay(purse, amount) || fillAndPay(purse, amount);
  }

  /** Takes {@code amount} units. @throws VfsException ENOSPC when they are not to be had */
  public void reserve(long amount) throws VfsException {
    if (!tryReserve(amount)) {
      throw VfsException.of(Errno.ENOSPC);
    }
  }

  private boolean pay(int purse, long amount) {
    long before;
    do {
      before = purses.get(purse);
      if (amount > before) {
        return false;
      }
    } while (!purses.compareAndSet(purse, before, before - amount));
    return true;
  }

  private boolean tryTake(long amount) {
    long before;
    do {
      before = taken.get();
      if (amount > capacity - before) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + amount));
    return true;
  }

  private synchronized boolean fillAndPay(int purse, long amount) {
    assert LockOrder.taken(LockOrder.Rank.SPACE, this, this);
    if (tryTake(amount + purseMax / 2)) {
      purses.addAndGet(purse, purseMax / 2);
      return true;
    }
    return collectAndTake(amount);
  }

  private synchronized boolean collectAndTake(long amount) {
    assert LockOrder.taken(LockOrder.Rank.SPACE, this, this);
    scarce = true;
    for (int purse = 0; purse < Stripes.COUNT; purse++) {
      taken.addAndGet(-purses.clear(purse));
    }
    return tryTake(amount);
  }

  /**
   * Takes {@code amount} units in any case, for what will soon replace as much: until then nobody
   * else gets any.
   */
  void take(long amount) {
    taken.addAndGet(amount);
  }

  public void giveBack(long amount) {
    if (amount > purseMax || scarce) {
      long left = taken.addAndGet(-amount);
      assert left >= 0 : "gave back more than was reserved";
      if (scarce && isPlenty()) {
        usePurses();
      }
    } else if (amount != 0) {
      int purse = Stripes.ofThread();
      if (purses.addAndGet(purse, amount) > purseMax) {
        halve(purse);
      }
    }
  }

  /** Whether there is more than all purses could hold. */
  private boolean isPlenty() {
    return freeAtLeast() > 2 * Stripes.COUNT * purseMax;
  }

  private synchronized void usePurses() {
    assert LockOrder.taken(LockOrder.Rank.SPACE, this, this);
    scarce = !isPlenty();
  }

  /** Leaves half of a full purse in it. */
  private synchronized void halve(int purse) {
    assert LockOrder.taken(LockOrder.Rank.SPACE, this, this);
    long surplus = purses.get(purse) - purseMax / 2;
    if (surplus > 0 && pay(purse, surplus)) {
      long left = taken.addAndGet(-surplus);
      assert left >= 0 : "gave back more than was reserved";
    }
  }

  public long capacity() {
    return capacity;
  }

  public synchronized long used() {
    assert LockOrder.taken(LockOrder.Rank.SPACE, this, this);
    long used = taken.get();
    for (int purse = 0; purse < Stripes.COUNT; purse++) {
      used -= purses.get(purse);
    }
    return used;
  }

  public long free() {
    return Math.max(0, capacity - used());
  }

  /** What is free at least: what lies in purses is left out, so this costs little. */
  long freeAtLeast() {
    return Math.max(0, capacity - taken.get());
  }
}
