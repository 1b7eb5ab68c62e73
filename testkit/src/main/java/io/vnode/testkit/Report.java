package io.vnode.testkit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place that says how a value on which a property failed is printed. */
final class Report {
  private static final String INDENT = "    ";

  private Report() {}

  /** One value a line; text in quotes, so that blanks and line ends show. */
  static String values(Object... values) {
    return Stream.of(values).map(Report::value).collect(Collectors.joining("\n"));
  }

  static String value(Object value) {
    return INDENT + literal(value);
  }

  /** One action a line. */
  static String history(List<?> actions) {
    return actions.stream().map(action -> INDENT + action).collect(Collectors.joining("\n"));
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Report::literal).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(c -> escaped((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(char c) {
    boolean readable = c >= ' ' && c != 0x7f && !Character.isSurrogate(c);
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      default -> readable ? String.valueOf(c) : String.format("\\u%04x", (int) c);
    };
  }
}
