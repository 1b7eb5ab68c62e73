package io.vnode.mem;

import io.vnode.engine.Errno;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a rule does to an operation.
 *
 * @param words the code that says so
 * @param error what it fails with, or null
 * @param passing how many bytes of so many pass, given some chance
 * @param delay how much longer it takes
 */
record FaultEffect(String words, Errno error, Passing passing, Duration delay) {
  /** How many of {@code bytes}, which are two at least, pass. */
  interface Passing {
    long of(long bytes, SplittableRandom chance);
  }

  private static final Passing ALL = (bytes, chance) -> bytes;

  static FaultEffect failing(Errno error) {
    return new FaultEffect("fail(" + error + ")", error, ALL, Duration.ZERO);
  }

  static FaultEffect shortening(String words) {
    return new FaultEffect(
        words, null, (bytes, chance) -> chance.nextLong(1, bytes), Duration.ZERO);
  }

  static FaultEffect shorteningTo(String words, int most) {
    return new FaultEffect(words, null, (bytes, chance) -> Math.min(bytes, most), Duration.ZERO);
  }

  static FaultEffect delaying(Duration time) {
    return new FaultEffect("delay(" + time + ")", null, ALL, time);
  }

  /**
   * How many of {@code bytes} pass: none of what fails, and otherwise at least one if there are.
   */
  long passed(long bytes, SplittableRandom chance) {
    if (error != null) {
      return 0;
    }
    return bytes > 1 ? passing.of(bytes, chance) : bytes;
  }

  /**
   * Whether it does anything to an operation of {@code bytes} bytes, {@code passed} of which pass.
   */
  boolean shows(long bytes, long passed) {
    return error != null || !delay.isZero() || passed < bytes;
  }
}
