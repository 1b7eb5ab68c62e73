package io.vnode.tck.model;

import io.vnode.tck.Errno;
import java.io.IOException;

/** An error that the naive model foretells. */
final class NaiveError extends IOException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;
  private final boolean miss;

  private NaiveError(Errno errno, boolean miss) {
    super(errno.name());
    this.errno = errno;
    this.miss = miss;
  }

  NaiveError(Errno errno) {
    this(errno, false);
  }

  /** The path leads nowhere: ENOENT, or ENOTDIR because a file is in its way. */
  static NaiveError miss(Errno errno) {
    return new NaiveError(errno, true);
  }

  boolean isMiss() {
    return miss;
  }

  Errno errno() {
    return errno;
  }
}
