package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** A source in memory that counts what is read of it, and fails when it is told to. */
final class CountingSource implements PositionedSource {
  private final BytesSource bytes;
  private final AtomicLong read = new AtomicLong();
  private volatile boolean failing;

  CountingSource(byte[] bytes) {
    this.bytes = new BytesSource(bytes);
  }

  @Override
  public int read(long position, ByteBuffer dst) throws IOException {
    if (failing) {
      throw new IOException("the disk is gone");
    }
    int n = bytes.read(position, dst);
    read.addAndGet(n);
    return n;
  }

  /** How many bytes were read since this was last asked. */
  long takeCount() {
    return read.getAndSet(0);
  }

  void fail(boolean failing) {
    this.failing = failing;
  }
}
