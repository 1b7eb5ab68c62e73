package io.vnode.projfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How the file system of a source compares names. */
final class CaseRule {
  private CaseRule() {}

  /** Whether {@code directory} is still found when its own name is written in the other case. */
  static boolean isAnyCase(Path directory) throws IOException {
    Path name = directory.toAbsolutePath().getFileName();
    if (name == null) {
      return directory.getFileSystem().getPath("A").equals(directory.getFileSystem().getPath("a"));
    }
    String text = name.toString();
    String upper = text.toUpperCase(Locale.ROOT);
    Path other =
        directory
            .toAbsolutePath()
            .resolveSibling(upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper);
    return !other.getFileName().toString().equals(text)
        && Files.exists(other)
        && Files.isSameFile(directory, other);
  }
}
