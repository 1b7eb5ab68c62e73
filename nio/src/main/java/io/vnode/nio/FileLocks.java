package io.vnode.nio;

import io.vnode.engine.Body;
import io.vnode.engine.OpenFile;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;

/**
 * Whoever grants the locks of a file to the channels of this JVM: the host, if its file is what
 * they lock, and otherwise we. No two overlap, not even shared ones.
 */
abstract class FileLocks {

  /** Those of the file that {@code file} is a description of. */
  static FileLocks of(OpenFile file) {
    Body body = file.body();
    FileChannel host = body == null ? null : body.lockable();
    return host == null ? OwnLocks.of(file.inode()) : new HostLocks(host);
  }

  /**
   * A new lock.
   *
   * @param size how many bytes; zero for all that follow
   * @param waits whether to wait for as long as another process has a lock that overlaps
   * @return null when one has, and this is not to wait
   * @throws IllegalArgumentException for a negative place
   * @throws OverlappingFileLockException when a part is locked in this JVM already
   * @throws AsynchronousCloseException when {@code channel} was closed meanwhile
   */
  final FileLock add(FileChannel channel, long position, long size, boolean shared, boolean waits)
      throws IOException {
    return add(new Lock(this, channel, position, length(position, size), shared), waits);
  }

  /** As for a {@link FileChannel}. */
  final FileLock add(
      AsynchronousFileChannel channel, long position, long size, boolean shared, boolean waits)
      throws IOException {
    return add(new Lock(this, channel, position, length(position, size), shared), waits);
  }

  private static long length(long position, long size) {
    return size == 0 ? Long.MAX_VALUE - Math.max(0, position) : size;
  }

  private FileLock add(Lock lock, boolean waits) throws IOException {
    if (!grant(lock, waits)) {
      return null;
    }
    if (!lock.acquiredBy().isOpen()) {
      // Whoever closed the channel may have looked for locks before there was this one.
      remove(lock);
      throw new AsynchronousCloseException();
    }
    return lock;
  }

  /** Grants {@code lock}. @return false when another process has one that overlaps */
  abstract boolean grant(Lock lock, boolean waits) throws IOException;

  abstract boolean holds(Lock lock);

  abstract void remove(Lock lock) throws IOException;

  /** Releases what {@code channel}, which was closed, holds. */
  abstract void removeAll(Channel channel) throws IOException;

  /** A lock of a channel of ours. */
  static final class Lock extends FileLock {
    private final FileLocks all;

    private Lock(FileLocks all, FileChannel channel, long position, long size, boolean shared) {
      super(channel, position, size, shared);
      this.all = all;
    }

    private Lock(
        FileLocks all, AsynchronousFileChannel channel, long position, long size, boolean shared) {
      super(channel, position, size, shared);
      this.all = all;
    }

    @Override
    public boolean isValid() {
      return all.holds(this);
    }

    @Override
    public void release() throws IOException {
      if (!acquiredBy().isOpen()) {
        throw new ClosedChannelException();
      }
      all.remove(this);
    }
  }
}
