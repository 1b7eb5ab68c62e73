package io.vnode.zipstore;

import io.vnode.engine.Errno;
import io.vnode.engine.MapCall;
import io.vnode.engine.VfsException;
import io.vnode.zipstore.format.EntryData;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The bytes of a file that are in the archive as they are. */
final class StoredBody extends ReadOnlyBody {
  private final Archive file;
  private final long start;

  StoredBody(EntryData data, HeldBytes held, SequentialCheck check, Archive file) {
    super(data, held, check);
    this.file = file;
    this.start = data.start();
  }

  @Override
  void fill(ByteBuffer target, long position) throws IOException {
    long offset = start + position - target.position();
    while (target.hasRemaining()) {
      if (file.read(offset + target.position(), target) < 0) {
        throw new EOFException("the archive ends within entry " + data().name());
      }
    }
  }

  /** The archive itself, if it can be mapped. */
  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    if (!file.isMappable()) {
      return super.map(from, length, grows, call);
    }
    if (length > data().size() - from) {
      throw VfsException.of(Errno.ENXIO);
    }
    try {
      return file.map(start + from, call);
    } catch (UnsupportedOperationException e) {
      return super.map(from, length, grows, call); // The archive is where nothing can be mapped.
    }
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file.transferTo(start + position, count, target);
  }
}
