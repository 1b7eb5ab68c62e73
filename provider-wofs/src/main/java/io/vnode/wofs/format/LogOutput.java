package io.vnode.wofs.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Writes bytes to the end of a log, one after the other, and hashes them on their way. */
final class LogOutput {
  private static final int BUFFER = 1 << 18;

  private final ImageFile file;
  private final long capacity;
  private final MessageDigest digest;
  private final ByteBuffer pending = ByteBuffer.allocate(BUFFER);

  /** Where the first of the pending bytes goes. */
  private long flushed;

  /**
   * An output that begins at {@code position}.
   *
   * @param capacity that of the image, in which the seals have to follow
   */
  LogOutput(ImageFile file, long position, long capacity, MessageDigest digest) {
    this.file = file;
    this.flushed = position;
    this.capacity = capacity;
    this.digest = digest;
  }

  long position() {
    return flushed + pending.position();
  }

  /**
   * Writes what {@code bytes} has left.
   *
   * @throws ImageFullException when it does not fit
   */
  void write(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() > capacity - Commit.SEALS - position()) {
      throw new ImageFullException(capacity);
    }
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), pending.remaining());
      pending.put(pending.position(), bytes, bytes.position(), count);
      pending.position(pending.position() + count);
      bytes.position(bytes.position() + count);
      if (!pending.hasRemaining()) {
        flush();
      }
    }
  }

  /** Writes zeros up to a multiple of {@code unit}. */
  void align(int unit) throws IOException {
    int gap = (int) (-position() & (unit - 1));
    write(ByteBuffer.allocate(gap));
  }

  void flush() throws IOException {
    int count = pending.position();
    file.write(flushed, pending.flip());
    pending.clear();
    flushed += count;
  }
}
