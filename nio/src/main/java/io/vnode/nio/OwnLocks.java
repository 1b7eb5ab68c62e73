package io.vnode.nio;

import com.google.common.collect.MapMaker;
import io.vnode.engine.Inode;
import java.nio.channels.Channel;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The locks that the channels of this JVM hold on one file that no other process sees, whatever
 * name, file system view or channel they came by. Nobody ever waits for one.
 *
 * <p>They belong to the inode and are forgotten with it.
 */
final class OwnLocks extends FileLocks {
  private static final ConcurrentMap<Inode, OwnLocks> ALL = new MapMaker().weakKeys().makeMap();

  /** By where they begin. Guarded by this. */
  private final NavigableMap<Long, Lock> held = new TreeMap<>();

  private OwnLocks() {}

  static OwnLocks of(Inode inode) {
    return ALL.computeIfAbsent(inode, key -> new OwnLocks());
  }

  @Override
  synchronized boolean grant(Lock lock, boolean waits) {
    long position = lock.position();
    // What is held does not overlap: of those that begin before our end the last ends last.
    Map.Entry<Long, Lock> last = held.lowerEntry(position + lock.size());
    if (last != null && last.getValue().overlaps(position, lock.size())) {
      throw new OverlappingFileLockException();
    }
    held.put(position, lock);
    return true;
  }

  @Override
  synchronized void removeAll(Channel channel) {
    held.values().removeIf(lock -> lock.acquiredBy() == channel);
  }

  @Override
  synchronized void remove(Lock lock) {
    held.remove(lock.position(), lock);
  }

  @Override
  synchronized boolean holds(Lock lock) {
    return held.get(lock.position()) == lock;
  }
}
