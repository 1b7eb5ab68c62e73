package io.vnode.nio.volume;

import io.vnode.engine.Kind;

/** An inode of a {@link NioVolume}. */
interface NioInode {

  /** What it is at the host. */
  HostEntry entry();

  /**
   * Whether this is what has just been found at {@code place}, where its key says so: hosts give
   * the keys of what is gone to what is new.
   *
   * @param target where it leads to, if it is a link; else null
   */
  boolean isStill(Kind kind, Place place, String target);
}
