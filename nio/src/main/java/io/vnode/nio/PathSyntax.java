package io.vnode.nio;

import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;

/**
 * The rules by which text is a path: what is legal, where names begin and end, which names are the
 * same and how they are ordered.
 *
 * <p>Every syntax has a <i>canonical</i> text, and all methods but {@link #canonical} and {@link
 * #join} take canonical text only: a root, which may be empty, and then names with one {@link
 * #separator} between two of them and none at the end. The empty text is a path of no names.
 */
abstract class PathSyntax {
  private static final String[] NO_NAMES = {};

  private final char separator;

  PathSyntax(char separator) {
    this.separator = separator;
  }

  /** The canonical form of what a user wrote. */
  abstract String canonical(String text) throws InvalidPathException;

  /** How much of {@code text} is its root; 0 if it has none. */
  abstract int rootLength(String text);

  abstract boolean isAbsolute(String text);

  /** Whether two texts, or two names, mean the same. */
  abstract boolean equal(String a, String b);

  /** A hash that agrees with {@link #equal}. */
  abstract int hash(String text);

  /** An order that agrees with {@link #equal}. */
  abstract int compare(String a, String b);

  /** The pattern that a path's text must match as a whole to match {@code glob}. */
  abstract Pattern glob(String glob);

  /** The pattern that a path's text must match as a whole to match {@code regex}. */
  abstract Pattern regex(String regex);

  /** The path of a URI, before any escape, that stands for the absolute path {@code text}. */
  abstract String toUriPath(String text);

  /** The inverse of {@link #toUriPath}: text of an absolute path, not yet canonical. */
  abstract String fromUriPath(String uriPath);

  final char separator() {
    return separator;
  }

  /** What a user wrote in pieces, as one text; empty pieces do not count. */
  final String join(String first, String... more) {
    if (more.length == 0) {
      return first;
    }
    StringBuilder text = new StringBuilder(first);
    for (String piece : more) {
      if (!piece.isEmpty()) {
        if (text.length() > 0) {
          text.append(separator);
        }
        text.append(piece);
      }
    }
    return text.toString();
  }

  /** The text of the relative path {@code child} as seen from {@code base}; neither is empty. */
  final String resolve(String base, String child) {
    return base.charAt(base.length() - 1) == separator ? base + child : base + separator + child;
  }

  /** The text made of {@code root}, which may be empty, and {@code names[from..to)}. */
  final String text(String root, String[] names, int from, int to) {
    StringBuilder text = new StringBuilder(root);
    for (int i = from; i < to; i++) {
      if (i > from) {
        text.append(separator);
      }
      text.append(names[i]);
    }
    return text.toString();
  }

  /** The names of {@code text}, its root not among them. */
  final String[] names(String text) {
    int from = rootLength(text);
    if (from == text.length()) {
      return NO_NAMES;
    }
    int count = 1;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == separator) {
        count++;
      }
    }
    String[] names = new String[count];
    int last = count - 1;
    for (int i = 0; i < last; i++) {
      int end = text.indexOf(separator, from);
      names[i] = text.substring(from, end);
      from = end + 1;
    }
    names[last] = text.substring(from);
    return names;
  }
}
