package io.vnode.nio;

import java.nio.file.Path;

/**
 * The text of file names, which is not all of them.
 *
 * <p>A name that is no text, as Linux allows, reaches Java with U+FFFD in place of the bytes that
 * could not be read. Only the path's URI still has the bytes.
 */
public final class NameText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String RAW_REPLACEMENT = "%EF%BF%BD";

  private NameText() {}

  /** The last name of {@code path}, empty for a root. */
  public static String of(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** Whether the text of the last name is all of it, so that another file system can take it. */
  public static boolean isWhole(Path path) {
    return of(path).indexOf(REPLACEMENT) < 0 || raw(path).contains(RAW_REPLACEMENT);
  }

  /** The last name of {@code path} as it stands in a URI. */
  public static String raw(Path path) {
    String uri = path.toUri().getRawSchemeSpecificPart();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    return uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
  }
}
