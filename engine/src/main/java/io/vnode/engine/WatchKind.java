package io.vnode.engine;

/** What can happen to a name in a directory that is watched. */
public enum WatchKind {
  /** The name was made, linked or renamed to, perhaps over another. */
  CREATE,
  /** The name was removed or renamed away. */
  DELETE,
  /** The contents or attributes of what it stands for were changed, by way of this name. */
  MODIFY,
  /** More happened than was fetched in time; of no name. */
  OVERFLOW;

  int bit() {
    return 1 << ordinal();
  }
}
