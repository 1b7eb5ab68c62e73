package io.vnode.zipstore.format;

/** Matches in the fixed codes: RFC 1951, 3.2.5. */
final class Matches {
  private static final int[] LENGTHS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };

  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };

  private static final int[] DISTANCES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  private static final int[] DISTANCE_BITS = {
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
  };

  private Matches() {}

  static void write(BitWriter stream, int length, int distance) {
    int i = last(LENGTHS, length);
    stream.fixed(257 + i).bits(length - LENGTHS[i], LENGTH_BITS[i]);
    int j = last(DISTANCES, distance);
    stream.code(j, 5).bits(distance - DISTANCES[j], DISTANCE_BITS[j]);
  }

  /** The last one that is not above {@code value}. */
  private static int last(int[] bases, int value) {
    int i = bases.length - 1;
    while (bases[i] > value) {
      i--;
    }
    return i;
  }
}
