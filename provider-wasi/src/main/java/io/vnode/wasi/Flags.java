package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;

/** The flags of the interface, by the argument that they stand in. */
final class Flags {
  /** {@code lookupflags}: follow a link in the last place. */
  static final int SYMLINK_FOLLOW = 1;

  /** {@code oflags}. */
  static final int CREAT = 1;

  static final int DIRECTORY = 2;
  static final int EXCL = 4;
  static final int TRUNC = 8;
  static final int ALL_OFLAGS = CREAT | DIRECTORY | EXCL | TRUNC;

  /** {@code fdflags}. */
  static final int APPEND = 1;

  static final int DSYNC = 2;
  static final int NONBLOCK = 4;
  static final int RSYNC = 8;
  static final int SYNC = 16;
  static final int ALL_FDFLAGS = APPEND | DSYNC | NONBLOCK | RSYNC | SYNC;

  /** {@code fstflags}. */
  static final int ATIM = 1;

  static final int ATIM_NOW = 2;
  static final int MTIM = 4;
  static final int MTIM_NOW = 8;
  static final int ALL_FSTFLAGS = ATIM | ATIM_NOW | MTIM | MTIM_NOW;

  /** {@code subclockflags}: the timeout is a moment and not a while. */
  static final int ABSTIME = 1;

  private Flags() {}

  /**
   * Requires that {@code flags} has no bit but those of {@code known}.
   *
   * @throws VfsException EINVAL
   */
  static int known(int flags, int known) throws VfsException {
    if ((flags & ~known) != 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    return flags;
  }
}
