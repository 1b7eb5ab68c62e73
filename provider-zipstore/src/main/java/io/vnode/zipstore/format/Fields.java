package io.vnode.zipstore.format;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of a zip archive: little-endian, and nearly all of them unsigned. */
final class Fields {
  /** What a field of 16 bits holds when the number is in a zip64 record or field. */
  static final int MAGIC_16 = 0xffff;

  /** What a field of 32 bits holds when the number is in a zip64 record or field. */
  static final long MAGIC_32 = 0xffff_ffffL;

  /** How much is read at once: a channel may need a buffer of that size outside the heap. */
  private static final int STEP = 256 << 10;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private Fields() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  static int i32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at) & 0xffff_ffffL;
  }

  /** A number of 64 bits, which is negative where the file claims 2^63 or more. */
  static long i64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /**
   * The bytes from {@code from} to {@code to}, which are less than eight, as a number, with zeros
   * above them.
   */
  static long last(byte[] bytes, int from, int to) {
    int unused = Long.SIZE - (to - from) * Byte.SIZE;
    if (unused == Long.SIZE) {
      return 0;
    }
    if (to >= Long.BYTES) {
      return i64(bytes, to - Long.BYTES) >>> unused;
    }
    long value = 0;
    for (int at = to; at > from; at--) {
      value = value << Byte.SIZE | u8(bytes, at - 1);
    }
    return value;
  }

  /** Whether the bytes at {@code one} and at {@code other} are the same, which are a few. */
  static boolean areEqual(byte[] bytes, int one, int other, int length) {
    int done = 0;
    for (; length - done >= Long.BYTES; done += Long.BYTES) {
      if (i64(bytes, one + done) != i64(bytes, other + done)) {
        return false;
      }
    }
    return last(bytes, one + done, one + length) == last(bytes, other + done, other + length);
  }

  /**
   * The {@code length} bytes at {@code position}. @throws EOFException if they are not all there
   */
  static byte[] read(PositionedSource source, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.position() < length) {
      left.limit(Math.min(length - left.position(), STEP) + left.position());
      if (source.read(position + left.position(), left) < 0) {
        throw new EOFException("the archive ends within the " + length + " bytes at " + position);
      }
    }
    return bytes;
  }
}
