package io.vnode.zipstore;

import io.vnode.zipstore.format.InflatedReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a deflated file. */
final class InflatedBody extends ReadOnlyBody {
  private final InflatedReader reader;

  InflatedBody(InflatedReader reader, long size, SequentialCheck check) {
    super(size, check);
    this.reader = reader;
  }

  @Override
  void fill(ByteBuffer target, long position) throws IOException {
    reader.read(position, target);
  }
}
