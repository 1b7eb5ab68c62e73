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

  /** What the errno does not say; null, as mostly, for nothing. */
  private final String reason;

  private VfsException(Errno errno, String reason) {
    super(reason == null ? errno.message() : reason);
    this.errno = errno;
    this.reason = reason;
  }

  /**
   * A new exception that carries {@code errno}. Never a shared instance: {@code try}-with-resources
   * hangs suppressed exceptions onto what it is given.
   */
  public static VfsException of(Errno errno) {
    return new VfsException(errno, null);
  }

  /** As the other, for a failure that users will not understand without the {@code reason}. */
  public static VfsException of(Errno errno, String reason) {
    return new VfsException(errno, reason);
  }

  public Errno errno() {
    return errno;
  }

  /** What {@link #errno} does not say, or null. */
  public String reason() {
    return reason;
  }

  /** Does nothing: walking the stack would cost more than the operation that failed. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
