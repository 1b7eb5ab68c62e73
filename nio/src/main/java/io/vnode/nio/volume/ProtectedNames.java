package io.vnode.nio.volume;

import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The names of a volume that a policy makes read-only, and what follows for others: for a directory
 * above them, which cannot be moved, and for other names of the same files.
 */
final class ProtectedNames {
  private final NioVolume volume;
  private final Predicate<List<String>> names;

  /** Those in {@code volume} that {@code names} says. */
  ProtectedNames(NioVolume volume, Predicate<List<String>> names) {
    this.volume = volume;
    this.names = names;
  }

  /** Whether what is at {@code place} has such a name, or is below one. */
  boolean cover(Place place) {
    return names.test(place.names());
  }

  /** Whether the file that is {@code entry} has another name that is protected. */
  boolean coverOtherNameOf(HostEntry entry) throws IOException {
    HostStat stat = entry.stat();
    return stat.links() > 1 && isAnyBelow((NioDirectory) volume.root(), stat.key());
  }

  /**
   * @throws VfsException EROFS when there is a protected name below {@code directory}
   */
  void requireNoneBelow(NioDirectory directory) throws IOException {
    if (isAnyBelow(directory, null)) {
      throw VfsException.of(Errno.EROFS);
    }
  }

  /** Whether below {@code top} a name is protected, of the file {@code key} if that is not null. */
  private boolean isAnyBelow(NioDirectory top, Object key) throws IOException {
    Deque<NioDirectory> left = new ArrayDeque<>();
    left.push(top);
    while (!left.isEmpty()) {
      NioDirectory directory = left.pop();
      for (String name : directory.names()) {
        Inode inode = directory.lookup(name);
        boolean counts = key == null || (inode != null && key.equals(key(inode)));
        if (counts && cover(new Place(directory, name))) {
          return true;
        }
        if (inode instanceof NioDirectory below) {
          left.push(below);
        }
      }
    }
    return false;
  }

  private static Object key(Inode inode) {
    return ((NioInode) inode).entry().key();
  }
}
