package io.vnode.zipstore;

import io.vnode.engine.MapCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Set;

/**
 * The file that an archive is in, open for as long as its file system is.
 *
 * <p>A channel is closed for all when one of its readers is interrupted, and an archive has many
 * readers. So one that was closed is opened again, if it is still the same file, and the reader
 * goes on, interrupted as it is.
 */
final class ArchiveFile implements Archive {
  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

  private final Path path;
  private final Identity identity;
  private volatile SeekableByteChannel channel;
  private volatile boolean closed;

  private ArchiveFile(Path path, Identity identity, SeekableByteChannel channel) {
    this.path = path;
    this.identity = identity;
    this.channel = channel;
  }

  /** What makes a file the one that it was. */
  private record Identity(Object key, long size, FileTime modified) {
    static Identity of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Identity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    }
  }

  static ArchiveFile open(Path path) throws IOException {
    Identity identity = Identity.of(path);
    return new ArchiveFile(path, identity, channel(path));
  }

  /** A channel that can be read by position by several threads, where the provider has such. */
  private static SeekableByteChannel channel(Path path) throws IOException {
    try {
      return path.getFileSystem().provider().newFileChannel(path, READ);
    } catch (UnsupportedOperationException e) {
      return Files.newByteChannel(path, READ);
    }
  }

  @Override
  public long size() {
    return identity.size();
  }

  /** In the resolution of its provider. */
  @Override
  public FileTime modified() {
    return identity.modified();
  }

  /** What is done with the channel, and once more if that was closed meanwhile. */
  private interface Use<T> {
    T of(SeekableByteChannel open) throws IOException;
  }

  @Override
  public int read(long position, ByteBuffer dst) throws IOException {
    return uninterrupted(
        new Use<>() { // To make the first lambda of a JVM takes longer than to read.
          @Override
          public Integer of(SeekableByteChannel open) throws IOException {
            return ChannelUse.read(open, position, dst);
          }
        });
  }

  private <T> T uninterrupted(Use<T> use) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (; ; ) {
        SeekableByteChannel open = channel();
        try {
          return use.of(open);
        } catch (ClosedChannelException e) {
          interrupted |= Thread.interrupted();
          reopen(open);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isMappable() {
    return channel instanceof FileChannel;
  }

  @Override
  public <T> T map(long from, MapCall<T> call) throws IOException {
    return uninterrupted(open -> call.map((FileChannel) open, from));
  }

  /** An interrupt ends it, and closes the target as well: only others' interrupts are mended. */
  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    for (; ; ) {
      SeekableByteChannel open = channel();
      try {
        return ChannelUse.transfer(open, position, count, target);
      } catch (ClosedChannelException e) {
        if (open.isOpen() || !target.isOpen() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        reopen(open);
      }
    }
  }

  private SeekableByteChannel channel() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
    return channel;
  }

  /** Opens the file once more, unless another reader of {@code failed} has done so. */
  private synchronized void reopen(SeekableByteChannel failed) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (channel != failed) {
      return;
    }
    SeekableByteChannel fresh = channel(path);
    if (!isSame()) {
      fresh.close();
      throw new IOException(path + " is not the archive any more that was opened");
    }
    channel = fresh;
  }

  private boolean isSame() throws IOException {
    return Objects.equals(identity, Identity.of(path));
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
