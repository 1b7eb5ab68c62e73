package io.vnode.mem;

import io.vnode.engine.Errno;
import java.io.IOException;

/** An error that the naive model foretells. */
final class NaiveError extends IOException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  NaiveError(Errno errno) {
    super(errno.name());
    this.errno = errno;
  }

  Errno errno() {
    return errno;
  }
}
