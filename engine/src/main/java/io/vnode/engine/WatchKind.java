package io.vnode.engine;

/** What can happen to a name in a directory that is watched. */
public enum WatchKind {
  /** The name was made, linked or renamed to, perhaps over another. */
  CREATE(1),
  /** The name was removed or renamed away. */
  DELETE(1 << 1),
  /** The contents or attributes of what it stands for were changed, by way of this name. */
  MODIFY(1 << 2),
  /** More happened than was fetched in time; of no name. */
  OVERFLOW(1 << 3);

  private final int bit;

  WatchKind(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
