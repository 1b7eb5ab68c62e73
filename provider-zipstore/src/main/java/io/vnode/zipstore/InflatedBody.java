package io.vnode.zipstore;

import io.vnode.zipstore.format.EntryData;
import io.vnode.zipstore.format.InflatedReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a deflated file. */
final class InflatedBody extends ReadOnlyBody {
  private final InflatedReader reader;

  InflatedBody(EntryData data, HeldBytes held, SequentialCheck check, InflatedReader reader) {
    super(data, held, check);
    this.reader = reader;
  }

  @Override
  void fill(ByteBuffer target, long position) throws IOException {
    reader.read(position, target);
  }
}
