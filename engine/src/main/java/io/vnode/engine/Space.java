package io.vnode.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count of something finite (bytes or inodes of a volume) that can be reserved and given back.
 *
 * <p>The rule of the house is to reserve first and commit in a step that cannot fail; this is where
 * the reserving happens. It is a leaf in the lock order: one atomic number, no lock.
 */
public final class Space {
  private final long capacity;
  private final AtomicLong used = new AtomicLong();

  /** A space of {@code capacity} units, {@link Long#MAX_VALUE} for one without a limit. */
  public Space(long capacity) {
    this.capacity = capacity;
  }

  /** Takes {@code amount} units, or none and false when they are not to be had. */
  public boolean tryReserve(long amount) {
    long before;
    do {
      before = used.get();
      if (amount > capacity - before) {
        return false;
      }
    } while (!used.compareAndSet(before, before + amount));
    return true;
  }

  /** Takes {@code amount} units. @throws VfsException ENOSPC when they are not to be had */
  public void reserve(long amount) throws VfsException {
    if (!tryReserve(amount)) {
      throw VfsException.of(Errno.ENOSPC);
    }
  }

  /**
   * Takes {@code amount} units in any case, for what will soon replace as much: until then nobody
   * else gets any.
   */
  void take(long amount) {
    used.addAndGet(amount);
  }

  public void giveBack(long amount) {
    if (amount != 0) {
      long left = used.addAndGet(-amount);
      assert left >= 0 : "gave back more than was reserved";
    }
  }

  public long capacity() {
    return capacity;
  }

  public long used() {
    return used.get();
  }

  public long free() {
    return Math.max(0, capacity - used.get());
  }
}
