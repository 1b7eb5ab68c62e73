package io.vnode.tck;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The removal of a tree, whatever permissions a check has left in it. */
public final class Removal {
  private Removal() {}

  /** Removes {@code root} and what is below. */
  public static void of(Path root) throws IOException {
    Deque<Path> pending = new ArrayDeque<>(List.of(root));
    while (!pending.isEmpty()) {
      Path path = pending.peek();
      List<Path> children = childrenToRemove(path);
      if (children.isEmpty()) {
        Files.delete(pending.pop());
      } else {
        children.forEach(pending::push);
      }
    }
  }

  private static List<Path> childrenToRemove(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try {
      List<Path> children = Tree.children(path);
      if (!children.isEmpty()) {
        Tree.attributes(children.get(0)); // Denied where the names can be read and not looked up.
        if (!Files.isWritable(path)) {
          open(path);
        }
      }
      return children;
    } catch (AccessDeniedException e) {
      open(path);
      return Tree.children(path);
    }
  }

  private static void open(Path directory) throws IOException {
    var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }
}
