package io.vnode.engine;

import java.io.IOException;

/**
 * The engine's one exception: an {@link Errno} on its way up to a face.
 *
 * <p>It has neither stack trace nor path. Inside the engine a failure is an everyday answer, and the
 * one who knows the path in the caller's own words is the face, which makes the exception that users
 * see. So there is one instance for each error, thrown again and again.
 */
public final class VfsException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final VfsException[] BY_ERRNO = new VfsException[Errno.values().length];

  static {
    for (Errno errno : Errno.values()) {
      BY_ERRNO[errno.ordinal()] = new VfsException(errno);
    }
  }

  private final Errno errno;

  private VfsException(Errno errno) {
    super(errno.message());
    this.errno = errno;
  }

  /** The exception that carries {@code errno}. */
  public static VfsException of(Errno errno) {
    return BY_ERRNO[errno.ordinal()];
  }

  public Errno errno() {
    return errno;
  }

  /** Does nothing: the instance is shared, so a trace could only mislead. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
