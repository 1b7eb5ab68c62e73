package io.vnode.wofs.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Buffers in the byte order of the format, and bytes as texts. */
final class Bytes {
  private Bytes() {}

  /** A little-endian buffer of {@code length} zeros. */
  static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes that {@code hex} stands for. */
  static byte[] of(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Some of {@code bytes} in hexadecimal. */
  static String hex(ByteBuffer bytes, int from, int length) {
    byte[] some = new byte[length];
    bytes.get(from, some);
    return hex(some);
  }
}
