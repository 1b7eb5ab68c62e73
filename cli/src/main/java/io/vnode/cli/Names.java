package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.nio.NameText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The texts of file names as they are shown. The bytes of a name that is no text are shown as
 * {@code \377}, since a replacement character would name no file at all.
 */
final class Names {
  /** The order of the names' bytes in UTF-8, which is that of code points. */
  static final Comparator<String> ORDER = Names::compare;

  private Names() {}

  private static int compare(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate stands for a code point above every other.
        boolean samePlane = Character.isSurrogate(x) == Character.isSurrogate(y);
        return samePlane ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** The last name of a path, empty for a root. */
  static String of(Path path) {
    return NameText.isWhole(path) ? NameText.of(path) : octal(NameText.raw(path));
  }

  /** The last name of a path as it stands in a URI. */
  static String inUri(Path path) {
    if (!NameText.isWhole(path)) {
      return NameText.raw(path);
    }
    try {
      return new URI(null, null, "/" + NameText.of(path), null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Percent escapes of ASCII undone, those of other bytes in octal. */
  private static String octal(String rawName) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rawName.length(); i++) {
      char c = rawName.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      int value = Integer.parseInt(rawName.substring(i + 1, i + 3), 16);
      if (value < 0x80) {
        text.append((char) value);
      } else {
        text.append('\\').append(Integer.toOctalString(value));
      }
      i += 2;
    }
    return text.toString();
  }

  /** The text with control characters as C writes them, so that it stays on its line. */
  static String escaped(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && escaped == null) {
        escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      if (escaped != null) {
        appendEscaped(escaped, c);
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  private static void appendEscaped(StringBuilder to, char c) {
    switch (c) {
      case '\n' -> to.append("\\n");
      case '\t' -> to.append("\\t");
      case '\r' -> to.append("\\r");
      default -> {
        if (Character.isISOControl(c)) {
          to.append(String.format("\\%03o", (int) c));
        } else {
          to.append(c);
        }
      }
    }
  }

  /** The bytes as text, where they are text without control characters; otherwise null. */
  static String textOrNull(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.chars().anyMatch(Character::isISOControl) ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
