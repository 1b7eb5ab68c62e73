package io.vnode.projfs;

import java.io.IOException;

/** Thrown where a rehearsal ends: no rule has refused, and nothing is done. */
final class Rehearsed extends IOException {
  private static final long serialVersionUID = 1L;

  /** Does nothing: it is an answer, and no failure. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
