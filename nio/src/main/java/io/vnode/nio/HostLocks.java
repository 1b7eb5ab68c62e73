package io.vnode.nio;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The locks of one channel of ours that the host holds, for all its processes to see: on the
 * channel of the host that is behind ours, and ends with it.
 */
final class HostLocks extends FileLocks {
  private final FileChannel host;
  private final ConcurrentMap<Lock, FileLock> granted = new ConcurrentHashMap<>();

  HostLocks(FileChannel host) {
    this.host = host;
  }

  @Override
  boolean grant(Lock lock, boolean waits) throws IOException {
    FileLock theirs =
        waits
            ? host.lock(lock.position(), lock.size(), lock.isShared())
            : host.tryLock(lock.position(), lock.size(), lock.isShared());
    if (theirs != null) {
      granted.put(lock, theirs);
    }
    return theirs != null;
  }

  @Override
  boolean holds(Lock lock) {
    FileLock theirs = granted.get(lock);
    return theirs != null && theirs.isValid();
  }

  @Override
  void remove(Lock lock) throws IOException {
    FileLock theirs = granted.remove(lock);
    if (theirs != null) {
      theirs.release();
    }
  }

  @Override
  void removeAll(Channel channel) throws IOException {
    for (Lock lock : granted.keySet()) {
      remove(lock);
    }
  }
}
