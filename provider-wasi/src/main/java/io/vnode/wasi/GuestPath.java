package io.vnode.wasi;

import io.vnode.engine.PathWalk;

/** A path that a guest named, as the engine takes it. */
final class GuestPath {
  private final String[] names;
  private final boolean hasSlash;

  /**
   * The path of {@code names}.
   *
   * @param hasSlash whether one was behind the last name
   */
  GuestPath(String[] names, boolean hasSlash) {
    this.names = names;
    this.hasSlash = hasSlash;
  }

  /** What stood between the slashes. */
  String[] names() {
    return names;
  }

  /** The flags of a walk that follows no link in the last place. */
  int flags() {
    return flags(0);
  }

  /** The flags of a walk for a call with the flags {@code lookup}: never out of its directory. */
  int flags(int lookup) {
    return PathWalk.BENEATH
        | (hasSlash ? PathWalk.SLASH : 0)
        | ((lookup & Flags.SYMLINK_FOLLOW) == 0 ? PathWalk.NOFOLLOW : 0);
  }
}
