package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How deep directories lie and how high the trees below them stand, so that no rename builds a tree
 * deeper than the limit.
 *
 * <p>Depth is counted on the way up. The height of a tree is kept at its top as a number that is
 * never too small: a mkdir raises it along its ancestors until it finds one that is high enough,
 * and nobody lowers it. Only when that number forbids a rename is the tree measured, once, exactly.
 *
 * <p>A mkdir writes the height of a directory and then reads its parent; a rename writes the parent
 * and then reads the height. So one of them sees the other, and raises the new ancestors. Two
 * mkdirs below one ancestor raise it each without the other's lock: hence by compare-and-set.
 */
final class Depth {
  private Depth() {}

  /** The number of directories from the root of the volume down to {@code directory}, less one. */
  static int of(Directory directory) {
    int depth = 0;
    for (Directory up = directory; !up.isVolumeRoot(); up = up.parent()) {
      depth++;
    }
    return depth;
  }

  /**
   * @throws VfsException ENAMETOOLONG when {@code parent} is as deep as a directory may be
   */
  static void requireRoomBelow(Directory parent) throws VfsException {
    if (of(parent) >= parent.volume().options().depthMax()) {
      throw VfsException.of(Errno.ENAMETOOLONG);
    }
  }

  /**
   * Requires that the tree of {@code moved} fits below {@code parent}. Called under the rename
   * mutex.
   *
   * @throws VfsException ENAMETOOLONG when it does not
   */
  static void requireRoomFor(Directory moved, Directory parent) throws IOException {
    int room = parent.volume().options().depthMax() - of(parent) - 1;
    if (moved.height() > room && measure(moved) > room) {
      throw VfsException.of(Errno.ENAMETOOLONG);
    }
  }

  /** Raises the height of the ancestors of {@code directory}, which has come below its parent. */
  static void noteBelow(Directory directory) {
    int height = directory.height();
    for (Directory up = directory; !up.isVolumeRoot(); ) {
      up = up.parent();
      height++;
      if (!up.raiseHeight(height)) {
        return;
      }
    }
  }

  /** The number of levels of directories below {@code top}, counted by walking them. */
  private static int measure(Directory top) throws IOException {
    Deque<Directory> level = new ArrayDeque<>();
    Deque<Directory> below = new ArrayDeque<>();
    level.add(top);
    int height = -1;
    while (!level.isEmpty()) {
      height++;
      for (Directory directory : level) {
        addChildren(directory, below);
      }
      Deque<Directory> spent = level;
      level = below;
      below = spent;
      below.clear();
    }
    return height;
  }

  private static void addChildren(Directory directory, Deque<Directory> into) throws IOException {
    try (DirectoryCursor cursor = directory.list(0)) {
      for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry.inode() instanceof Directory child) {
          into.add(child);
        }
      }
    }
  }
}
