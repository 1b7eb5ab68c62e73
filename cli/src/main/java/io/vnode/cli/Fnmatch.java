package io.vnode.cli;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of names as the shell and {@code find -name} have them: {@code *}, {@code ?}, {@code
 * [a-z]}, {@code [!a-z]} and a backslash before what is meant literally. The globs of NIO are not
 * those: to them {@code {a,b}} is a choice.
 */
final class Fnmatch {
  private Fnmatch() {}

  static Predicate<String> pattern(String glob, boolean ignoreCase) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      int bracketEnd = c == '[' ? bracketEnd(glob, i) : -1;
      if (bracketEnd > 0) {
        regex.append(bracket(glob.substring(i + 1, bracketEnd)));
        i = bracketEnd;
      } else if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        i += c == '\\' && i + 1 < glob.length() ? 1 : 0;
        regex.append(literal(glob.charAt(i)));
      }
      i++;
    }
    int flags = Pattern.DOTALL;
    flags |= ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    try {
      return Pattern.compile(regex.toString(), flags).asMatchPredicate();
    } catch (PatternSyntaxException e) {
      // A range from high to low holds no character: POSIX leaves open what it means.
      return name -> false;
    }
  }

  /** Where the bracket closes, or -1; a {@code ]} that comes first is a member. */
  private static int bracketEnd(String glob, int start) {
    int first = start + 1;
    if (first < glob.length() && isNegation(glob.charAt(first))) {
      first++;
    }
    return glob.indexOf(']', first + 1);
  }

  private static boolean isNegation(char c) {
    return c == '!' || c == '^';
  }

  private static String bracket(String members) {
    StringBuilder regex = new StringBuilder("[");
    int i = 0;
    if (isNegation(members.charAt(0))) {
      regex.append('^');
      i++;
    }
    for (; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean isRange = c == '-' && i > 0 && i < members.length() - 1;
      regex.append(isRange ? "-" : literal(c));
    }
    return regex.append(']').toString();
  }

  private static String literal(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c > 0x7F
        ? Character.toString(c)
        : String.format("\\x%02x", (int) c);
  }
}
