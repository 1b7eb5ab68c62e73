package io.vnode.projfs;

import io.vnode.engine.Inode;
import java.lang.ref.WeakReference;

/**
 * An entry of a projection where it stands in the tree: small, since there may be very many. What
 * it looks like to a caller is made when somebody asks.
 */
abstract sealed class Node permits DirectoryNode, LinkNode {
  private final String name;
  private final int number;

  /** What it looks like, for as long as somebody holds that; null until somebody asks. */
  private volatile WeakReference<Inode> inode;

  Node(String name, int number) {
    this.name = name;
    this.number = number;
  }

  /** The last name of its path; empty for the root. */
  final String name() {
    return name;
  }

  /** A number that no other entry of the projection has; that of the root is one. */
  final int number() {
    return number;
  }

  /** What it looks like; null when nobody holds that. */
  final Inode inode() {
    WeakReference<Inode> known = inode;
    return known == null ? null : known.get();
  }

  /** What it looks like: {@code made}, unless somebody else was faster. */
  final synchronized Inode keep(Inode made) {
    Inode other = inode();
    if (other != null) {
      return other;
    }
    inode = new WeakReference<>(made);
    return made;
  }
}
