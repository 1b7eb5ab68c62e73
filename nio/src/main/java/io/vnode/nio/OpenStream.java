package io.vnode.nio;

import io.vnode.engine.Kind;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/**
 * What the streams of an open file have in common: the file, the array that is read or written as a
 * buffer, and how it all ends.
 *
 * <p>Streams are not interruptible, as those of the JDK's own files are not.
 */
final class OpenStream implements Closeable {
  /** The most that a stream moves in one step through an array of its own, in bytes. */
  static final int STEP_SIZE = 64 * 1024;

  private final OpenFile file;
  private final Path path;
  private final OpenRegistry.Entry entry;
  private volatile boolean closed;

  /** The buffer around the caller's last array: callers use the same again and again. */
  private ByteBuffer wrapped;

  private OpenStream(OpenFile file, Path path, OpenRegistry registry) {
    this.file = file;
    this.path = path;
    this.entry = new OpenRegistry.Entry(registry, this);
  }

  /** Opens the file at {@code place}. */
  static OpenStream open(Location place, Options options) throws IOException {
    int mode = CreateAttributes.of(place, Kind.REGULAR).mode();
    OpenFile file = options.open(place, mode);
    OpenStream stream = new OpenStream(file, place.path(), place.fileSystem().opened());
    stream.entry.enter();
    return stream;
  }

  OpenFile file() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
    return file;
  }

  /** {@code bytes} as a buffer. Called by one thread at a time. */
  ByteBuffer wrap(byte[] bytes, int offset, int length) {
    boolean again = wrapped != null && wrapped.arrayOffset() == 0 && wrapped.array() == bytes;
    if (!again) {
      wrapped = ByteBuffer.wrap(bytes);
    }
    return wrapped.limit(offset + length).position(offset);
  }

  /** The exception for {@code failure}: that the file was closed meanwhile comes first. */
  IOException failed(VfsException failure) {
    return closed ? new ClosedChannelException() : NioErrors.of(failure, path);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    entry.end(file, path);
  }
}
