package io.vnode.nio;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The channel that comes of making a fifo, a socket or a device with {@code Files.createFile}.
 *
 * <p>The attributes of such a file are all there is of it, and nobody is at its other end: whoever
 * uses the channel hears ENXIO, as whoever opens the file does. It can be closed.
 */
final class SpecialChannel implements SeekableByteChannel {
  private final VfsPath path;
  private final OpenRegistry.Entry entry;
  private volatile boolean closed;

  private SpecialChannel(VfsPath path, OpenRegistry registry) {
    this.path = path;
    this.entry = new OpenRegistry.Entry(registry, this);
  }

  /**
   * Makes the special file that {@code wanted} describes.
   *
   * @throws UnsupportedOperationException unless {@code options} ask for a new file: one that is
   *     there already has its kind
   */
  static SpecialChannel make(
      Location place, Set<? extends OpenOption> options, CreateAttributes wanted)
      throws IOException {
    if (!options.contains(StandardOpenOption.CREATE_NEW)) {
      wanted.requireRegular();
    }
    try {
      place
          .namespace()
          .mknod(place.who(), place.at(), place.names(), 0, wanted.mode(), wanted.rdev());
    } catch (IOException e) {
      throw NioErrors.of(e, place.path());
    }
    SpecialChannel channel = new SpecialChannel(place.path(), place.fileSystem().opened());
    channel.entry.enter();
    return channel;
  }

  private IOException noDevice() {
    return closed ? new ClosedChannelException() : NioErrors.of(Errno.ENXIO, path, null);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    throw noDevice();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    throw noDevice();
  }

  @Override
  public long position() throws IOException {
    throw noDevice();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    throw noDevice();
  }

  @Override
  public long size() throws IOException {
    throw noDevice();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    throw noDevice();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
    entry.leave();
  }
}
