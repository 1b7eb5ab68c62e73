package io.vnode.nio.volume;

import io.vnode.engine.Kind;

/** An inode of a {@link NioVolume}. */
interface NioInode {

  /** What it is at the host. */
  HostEntry entry();

  /**
   * Whether this is what has just been found at {@code place}, where its key says so: hosts give
   * the keys of what is gone to what is new.
   */
  boolean isStill(Kind kind, Place place);
}
