package io.vnode.nio;

import com.google.common.collect.MapMaker;
import io.vnode.engine.Inode;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The locks that the channels of this JVM hold on one file, whatever name, file system view or
 * channel they came by. No two overlap, not even shared ones.
 *
 * <p>They belong to the inode and are forgotten with it.
 */
final class FileLocks {
  private static final ConcurrentMap<Inode, FileLocks> ALL = new MapMaker().weakKeys().makeMap();

  /** By where they begin. Guarded by this. */
  private final NavigableMap<Long, Lock> held = new TreeMap<>();

  private FileLocks() {}

  static FileLocks of(Inode inode) {
    return ALL.computeIfAbsent(inode, key -> new FileLocks());
  }

  /**
   * A new lock.
   *
   * @param size how many bytes; zero for all that follow
   * @throws IllegalArgumentException for a negative place
   * @throws OverlappingFileLockException when a part is locked already
   * @throws AsynchronousCloseException when {@code channel} was closed meanwhile
   */
  FileLock add(FileChannel channel, long position, long size, boolean shared)
      throws AsynchronousCloseException {
    return add(new Lock(channel, position, length(position, size), shared));
  }

  /** As for a {@link FileChannel}. */
  FileLock add(AsynchronousFileChannel channel, long position, long size, boolean shared)
      throws AsynchronousCloseException {
    return add(new Lock(channel, position, length(position, size), shared));
  }

  private static long length(long position, long size) {
    return size == 0 ? Long.MAX_VALUE - Math.max(0, position) : size;
  }

  private FileLock add(Lock lock) throws AsynchronousCloseException {
    long position = lock.position();
    long length = lock.size();
    synchronized (this) {
      // What is held does not overlap: of those that begin before our end the last ends last.
      Map.Entry<Long, Lock> last = held.lowerEntry(position + length);
      if (last != null && last.getValue().overlaps(position, length)) {
        throw new OverlappingFileLockException();
      }
      held.put(position, lock);
    }
    if (!lock.acquiredBy().isOpen()) {
      // Whoever closed the channel may have looked for locks before there was this one.
      remove(lock);
      throw new AsynchronousCloseException();
    }
    return lock;
  }

  /** Releases what {@code channel}, which was closed, holds. */
  synchronized void removeAll(Channel channel) {
    held.values().removeIf(lock -> lock.acquiredBy() == channel);
  }

  private synchronized void remove(Lock lock) {
    held.remove(lock.position(), lock);
  }

  private synchronized boolean holds(Lock lock) {
    return held.get(lock.position()) == lock;
  }

  private final class Lock extends FileLock {
    Lock(FileChannel channel, long position, long size, boolean shared) {
      super(channel, position, size, shared);
    }

    Lock(AsynchronousFileChannel channel, long position, long size, boolean shared) {
      super(channel, position, size, shared);
    }

    @Override
    public boolean isValid() {
      return holds(this);
    }

    @Override
    public void release() throws IOException {
      if (!acquiredBy().isOpen()) {
        throw new ClosedChannelException();
      }
      remove(this);
    }
  }
}
