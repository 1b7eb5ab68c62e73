package io.vnode.testkit;

/**
 * A failure after which no further value is tried, because what is tested has been given up or
 * nobody will look at it. A property ends with it at once, and does not look for a simpler value.
 */
public class FinalFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  public FinalFailure(String message) {
    super(message);
  }

  public FinalFailure(Throwable cause) {
    super(cause);
  }
}
