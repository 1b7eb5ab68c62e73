package io.vnode.tck;

import io.vnode.testkit.FinalFailure;

/** Something has not ended in its time. What it works on cannot be used any more. */
final class DoesNotEnd extends FinalFailure {
  private static final long serialVersionUID = 1L;

  DoesNotEnd(String message) {
    super(message);
  }
}
