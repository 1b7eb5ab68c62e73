package io.vnode.zipstore.format;

import java.security.SecureRandom;

/**
 * A hash of names that nobody outside can foresee, so that no archive can be made whose names all
 * fall together.
 */
final class NameHash {
  private static final SecureRandom SEEDS = new SecureRandom();

  private final long first;
  private final long second;

  NameHash() {
    this.first = SEEDS.nextLong();
    this.second = SEEDS.nextLong() | 1;
  }

  /** The hash of the name in {@code bytes} that stands in the directory {@code parent}. */
  int of(int parent, byte[] bytes, int from, int length) {
    long hash = mix(first ^ parent, second ^ length);
    int at = from;
    int end = from + length;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ Fields.i64(bytes, at), second);
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | Fields.u8(bytes, at);
    }
    hash = mix(hash ^ rest, second);
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
