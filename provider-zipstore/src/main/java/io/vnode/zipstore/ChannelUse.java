package io.vnode.zipstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;

/** What is done with the channel of an archive, whose position is nobody's. */
final class ChannelUse {
  private static final Module JDK = Object.class.getModule();

  private ChannelUse() {}

  /** Reads from {@code position} on: several threads at once where the channel can do so. */
  static int read(SeekableByteChannel archive, long position, ByteBuffer dst) throws IOException {
    if (archive instanceof FileChannel file) {
      return file.read(dst, position);
    }
    synchronized (archive) {
      return archive.position(position).read(dst);
    }
  }

  /**
   * Hands bytes over if both channels are the JDK's and of the host, which moves them itself then.
   */
  static long transfer(
      SeekableByteChannel archive, long position, long count, WritableByteChannel target)
      throws IOException {
    return archive instanceof FileChannel file && isOfTheHost(file) && isOfTheHost(target)
        ? file.transferTo(position, count, target)
        : 0;
  }

  private static boolean isOfTheHost(Channel channel) {
    return (channel instanceof FileChannel || channel instanceof SelectableChannel)
        && channel.getClass().getModule() == JDK;
  }
}
