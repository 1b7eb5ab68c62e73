package io.vnode.zipstore;

import io.vnode.engine.Errno;
import io.vnode.engine.MapCall;
import io.vnode.engine.VfsException;
import io.vnode.zipstore.format.EntryData;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file that are in the archive as they are. */
final class StoredBody extends ReadOnlyBody {
  private final ArchiveFile file;
  private final EntryData data;

  StoredBody(ArchiveFile file, EntryData data, SequentialCheck check) {
    super(data.size(), check);
    this.file = file;
    this.data = data;
  }

  @Override
  void fill(ByteBuffer target, long position) throws IOException {
    long offset = data.start() + position - target.position();
    while (target.hasRemaining()) {
      if (file.read(offset + target.position(), target) < 0) {
        throw new EOFException("the archive ends within entry " + data.name());
      }
    }
  }

  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    FileChannel channel = file.mappable();
    if (channel == null) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    if (length > data.size() - from) {
      throw VfsException.of(Errno.ENXIO);
    }
    return call.map(channel, data.start() + from);
  }
}
