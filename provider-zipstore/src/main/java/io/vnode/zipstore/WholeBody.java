package io.vnode.zipstore;

import io.vnode.zipstore.format.EntryData;
import java.nio.ByteBuffer;

/** The bytes of a file, unpacked as a whole. */
final class WholeBody extends ReadOnlyBody {
  private final byte[] bytes;

  WholeBody(EntryData data, HeldBytes held, byte[] bytes) {
    super(data, held, null);
    this.bytes = bytes;
  }

  @Override
  void fill(ByteBuffer target, long position) {
    target.put(bytes, (int) position, target.remaining());
  }
}
