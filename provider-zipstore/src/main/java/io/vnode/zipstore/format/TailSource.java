package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A source whose end was read already: nearly all of what opening a small archive looks at. */
final class TailSource implements PositionedSource {
  private final PositionedSource source;
  private final long from;
  private final byte[] tail;

  private TailSource(PositionedSource source, long from, byte[] tail) {
    this.source = source;
    this.from = from;
    this.tail = tail;
  }

  /** Reads the last {@code length} bytes of the {@code size} that {@code source} has. */
  static TailSource of(PositionedSource source, long size, int length) throws IOException {
    long from = Math.max(0, size - length);
    return new TailSource(source, from, Fields.read(source, from, (int) (size - from)));
  }

  @Override
  public int read(long position, ByteBuffer dst) throws IOException {
    if (position < from) {
      return source.read(position, dst);
    }
    int at = (int) Math.min(position - from, tail.length);
    int count = Math.min(dst.remaining(), tail.length - at);
    dst.put(tail, at, count);
    return count == 0 ? -1 : count;
  }
}
