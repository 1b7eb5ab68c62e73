package io.vnode.zipstore.format;

import java.util.Arrays;

/** Numbers and bytes put one behind the other, little-endian as {@link Fields} reads them. */
final class FieldWriter {
  private byte[] bytes = new byte[128];
  private int size;

  FieldWriter u8(int value) {
    return number(value, Byte.BYTES);
  }

  FieldWriter u16(int value) {
    return number(value, Short.BYTES);
  }

  FieldWriter u32(long value) {
    return number(value, Integer.BYTES);
  }

  FieldWriter i64(long value) {
    return number(value, Long.BYTES);
  }

  /** A number that 32 bits may be too few for: it is in a zip64 field then. */
  FieldWriter narrow(long value) {
    return u32(Math.min(value, Fields.MAGIC_32));
  }

  FieldWriter bytes(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
    return this;
  }

  FieldWriter zeros(int count) {
    reserve(count);
    size += count;
    return this;
  }

  private FieldWriter number(long value, int length) {
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) (value >>> (i * Byte.SIZE));
    }
    return this;
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, size + Math.max(size, count));
    }
  }

  int size() {
    return size;
  }

  /** All that was put, in an array of its own. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
