package io.vnode.nio.volume;

import com.google.common.collect.ImmutableList;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Stat;
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
    HostStat stat = entry.stat(Stat.Detail.NAMES);
    return stat.links() > 1 && isAnyBelow((NioDirectory) volume.root(), stat.key(), this::cover);
  }

  /**
   * @throws VfsException EROFS when there is a protected name below {@code directory}, or would be
   *     if that were at {@code to}
   */
  void requireNoneBelow(NioDirectory directory, Place to) throws IOException {
    int above = directory.place().names().size();
    List<String> start = to.names();
    if (isAnyBelow(
        directory, null, place -> cover(place) || names.test(moved(place, above, start)))) {
      throw VfsException.of(Errno.EROFS);
    }
  }

  /** The names of {@code place} with {@code start} instead of the first {@code above}. */
  private static List<String> moved(Place place, int above, List<String> start) {
    List<String> names = place.names();
    return ImmutableList.<String>builder()
        .addAll(start)
        .addAll(names.subList(above, names.size()))
        .build();
  }

  /**
   * Whether below {@code top} there is a name that is {@code meant}, of the file {@code key} if
   * that is not null.
   */
  private boolean isAnyBelow(NioDirectory top, Object key, Predicate<Place> meant)
      throws IOException {
    Deque<NioDirectory> left = new ArrayDeque<>();
    left.push(top);
    while (!left.isEmpty()) {
      NioDirectory directory = left.pop();
      for (String name : directory.names()) {
        Inode inode = directory.lookup(name);
        boolean counts = key == null || (inode != null && key.equals(key(inode)));
        if (counts && meant.test(new Place(directory, name))) {
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
