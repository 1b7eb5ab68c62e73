package io.vnode.nio;

import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.util.Objects;

/**
 * A stream of bytes into a file, none of them held back.
 *
 * <p>When space runs out, what fitted is in the file and the write throws. A stream that was closed
 * answers {@link java.nio.channels.ClosedChannelException}.
 */
final class VfsOutputStream extends OutputStream {
  private final OpenStream stream;

  /** For bytes that come one by one; null until the first. */
  private byte[] one;

  private VfsOutputStream(OpenStream stream) {
    this.stream = stream;
  }

  /** Opens the file at {@code place}. @throws IllegalArgumentException for READ */
  static VfsOutputStream open(Location place, OpenOption... options) throws IOException {
    return new VfsOutputStream(OpenStream.open(place, Options.ofOutput(options)));
  }

  @Override
  public void write(int value) throws IOException {
    OpenFile file = stream.file();
    synchronized (file) {
      if (one == null) {
        one = new byte[1];
      }
      one[0] = (byte) value;
      write(file, stream.wrap(one, 0, 1));
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return;
    }
    OpenFile file = stream.file();
    synchronized (file) { // Which the file takes in any case: a second monitor would only cost.
      write(file, stream.wrap(bytes, offset, length));
    }
  }

  private void write(OpenFile file, ByteBuffer source) throws IOException {
    try {
      while (source.hasRemaining()) {
        file.write(source);
      }
    } catch (VfsException e) {
      throw stream.failed(e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
