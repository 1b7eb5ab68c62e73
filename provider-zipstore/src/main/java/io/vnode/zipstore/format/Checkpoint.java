package io.vnode.zipstore.format;

import java.lang.ref.SoftReference;

/**
 * A place in a deflated stream where an {@link Inflate} can go on: between two symbols or blocks.
 * It is immutable, but for the history in front of it, which goes when memory is short.
 *
 * <p>It is at {@code offset} of the output, {@code bit} of the input, and the block that it lies in
 * begins at {@code blockStart}, which is {@code bit} itself between two. The history is deflated.
 *
 * <p>The codes of the block are not kept. They are read again from where it starts, which takes
 * less time than to unpack the history.
 */
record Checkpoint(
    long offset, long bit, long blockStart, SoftReference<byte[]> packedHistory, int packedSize) {

  static Checkpoint of(long offset, long bit, long blockStart, byte[] packedHistory) {
    return new Checkpoint(
        offset, bit, blockStart, new SoftReference<>(packedHistory), packedHistory.length);
  }
}
