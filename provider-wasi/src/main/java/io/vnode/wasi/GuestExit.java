package io.vnode.wasi;

/**
 * How {@code proc_exit} ends a guest: it goes up through the runtime, past all frames of the guest,
 * to whoever runs it.
 */
public final class GuestExit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  GuestExit(int code) {
    super("exit code " + Integer.toUnsignedString(code), null, false, false);
    this.code = code;
  }

  /** The exit code that the guest gave. */
  public int code() {
    return code;
  }
}
