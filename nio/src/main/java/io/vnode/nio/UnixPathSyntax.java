package io.vnode.nio;

import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;

/**
 * Paths as Linux and the JDK on Linux have them: names are the bytes of their UTF-8, anything but
 * {@code /} and NUL, and two names are the same only if every byte is.
 *
 * <p>Text stays UTF-16 here, so what has no UTF-8, an unpaired surrogate, is refused.
 */
final class UnixPathSyntax extends PathSyntax {
  static final UnixPathSyntax INSTANCE = new UnixPathSyntax();

  private UnixPathSyntax() {
    super('/');
  }

  /** Returns {@code text} itself where nothing is to be done, found in one pass without a copy. */
  @Override
  String canonical(String text) {
    int length = text.length();
    char previous = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '/' ? previous == '/' : c == 0 || Character.isSurrogate(c)) {
        requireLegal(text);
        return withoutRedundantSlashes(text);
      }
      previous = c;
    }
    return previous == '/' && length > 1 ? text.substring(0, length - 1) : text;
  }

  private static void requireLegal(String text) {
    if (text.indexOf(0) >= 0) {
      throw new InvalidPathException(text, "Nul character not allowed");
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new InvalidPathException(
              text, "Malformed input or input contains unmappable characters");
        }
        i++;
      }
    }
  }

  private static String withoutRedundantSlashes(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '/' || i == 0 || text.charAt(i - 1) != '/') {
        kept.append(c);
      }
    }
    int last = kept.length() - 1;
    if (last > 0 && kept.charAt(last) == '/') {
      kept.setLength(last);
    }
    return kept.toString();
  }

  @Override
  int rootLength(String text) {
    return isAbsolute(text) ? 1 : 0;
  }

  @Override
  boolean isAbsolute(String text) {
    return !text.isEmpty() && text.charAt(0) == '/';
  }

  @Override
  boolean equal(String a, String b) {
    return a.equals(b);
  }

  @Override
  int hash(String text) {
    return text.hashCode();
  }

  /**
   * Orders by the unsigned bytes of the UTF-8, which is the order of code points. It is not the
   * order of {@link String#compareTo}, where surrogates, and with them all code points from U+10000
   * on, come before U+E000.
   */
  @Override
  int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean supplementary = Character.isSurrogate(x);
        return supplementary == Character.isSurrogate(y) ? x - y : supplementary ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  @Override
  Pattern glob(String glob) {
    return Globs.compile(glob);
  }

  @Override
  Pattern regex(String regex) {
    return Pattern.compile(regex);
  }

  @Override
  String toUriPath(String text) {
    return text;
  }

  @Override
  String fromUriPath(String uriPath) {
    return uriPath;
  }
}
