package io.vnode.mem;

import io.vnode.engine.Errno;
import java.time.Duration;

/**
 * What becomes of an operation.
 *
 * @param bytes how many pass
 * @param error what it fails with, or null
 * @param delay how long it waits first
 */
record Verdict(long bytes, Errno error, Duration delay) {
  /** All {@code bytes} pass at once. */
  Verdict(long bytes) {
    this(bytes, null, Duration.ZERO);
  }

  Verdict with(Fault fault) {
    return new Verdict(fault.passed(), fault.error(), delay.plus(fault.delay()));
  }
}
