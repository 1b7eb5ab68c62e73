package io.vnode.zipstore;

import java.nio.ByteBuffer;

/** The bytes of a file, unpacked as a whole. */
final class WholeBody extends ReadOnlyBody {
  private final byte[] bytes;

  WholeBody(byte[] bytes) {
    super(bytes.length, null);
    this.bytes = bytes;
  }

  @Override
  void fill(ByteBuffer target, long position) {
    target.put(bytes, (int) position, target.remaining());
  }
}
