package io.vnode.projfs;

import java.util.List;

/** A tree of a projection while it is put together, and the rules of what may stand where. */
final class Draft {
  private final boolean strict;
  private final DirectoryNode root = new DirectoryNode("", 1);
  private int last = 1;
  private boolean writable;

  /** An empty tree; if {@code strict}, a directory must be declared before what is in it. */
  Draft(boolean strict) {
    this.strict = strict;
  }

  DirectoryNode root() {
    return root;
  }

  /** How many entries there are, the root included. */
  int count() {
    return last;
  }

  /** Whether anything can be written through it. */
  boolean isWritable() {
    return writable;
  }

  /**
   * Adds a directory.
   *
   * @throws IllegalArgumentException when its place is taken or cannot be
   */
  void addDirectory(List<String> path) {
    DirectoryNode directory = root;
    for (int i = 0; i < path.size(); i++) {
      directory = below(directory, path, i, i == path.size() - 1);
    }
    if (directory.isDeclared()) {
      throw new IllegalArgumentException(CanonicalPath.text(path) + " is declared twice");
    }
    directory.declare();
  }

  /**
   * Adds a file, or a portal if {@code protects} is not null, and returns it.
   *
   * @throws IllegalArgumentException when its place is taken or cannot be
   */
  LinkNode addLink(List<String> path, Object source, ProjAccess access, List<String> protects) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("the root is a directory, and cannot be anything else");
    }
    DirectoryNode parent = root;
    for (int i = 0; i < path.size() - 1; i++) {
      parent = below(parent, path, i, false);
    }
    String name = path.get(path.size() - 1);
    if (parent.child(name) != null) {
      throw new IllegalArgumentException(CanonicalPath.text(path) + " is declared twice");
    }
    LinkNode made = new LinkNode(name, ++last, source, access, protects);
    parent.add(made);
    writable |= access == ProjAccess.READ_WRITE;
    return made;
  }

  /** The directory in {@code parent} that {@code path} leads through at {@code i}. */
  private DirectoryNode below(DirectoryNode parent, List<String> path, int i, boolean declares) {
    Node child = parent.child(path.get(i));
    if (child instanceof DirectoryNode directory) {
      return directory;
    }
    String here = CanonicalPath.text(path.subList(0, i + 1));
    if (child instanceof LinkNode link) {
      throw new IllegalArgumentException(
          declares
              ? here + " is declared twice"
              : here + " is a " + (link.isPortal() ? "portal" : "file") + ", and holds no entries");
    }
    if (strict && !declares) {
      throw new IllegalArgumentException("the directory " + here + " is not declared");
    }
    DirectoryNode made = new DirectoryNode(path.get(i), ++last);
    parent.add(made);
    return made;
  }
}
