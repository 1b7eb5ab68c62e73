package io.vnode.wofs;

import io.vnode.wofs.format.ImageFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * The file of an image, through a channel of any provider.
 *
 * <p>What is written in it stays for good, so it is read from a copy in memory or from a map where
 * there is one. Nothing else than that asks the channel while somebody may be interrupted, which
 * would close it.
 */
final class PathImage implements ImageFile {
  private final SeekableByteChannel channel;
  private volatile String name;

  /** The bytes that the image had when it was opened, or null. */
  private final ByteBuffer memory;

  private final ImageMaps maps;

  private PathImage(SeekableByteChannel channel, String name, ByteBuffer memory, ImageMaps maps) {
    this.channel = channel;
    this.name = name;
    this.memory = memory;
    this.maps = maps;
  }

  /**
   * Opens the file at {@code path}.
   *
   * @param inMemory whether to read all that there is at once
   */
  static PathImage open(Path path, boolean inMemory, OpenOption... options) throws IOException {
    SeekableByteChannel channel = channel(path, Set.of(options));
    boolean done = false;
    try {
      ByteBuffer memory = inMemory ? readAll(channel) : null;
      ImageMaps maps = channel instanceof FileChannel file ? new ImageMaps(file) : null;
      PathImage image = new PathImage(channel, path.toString(), memory, maps);
      done = true;
      return image;
    } finally {
      if (!done) {
        channel.close();
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

  private static ByteBuffer readAll(SeekableByteChannel channel) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    channel.position(0);
    while (all.hasRemaining() && channel.read(all) >= 0) {
      // What was read is counted by the buffer.
    }
    return all.flip();
  }

  /** Notes that the file has another name by now. */
  void renamed(Path path) {
    name = path.toString();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() throws IOException {
    synchronized (channel) {
      return channel.size();
    }
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    int count = target.remaining();
    if (memory != null && position >= 0 && position <= memory.limit() - count) {
      target.put(target.position(), memory, (int) position, count);
      target.position(target.position() + count);
    } else if (maps == null || !maps.read(position, target)) {
      readChannel(position, target);
    }
  }

  private void readChannel(long position, ByteBuffer target) throws IOException {
    synchronized (channel) {
      channel.position(position);
      while (target.hasRemaining()) {
        if (channel.read(target) < 0) {
          throw new EOFException(
              name + ": ends at " + channel.size() + ", and something at " + position + " is read");
        }
      }
    }
  }

  @Override
  public void write(long position, ByteBuffer source) throws IOException {
    synchronized (channel) {
      channel.position(position);
      while (source.hasRemaining()) {
        channel.write(source);
      }
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    synchronized (channel) {
      channel.truncate(size);
    }
  }

  @Override
  public void force() throws IOException {
    if (channel instanceof FileChannel file) {
      file.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
