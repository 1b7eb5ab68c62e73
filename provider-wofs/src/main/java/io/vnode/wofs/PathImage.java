package io.vnode.wofs;

import io.vnode.wofs.format.ImageFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The file of an image, through a channel of any provider.
 *
 * <p>What is written in it stays for good, so it is read from a copy in memory or from a map where
 * there is one.
 *
 * <p>A channel is closed for all when somebody is interrupted who is at it. So one that was closed
 * is opened again, and what was to be done is done, by a thread that stays interrupted. Nobody else
 * puts another file in its place: whoever writes holds the lock, and who only reads has it open.
 */
final class PathImage implements ImageFile {
  /** As long as an array gets. */
  private static final long MEMORY_MAX = Integer.MAX_VALUE - 8;

  /** How the file is opened again. */
  private final Set<OpenOption> options;

  private final ImageMaps maps = new ImageMaps(this::map);

  /** Where the file is. This and what follows changes under the monitor. */
  private volatile Path path;

  private SeekableByteChannel channel;
  private boolean closed;

  /** The first bytes of the image, as far as its limit, or null. An instance never changes. */
  private volatile ByteBuffer memory;

  private PathImage(Path path, Set<OpenOption> options, SeekableByteChannel channel) {
    this.path = path;
    this.options = options;
    this.channel = channel;
  }

  /**
   * Opens the file at {@code path}.
   *
   * @param inMemory whether to read all that there is at once
   */
  static PathImage open(Path path, boolean inMemory, OpenOption... options) throws IOException {
    Set<OpenOption> again = new HashSet<>(Set.of(options));
    again.remove(StandardOpenOption.CREATE_NEW);
    PathImage image = new PathImage(path, again, channel(path, Set.of(options)));
    boolean done = false;
    try {
      if (inMemory) {
        image.memory = image.readAll();
      }
      done = true;
      return image;
    } finally {
      if (!done) {
        image.close();
      }
    }
  }

  private static SeekableByteChannel channel(Path path, Set<OpenOption> options)
      throws IOException {
    try {
      return FileChannel.open(path, options);
    } catch (UnsupportedOperationException e) {
      return Files.newByteChannel(path, options);
    }
  }

  private ByteBuffer readAll() throws IOException {
    long size = size();
    if (size > MEMORY_MAX) {
      throw new FileSystemException(
          name(), null, "is larger than an array can be: mount it with load=touched");
    }
    ByteBuffer all = ByteBuffer.allocate((int) size);
    readChannel(0, all);
    return all.flip();
  }

  /** Notes that the file has another name by now. */
  synchronized void renamed(Path path) {
    this.path = path;
  }

  @Override
  public String name() {
    return path.toString();
  }

  // ---------------------------------------------------------------- channel

  /** What is done with the channel; it is done once more when that was closed meanwhile. */
  private interface Use<T> {
    T of(SeekableByteChannel open) throws IOException;
  }

  private synchronized <T> T use(Use<T> use) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (; ; ) {
        try {
          return use.of(channel);
        } catch (ClosedChannelException e) {
          if (closed) {
            throw e;
          }
          interrupted |= Thread.interrupted();
          channel = channel(path, options);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public long size() throws IOException {
    return use(SeekableByteChannel::size);
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    ByteBuffer present = memory;
    int count = target.remaining();
    if (present != null && position >= 0 && position <= present.limit() - count) {
      target.put(target.position(), present, (int) position, count);
      target.position(target.position() + count);
    } else if (!maps.read(position, target)) {
      readChannel(position, target);
    }
  }

  private void readChannel(long position, ByteBuffer target) throws IOException {
    int begin = target.position();
    use(open -> {
      target.position(begin);
      open.position(position);
      while (target.hasRemaining()) {
        if (open.read(target) < 0) {
          throw new EOFException(
              name() + ": ends at " + open.size() + ", and something at " + position + " is read");
        }
      }
      return null;
    });
  }

  /**
   * A map of {@code length} bytes, or of as many as there are; null where there is no such thing.
   */
  private ByteBuffer map(long start, long length) throws IOException {
    return use(open -> {
      try {
        return open instanceof FileChannel file
            ? file.map(MapMode.READ_ONLY, start, Math.max(0, Math.min(length, file.size() - start)))
            : null;
      } catch (UnsupportedOperationException e) {
        return null;
      }
    });
  }

  @Override
  public void write(long position, ByteBuffer source) throws IOException {
    int begin = source.position();
    use(open -> {
      source.position(begin);
      open.position(position);
      while (source.hasRemaining()) {
        open.write(source);
      }
      return null;
    });
  }

  @Override
  public void truncate(long size) throws IOException {
    ByteBuffer present = memory;
    if (present != null && size < present.limit()) {
      memory = present.duplicate().limit((int) size); // Other bytes will come behind it.
    }
    use(open -> open.truncate(size));
  }

  @Override
  public void force() throws IOException {
    use(open -> {
      if (open instanceof FileChannel file) {
        file.force(true);
      }
      return null;
    });
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
