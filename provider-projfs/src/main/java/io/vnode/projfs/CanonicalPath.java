package io.vnode.projfs;

import io.vnode.engine.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule by which the text of a path of a projection becomes names: always from the root, without
 * {@code .} and {@code ..}, which does not lead above it, and without a slash at the end. On
 * Windows a backslash separates, too.
 */
final class CanonicalPath {
  private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

  /** A name of so many characters cannot be too long. */
  private static final int CHARS_SAFE = Limits.NAME_MAX / 3;

  private CanonicalPath() {}

  /**
   * The names in {@code text}; none for the root.
   *
   * @throws IllegalArgumentException for a name that no directory could hold
   */
  static List<String> of(String text) {
    List<String> names = new ArrayList<>();
    for (String name : (WINDOWS ? text.replace('\\', '/') : text).split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> {
          if (!names.isEmpty()) {
            names.remove(names.size() - 1);
          }
        }
        default -> names.add(checked(name));
      }
    }
    return names;
  }

  private static String checked(String name) {
    if (name.indexOf(0) >= 0) {
      throw new IllegalArgumentException("a name has a NUL in it");
    }
    if (name.length() > CHARS_SAFE
        && name.getBytes(StandardCharsets.UTF_8).length > Limits.NAME_MAX) {
      throw new IllegalArgumentException(
          "a name is longer than " + Limits.NAME_MAX + " bytes: " + name.substring(0, 16) + "...");
    }
    return name;
  }

  static String text(List<String> names) {
    return "/" + String.join("/", names);
  }
}
