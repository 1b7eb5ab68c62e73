package io.vnode.engine;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bytes that several bodies of one pool have in common, as after a copy within a volume. Another
 * pool may have the same bytes by a share of its own, with owners of its own who are charged for
 * it.
 *
 * <p>Once shared, the bytes never change again, not even when one owner is left: somebody may still
 * be reading them, without a lock, as part of a body that has given them up, and must not see what
 * the last owner writes next. The last owner copies them like everybody else, but takes over the
 * space they were charged.
 *
 * <p>Owners are counted to know when that space is free. The count goes up only from one owner's
 * {@link BlockBody#copy}, under that owner's monitor; hence an owner who finds itself the sole one
 * while it holds its monitor stays so.
 */
final class SharedBlock {
  private final byte[] bytes;
  private final int length;
  private final AtomicInteger owners;

  private SharedBlock(byte[] bytes, int length, AtomicInteger owners) {
    this.bytes = bytes;
    this.length = length;
    this.owners = owners;
  }

  /** The slot for two bodies in place of one: what was the first one's own is now shared. */
  static SharedBlock between(byte[] own) {
    return new SharedBlock(own, own.length, new AtomicInteger(2));
  }

  /** One more owner, who may hold this very slot. */
  SharedBlock join() {
    owners.getAndIncrement();
    return this;
  }

  /** One owner less. @return whether it was the last, so that the space of the bytes is free */
  boolean leave() {
    return owners.decrementAndGet() == 0;
  }

  /** Whether only the caller, who holds the monitor of the owning body, is left. */
  boolean isSole() {
    return owners.get() == 1;
  }

  /** The same share of the same bytes, of which only the first {@code keep} count. */
  SharedBlock shortened(int keep) {
    return new SharedBlock(bytes, keep, owners);
  }

  /**
   * A share of the same bytes in another pool, which counts its owners for itself: those it counts
   * under this block's {@link #payer} in {@code counts}, with one more.
   */
  SharedBlock countedIn(Map<Object, AtomicInteger> counts) {
    AtomicInteger others = counts.computeIfAbsent(payer(), payer -> new AtomicInteger());
    others.getAndIncrement();
    return new SharedBlock(bytes, length, others);
  }

  /** The count of owners, which stands for the space that they are charged together. */
  Object payer() {
    return owners;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
