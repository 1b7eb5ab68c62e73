package io.vnode.engine;

import java.io.IOException;

/**
 * The engine's one exception: an {@link Errno} on its way up to a face.
 *
 * <p>It has neither stack trace nor path. Inside the engine a failure is an everyday answer, and
 * the one who knows the path in the caller's own words is the face, which makes the exception that
 * users see, with a full trace.
 */
public final class VfsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  private VfsException(Errno errno) {
    super(errno.message());
    this.errno = errno;
  }

  /**
   * A new exception that carries {@code errno}. Never a shared instance: {@code try}-with-resources
   * hangs suppressed exceptions onto what it is given.
   */
  public static VfsException of(Errno errno) {
    return new VfsException(errno);
  }

  public Errno errno() {
    return errno;
  }

  /** Does nothing: walking the stack would cost more than the operation that failed. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
