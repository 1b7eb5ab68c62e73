package io.vnode.tck.posix;

import io.vnode.tck.Case;
import io.vnode.tck.Playground;
import java.io.IOException;

/** Rows about what is the same after a file system was closed and opened again. */
final class Kept {
  private Kept() {}

  /** Something done, or looked at, in a playground. */
  @FunctionalInterface
  interface Part {
    void in(Playground p) throws IOException;
  }

  /** A row: what was {@code done} is {@code seen} at once and after opening again. */
  static Case row(String label, Part done, Part seen) {
    return Case.of(
        label,
        p -> {
          done.in(p);
          seen.in(p);
          seen.in(p.reopen());
        });
  }
}
