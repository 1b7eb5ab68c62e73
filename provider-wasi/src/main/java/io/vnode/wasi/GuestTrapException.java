package io.vnode.wasi;

/**
 * A guest did what it cannot go on after: an access outside its memory, a division by zero, {@code
 * abort(3)}. It is over, and its files are closed.
 */
public final class GuestTrapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a runtime throws, with the {@code message} of its own exception. */
  public GuestTrapException(String message, Throwable cause) {
    super(message, cause);
  }
}
