package io.vnode.zipstore.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipException;

/**
 * What came out of an inflater last: enough for every distance, and a stretch that readers have not
 * had yet.
 */
final class Window {
  /** The greatest distance: RFC 1951, 3.2.5. */
  static final int HISTORY = 32 << 10;

  private static final int SIZE = 128 << 10;

  /** Behind the end some symbols may still be written, and a copy may reach further than it. */
  private static final int SLACK = 1024;

  /** What deflates to no more is stored, in blocks: this has room for all of them. */
  private static final int PACKED_MAX = HISTORY + 1024;

  private static final int INPUT_SIZE = 32 << 10;

  /** Where the input is buffered, in the same array: see {@link FastLoop}. */
  static final int INPUT_START = SIZE + SLACK;

  final byte[] bytes = new byte[INPUT_START + INPUT_SIZE];

  /** Where the next byte goes. */
  int end;

  /** The offset in the output of the first byte here. */
  private long base;

  void clear() {
    end = 0;
    base = 0;
  }

  /** Says that the bytes here are those in front of {@code offset}. */
  void placeBefore(long offset) {
    base = offset - end;
  }

  /** The offset in the output of the first byte here. */
  long from() {
    return base;
  }

  /** The offset in the output of the next byte. */
  long to() {
    return offsetOf(end);
  }

  private long offsetOf(int place) {
    return base + place;
  }

  ZipException invalid(String what, int place) {
    return new ZipException("invalid " + what + " at output offset " + offsetOf(place));
  }

  /** Forgets all but the history if there is no room; then all in front of it may be asked. */
  void makeRoom() {
    if (end >= SIZE) {
      int forgotten = end - HISTORY;
      System.arraycopy(bytes, forgotten, bytes, 0, HISTORY);
      end = HISTORY;
      base += forgotten;
    }
  }

  /** The place of {@code offset}, which is held. */
  int place(long offset) {
    return (int) (offset - base);
  }

  /** The place of {@code offset}, or of the last one that there is room for. */
  int placeUpTo(long offset) {
    return (int) Math.min(offset - base, SIZE);
  }

  /** Copies from {@code offset} on, which is held, into {@code dst}. @return how many bytes */
  int copy(long offset, ByteBuffer dst) {
    int n = (int) Math.min(dst.remaining(), to() - offset);
    dst.put(bytes, place(offset), n);
    return n;
  }

  /** The history, deflated. */
  byte[] packedHistory() {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes, end - HISTORY, HISTORY);
      deflater.finish();
      byte[] packed = new byte[PACKED_MAX];
      return Arrays.copyOf(packed, deflater.deflate(packed));
    } finally {
      deflater.end();
    }
  }

  /** Copies what was written {@code distance} ago, which may overlap what is being written. */
  void repeat(int distance, int length) {
    for (int i = 0; i < length; i++, end++) {
      bytes[end] = bytes[end - distance];
    }
  }
}
