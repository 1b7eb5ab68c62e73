package io.vnode.engine;

import java.nio.ByteBuffer;

/**
 * A block of a file that is mapped to memory: bytes outside the heap, which whoever has a map of
 * them reads and writes without asking.
 *
 * <p>It is always a whole block, and belongs to one body.
 */
final class MappedBlock {
  private final ByteBuffer window;
  private final int start;

  /** The block that begins at {@code start} of {@code window}. */
  MappedBlock(ByteBuffer window, int start) {
    this.window = window;
    this.start = start;
  }

  /** Reads {@code length} bytes from {@code offset} on. */
  void load(int offset, int length, ByteBuffer target) {
    int position = target.position();
    target.put(position, window, start + offset, length);
    target.position(position + length);
  }

  /** Writes {@code length} bytes from {@code offset} on. */
  void store(ByteBuffer source, int offset, int length) {
    int position = source.position();
    window.put(start + offset, source, position, length);
    source.position(position + length);
  }

  /** Zeroes the bytes from {@code from} to before {@code to}. */
  void zero(int from, int to) {
    window.put(start + from, Block.ZEROS, 0, to - from);
  }

  /** The first bytes, as many as {@code copy} has room for. */
  void copyTo(byte[] copy) {
    window.get(start, copy);
  }
}
