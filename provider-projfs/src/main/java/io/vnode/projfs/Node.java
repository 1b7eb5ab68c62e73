package io.vnode.projfs;

/**
 * An entry of a projection where it stands in the tree: small, since there may be very many. What
 * it looks like to a caller is made when somebody asks.
 */
abstract sealed class Node permits DirectoryNode, LinkNode {
  private final String name;
  private final int number;

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
}
