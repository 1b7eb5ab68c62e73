package io.vnode.nio;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A translation of one glob, as {@link java.nio.file.FileSystem#getPathMatcher} describes the
 * language, into a regular expression over Unix paths.
 *
 * <p>What that description leaves open is done as the JDK does it on Linux: {@code **} does not
 * cross a line end, a {@code /} in brackets is refused, groups do not nest, characters of a range
 * are compared as UTF-16. The expression must match the whole text.
 */
public final class Globs {
  private static final String SPECIAL_IN_REGEX = "\\^$.|?*+()[]{}";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;
  private boolean inGroup;

  private Globs(String glob) {
    this.glob = glob;
  }

  /**
   * The pattern that the text of a path must match as a whole to match {@code glob}.
   *
   * @throws PatternSyntaxException when {@code glob} is none
   */
  public static Pattern compile(String glob) {
    String regex = new Globs(glob).translate();
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      // Such as "[]". An index into the translation would say nothing to the glob's author.
      throw new PatternSyntaxException(e.getDescription(), glob, -1);
    }
  }

  private String translate() {
    while (at < glob.length()) {
      translateNext(glob.charAt(at++));
    }
    if (inGroup) {
      throw refused("Missing '}", at - 1);
    }
    return regex.toString();
  }

  private void translateNext(char c) {
    switch (c) {
      case '*' -> regex.append(take('*') ? ".*" : "[^/]*");
      case '?' -> regex.append("[^/]");
      case '[' -> brackets();
      case '{' -> beginGroup();
      case '}' -> endGroup();
      case ',' -> regex.append(inGroup ? ")|(?:" : ",");
      case '\\' -> escaped();
      default -> literal(c);
    }
  }

  private void beginGroup() {
    if (inGroup) {
      throw refused("Cannot nest groups", at - 1);
    }
    inGroup = true;
    regex.append("(?:(?:");
  }

  private void endGroup() {
    if (inGroup) {
      inGroup = false;
      regex.append("))");
    } else {
      literal('}');
    }
  }

  private void escaped() {
    if (at == glob.length()) {
      throw refused("No character to escape", at - 1);
    }
    literal(glob.charAt(at++));
  }

  private void literal(char c) {
    if (SPECIAL_IN_REGEX.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }

  /** A bracket expression, which matches one character but never the separator, even negated. */
  private void brackets() {
    regex.append("[[^/]&&[");
    if (take('^')) {
      regex.append("\\^");
    } else {
      if (take('!')) {
        regex.append('^');
      }
      if (take('-')) {
        regex.append('-');
      }
    }
    bracketElements();
    regex.append("]]");
  }

  private void bracketElements() {
    int rangeStart = -1;
    while (at < glob.length()) {
      char c = glob.charAt(at++);
      switch (c) {
        case ']' -> {
          return;
        }
        case '/' -> throw refused("Explicit 'name separator' in class", at - 1);
        case '-' -> {
          endOfRange(rangeStart);
          rangeStart = -1;
        }
        default -> {
          // Of two ampersands one escape is enough to keep them from meaning an intersection.
          if (c == '\\' || c == '[' || (c == '&' && next('&'))) {
            regex.append('\\');
          }
          regex.append(c);
          rangeStart = c;
        }
      }
    }
    throw refused("Missing ']", at - 1);
  }

  /** The rest of a range, its hyphen taken; a hyphen just before the end is only a hyphen. */
  private void endOfRange(int start) {
    if (start < 0) {
      throw refused("Invalid range", at - 1);
    }
    regex.append('-');
    if (at < glob.length() && !next(']')) {
      char end = glob.charAt(at++);
      if (end < start) {
        throw refused("Invalid range", at - 3);
      }
      regex.append(end);
    }
  }

  private boolean next(char c) {
    return at < glob.length() && glob.charAt(at) == c;
  }

  private boolean take(char c) {
    boolean taken = next(c);
    if (taken) {
      at++;
    }
    return taken;
  }

  private PatternSyntaxException refused(String why, int index) {
    return new PatternSyntaxException(why, glob, index);
  }
}
