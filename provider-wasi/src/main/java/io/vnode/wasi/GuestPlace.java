package io.vnode.wasi;

import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Namespace;
import io.vnode.engine.VfsException;

/** Where an operation of a guest applies: an open directory, and a path from there. */
record GuestPlace(DirectoryDescriptor at, GuestPath path) {

  Namespace namespace() {
    return at.tree().namespace();
  }

  Credentials who() {
    return at.tree().who();
  }

  Directory directory() {
    return at.directory();
  }

  String[] names() {
    return path.names();
  }

  /** The flags of a walk that follows no link in the last place. */
  int flags() {
    return path.flags();
  }

  /** The flags of a walk for a call with the flags {@code lookup}. */
  int flags(int lookup) {
    return path.flags(lookup);
  }

  /** {@code mode}, without what new files of this tree do not get. */
  int masked(int mode) {
    return mode & ~at.tree().umask();
  }

  /**
   * Requires that this and {@code other} are in one tree, seen by one user.
   *
   * @throws VfsException EXDEV
   */
  void requireOneTreeWith(GuestPlace other) throws VfsException {
    if (!at.tree().isOneTreeWith(other.at.tree())) {
      throw VfsException.of(Errno.EXDEV);
    }
  }
}
