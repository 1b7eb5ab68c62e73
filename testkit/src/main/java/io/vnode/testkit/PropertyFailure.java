package io.vnode.testkit;

/** A property that is false of a value; the cause is what the check threw for that value. */
public final class PropertyFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  PropertyFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
