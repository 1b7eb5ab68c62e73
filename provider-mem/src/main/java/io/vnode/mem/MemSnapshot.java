package io.vnode.mem;

import io.vnode.engine.TreeSnapshot;
import java.io.Closeable;

/**
 * All that was in a memfs at one moment: {@link MemFileSystem#snapshot} takes it, {@link
 * MemFileSystem#restore} puts it back and {@link MemFs.Builder#from} makes file systems of it, as
 * many as one likes, each of which writes its own.
 *
 * <p>What it holds of the contents of files is shared, and counts against the capacity of the file
 * system it was taken of until it is closed or nobody can reach it any more. It outlives that file
 * system.
 */
public final class MemSnapshot implements Closeable {
  private final TreeSnapshot tree;
  private final MemSettings settings;

  MemSnapshot(TreeSnapshot tree, MemSettings settings) {
    this.tree = tree;
    this.settings = settings;
  }

  /** Files, directories and links in it. */
  public long inodes() {
    return tree.inodes();
  }

  /** The capacity that a file system needs to hold it and nothing else. */
  public long bytes() {
    return tree.bytes();
  }

  TreeSnapshot tree() {
    return tree;
  }

  /** What was set for the file system it was taken of. */
  MemSettings settings() {
    return settings;
  }

  /** Lets go what is held; file systems that were made from it keep what they have. */
  @Override
  public void close() {
    tree.close();
  }

  @Override
  public String toString() {
    return "snapshot of " + inodes() + " inodes and " + bytes() + " bytes";
  }
}
