package io.vnode.projfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How the file system of a source compares names. */
final class CaseRule {
  private CaseRule() {}

  /**
   * Whether {@code directory}, which is there, is still found when a name of its path is written in
   * the other case; the nearest name that has letters says so.
   */
  static boolean isAnyCase(Path directory) throws IOException {
    for (Path path = directory.toRealPath(); path.getFileName() != null; path = path.getParent()) {
      String name = path.getFileName().toString();
      String upper = name.toUpperCase(Locale.ROOT);
      String other = upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper;
      if (!other.equals(name)) {
        Path swapped = path.resolveSibling(other);
        return Files.exists(swapped) && Files.isSameFile(path, swapped);
      }
    }
    return directory.getFileSystem().getPath("A").equals(directory.getFileSystem().getPath("a"));
  }
}
