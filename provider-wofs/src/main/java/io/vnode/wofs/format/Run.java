package io.vnode.wofs.format;

import io.vnode.engine.Piece;

/**
 * Pieces of a file that follow each other, in the file as well as in the image: an extent. All but
 * the last one are whole.
 */
final class Run {
  private final long index;
  private final int lastLength;
  private final int method;
  private final long offset;
  private final int[] crcs;

  /** Null where they are not compressed. */
  private final int[] stored;

  /**
   * A run of as many pieces as there are {@code crcs}.
   *
   * @param index where in the file the first one begins, in {@link Piece#MAX} bytes
   * @param lastLength bytes in the last one
   * @param method how they are compressed, each for itself
   * @param offset where in the image the first one is
   * @param crcs the CRC-32C of each, as it stands in the image
   * @param stored how many bytes each has there; null where they are not compressed
   */
  Run(long index, int lastLength, int method, long offset, int[] crcs, int[] stored) {
    this.index = index;
    this.lastLength = lastLength;
    this.method = method;
    this.offset = offset;
    this.crcs = crcs;
    this.stored = stored;
  }

  long index() {
    return index;
  }

  int count() {
    return crcs.length;
  }

  int lastLength() {
    return lastLength;
  }

  int method() {
    return method;
  }

  long offset() {
    return offset;
  }

  int crc(int i) {
    return crcs[i];
  }

  boolean isCompressed() {
    return stored != null;
  }

  /** Bytes of the {@code i}-th piece. */
  int length(int i) {
    return i == crcs.length - 1 ? lastLength : Piece.MAX;
  }

  /** Bytes of the {@code i}-th piece in the image. */
  int stored(int i) {
    return stored == null ? length(i) : stored[i];
  }
}
