package io.vnode.nio.volume;

import io.vnode.engine.Body;
import io.vnode.engine.Errno;
import io.vnode.engine.MapCall;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** The bytes behind one open channel of the host. */
final class NioBody implements Body, Closeable {
  private final SeekableByteChannel channel;

  /** The same, if it can be read and written at any place; or null. */
  private final FileChannel file;

  /** What is believed of the file; null for nothing. */
  private final RecentAnswers recent;

  /** The bytes behind {@code channel}; {@code recent}, if not null, is told of changes. */
  NioBody(SeekableByteChannel channel, RecentAnswers recent) {
    this.channel = channel;
    this.recent = recent;
    this.file = channel instanceof FileChannel random ? random : null;
  }

  /** What {@code flags}, the constants of {@link OpenFile}, are called at a host. */
  static Set<OpenOption> options(int flags) {
    boolean writes = (flags & (OpenFile.WRITE | OpenFile.TRUNCATE)) != 0;
    Set<OpenOption> options = new HashSet<>();
    if ((flags & OpenFile.READ) != 0 || !writes) {
      options.add(StandardOpenOption.READ);
    }
    if (writes) {
      options.add(StandardOpenOption.WRITE);
    }
    // No channel of Java appends and was emptied: then whoever writes says each time that it is
    // at the end.
    int others = OpenFile.READ | OpenFile.TRUNCATE;
    if (writes && (flags & others) == 0 && (flags & OpenFile.APPEND) != 0) {
      options.add(StandardOpenOption.APPEND);
    }
    if ((flags & OpenFile.TRUNCATE) != 0) {
      options.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    if ((flags & OpenFile.SYNC) != 0) {
      options.add(StandardOpenOption.SYNC);
    }
    if ((flags & OpenFile.DSYNC) != 0) {
      options.add(StandardOpenOption.DSYNC);
    }
    return options;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return HostErrors.asking(() -> {
      if (file != null) {
        return file.read(target, position);
      }
      synchronized (this) {
        return channel.position(position).read(target);
      }
    });
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    try {
      return HostErrors.asking(() -> {
        if (file != null && position != END) {
          return file.write(source, position);
        }
        synchronized (this) {
          return channel.position(position == END ? channel.size() : position).write(source);
        }
      });
    } finally {
      noteChanged();
    }
  }

  /** A channel only cuts; to grow, the last byte is written. */
  @Override
  public synchronized void truncate(long size) throws IOException {
    try {
      HostErrors.telling(() -> {
        if (size <= channel.size()) {
          channel.truncate(size);
        } else {
          write(ByteBuffer.allocate(1), size - 1);
        }
      });
    } finally {
      noteChanged();
    }
  }

  private void noteChanged() {
    if (recent != null) {
      recent.changed();
    }
  }

  @Override
  public void force(boolean metadata) throws IOException {
    if (file != null) {
      HostErrors.telling(() -> file.force(metadata));
    }
  }

  @Override
  public void release() {}

  /** The host's channel says itself that it was closed. */
  @Override
  public boolean isReadAfterRelease() {
    return true;
  }

  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    if (file == null) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    return call.map(file, from);
  }

  @Override
  public FileChannel lockable() {
    return file;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file == null ? 0 : HostErrors.asking(() -> file.transferTo(position, count, target));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
