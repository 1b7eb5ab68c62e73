package io.vnode.zipstore.format;

import java.util.SplittableRandom;

/**
 * A hash of names that nobody outside can foresee, so that no archive can be made whose names all
 * fall together.
 */
final class NameHash {
  private static final long FIRST;
  private static final long SECOND;

  static {
    // Other numbers in each JVM, which who makes an archive cannot know. A SecureRandom would be
    // safer still, and take longer to load than a small archive to open.
    SplittableRandom seeds = new SplittableRandom();
    FIRST = seeds.nextLong();
    SECOND = seeds.nextLong() | 1;
  }

  private NameHash() {}

  /** The hash of the name in {@code bytes} that stands in the directory {@code parent}. */
  static int of(int parent, byte[] bytes, int from, int length) {
    long hash = mix(FIRST ^ parent, SECOND ^ length);
    int at = from;
    int end = from + length;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ Fields.i64(bytes, at), SECOND);
    }
    hash = mix(hash ^ Fields.last(bytes, at, end), SECOND);
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
