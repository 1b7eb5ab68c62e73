package io.vnode.engine;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all {@link BlockBody}s of one volume have in common: the space that pays for their blocks,
 * the longest size, and the monitor their writers run under.
 *
 * <p>It exists so that a body, of which there may be millions, pays for one reference and not for
 * three fields. Bodies of one pool may share blocks; those of two pools share at most the bytes of
 * some, each pool with its own count and charge (see {@link BlockImport}).
 */
final class BlockPool {
  private final Space space;
  private final long sizeMax;
  private final Object mutex;

  /** The volume that the bodies are of; null for bodies of none. */
  private final TreeVolume volume;

  private final LongAdder mappedOnly = new LongAdder();

  /** A pool whose bodies are written independently of each other, each under its own monitor. */
  BlockPool(Space space, long sizeMax) {
    this(space, sizeMax, null, null);
  }

  /**
   * A pool whose bodies are all written under {@code mutex}; null for each under its own monitor.
   */
  BlockPool(Space space, long sizeMax, Object mutex, TreeVolume volume) {
    if (sizeMax < 0) {
      throw new IllegalArgumentException("negative size limit: " + sizeMax);
    }
    this.space = space;
    this.sizeMax = sizeMax;
    this.mutex = mutex;
    this.volume = volume;
  }

  /** Counts the lengths of the arrays that hold file bytes, an array shared by many bodies once. */
  Space space() {
    return space;
  }

  /** Gives back the space of a block that has left its body, if nobody shares it. */
  void drop(Object slot) {
    if (!(slot instanceof SharedBlock shared) || shared.leave()) {
      space.giveBack(Block.charge(slot));
    }
  }

  /**
   * Notes that {@code bytes} of the space are held by maps of files that are gone, or with a
   * negative number that they are not any more.
   */
  void noteMappedOnly(long bytes) {
    mappedOnly.add(bytes);
  }

  /** Bytes that are charged and belong to no body. */
  long mappedOnly() {
    return mappedOnly.sum();
  }

  /** Sends all that is in memory to where it outlasts a crash, if there is such a place. */
  void force() throws IOException {
    if (volume != null) {
      volume.force();
    }
  }

  TreeVolume volume() {
    return volume;
  }

  /** The size no file may exceed; {@link Long#MAX_VALUE} is allowed. */
  long sizeMax() {
    return sizeMax;
  }

  /** What a thread holds while it changes {@code body}. */
  Object monitorOf(BlockBody body) {
    return mutex == null ? body : mutex;
  }
}
