package io.vnode.tck.model;

/**
 * What the naive model throws for a step whose outcome is nobody's to foretell: the step is left
 * out, on all sides. Nothing of the model has changed then.
 */
final class Unforetold extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unforetold(String why) {
    super(why);
  }
}
