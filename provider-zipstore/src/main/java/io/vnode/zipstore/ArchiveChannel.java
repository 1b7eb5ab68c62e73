package io.vnode.zipstore;

import io.vnode.engine.MapCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.attribute.FileTime;

/**
 * An archive behind a channel that somebody has opened, and that nobody else uses any more. If it
 * is one that an interrupt closes, no reader is left: there is no way to open it again.
 */
final class ArchiveChannel implements Archive {
  private static final FileTime UNKNOWN = FileTime.fromMillis(0);

  private final SeekableByteChannel channel;
  private final long size;

  ArchiveChannel(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public FileTime modified() {
    return UNKNOWN;
  }

  @Override
  public int read(long position, ByteBuffer dst) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return ChannelUse.read(channel, position, dst);
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
    return call.map((FileChannel) channel, from);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return ChannelUse.transfer(channel, position, count, target);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
