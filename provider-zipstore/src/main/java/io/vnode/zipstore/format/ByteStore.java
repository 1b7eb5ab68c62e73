package io.vnode.zipstore.format;

import java.util.Arrays;

/** Bytes that grow at the end. */
final class ByteStore {
  private byte[] bytes = new byte[0];
  private int size;

  /** Adds bytes. @return where they are now */
  int add(byte[] source, int from, int length) {
    int at = size;
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(size, Math.max(length, size / 2 + 64)));
    }
    System.arraycopy(source, from, bytes, at, length);
    size += length;
    return at;
  }

  /** The array that holds them; it is another one after {@link #add}. */
  byte[] bytes() {
    return bytes;
  }
}
