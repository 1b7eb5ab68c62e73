package io.vnode.wasi;

import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Time;
import io.vnode.engine.VfsException;

/** The times that a guest asks for, as a change of attributes. */
final class Times {
  private Times() {}

  /**
   * The change that the flags {@code fstflags} ask for.
   *
   * @throws VfsException EINVAL for a time that is to be both given and now
   */
  static Change change(long accessed, long modified, int flags) throws VfsException {
    Flags.known(flags, Flags.ALL_FSTFLAGS);
    Change change = new Change();
    switch (flags & (Flags.ATIM | Flags.ATIM_NOW)) {
      case 0 -> {}
      case Flags.ATIM -> change.accessed(time(accessed));
      case Flags.ATIM_NOW -> change.accessedNow();
      default -> throw VfsException.of(Errno.EINVAL);
    }
    switch (flags & (Flags.MTIM | Flags.MTIM_NOW)) {
      case 0 -> {}
      case Flags.MTIM -> change.modified(time(modified));
      case Flags.MTIM_NOW -> change.modifiedNow();
      default -> throw VfsException.of(Errno.EINVAL);
    }
    return change;
  }

  /** A {@code timestamp}, which has no sign; beyond what can be kept, the latest that can. */
  private static long time(long timestamp) {
    return timestamp < 0 ? Time.MAX : timestamp;
  }
}
