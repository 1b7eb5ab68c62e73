package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
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
 * <p>Since they never change they may as well be kept elsewhere: a block with a {@link #home} need
 * not have them in memory.
 *
 * <p>Owners are counted to know when that space is free. The count goes up only from one owner's
 * {@link BlockBody#copy}, under that owner's monitor; hence an owner who finds itself the sole one
 * while it holds its monitor stays so.
 */
final class SharedBlock implements Piece {
  /** Null when they are to be had from the {@link #home} only, which is then not null. */
  private volatile byte[] bytes;

  private volatile Stored home;
  private final int charge;
  private final int length;
  private final AtomicInteger owners;

  private SharedBlock(byte[] bytes, int length, AtomicInteger owners) {
    this.bytes = bytes;
    this.charge = bytes.length;
    this.length = length;
    this.owners = owners;
  }

  /** A block with one owner, whose own the bytes were. */
  static SharedBlock sole(byte[] own) {
    return new SharedBlock(own, own.length, new AtomicInteger(1));
  }

  private SharedBlock(Stored home, int length, int charge) {
    this.home = home;
    this.charge = charge;
    this.length = length;
    this.owners = new AtomicInteger(1);
  }

  /** The slot for two bodies in place of one: what was the first one's own is now shared. */
  static SharedBlock between(byte[] own) {
    return new SharedBlock(own, own.length, new AtomicInteger(2));
  }

  /** A block with one owner that is kept at {@code home}. */
  static SharedBlock keptAt(Stored home, int length, int charge) {
    return new SharedBlock(home, length, charge);
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
  SharedBlock shortened(int keep) throws IOException {
    return new SharedBlock(bytes(), keep, owners);
  }

  /**
   * A share of the same bytes in another pool, which counts its owners for itself: those it counts
   * under this block's {@link #payer} in {@code counts}, with one more.
   */
  SharedBlock countedIn(Map<Object, AtomicInteger> counts) throws IOException {
    AtomicInteger others = counts.computeIfAbsent(payer(), payer -> new AtomicInteger());
    others.getAndIncrement();
    return new SharedBlock(bytes(), length, others);
  }

  /** The count of owners, which stands for the space that they are charged together. */
  Object payer() {
    return owners;
  }

  /** An array as long as the {@link #charge}; nobody may change it. */
  byte[] bytes() throws IOException {
    byte[] present = bytes;
    if (present != null) {
      return present;
    }
    byte[] fetched = new byte[charge];
    home.load(0, length, ByteBuffer.wrap(fetched));
    return fetched;
  }

  /** Puts {@code count} of the bytes, from {@code offset} on, into {@code target}. */
  void load(int offset, int count, ByteBuffer target) throws IOException {
    byte[] present = bytes;
    if (present != null) {
      target.put(present, offset, count);
    } else {
      home.load(offset, count, target);
    }
  }

  /** What the bytes are charged, in memory or not. */
  int charge() {
    return charge;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public Stored home() {
    return home;
  }

  @Override
  public void load(ByteBuffer target) throws IOException {
    load(0, length, target);
  }

  @Override
  public void keepAt(Stored home, boolean forget) {
    this.home = home;
    if (forget) {
      bytes = null;
    }
  }
}
