package io.vnode.engine;

import java.nio.charset.StandardCharsets;

/**
 * How long names and paths are, in bytes of UTF-8: no more than three for each {@code char}, so
 * that most need not be encoded to be found short enough.
 */
final class NameLength {
  private static final int NAME_CHARS_SAFE = Limits.NAME_MAX / 3;
  private static final int PATH_CHARS_SAFE = Limits.PATH_MAX / 3;

  private NameLength() {}

  static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether a name of {@code chars} cannot be too long. */
  static boolean isSafe(int chars) {
    return chars <= NAME_CHARS_SAFE;
  }

  static boolean isTooLong(String name) {
    return !isSafe(name.length()) && bytesOf(name) > Limits.NAME_MAX;
  }

  /** Whether a path of {@code names} cannot be too long. */
  static boolean isSafe(String[] names) {
    int chars = names.length + 1;
    for (String name : names) {
      chars += name.length();
    }
    return chars < PATH_CHARS_SAFE;
  }

  static int bytesOf(String[] names) {
    int bytes = 0;
    for (String name : names) {
      bytes += bytesOf(name);
    }
    return bytes;
  }
}
