package io.vnode.projfs.pdl;

import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** A text that is read from its beginning to its end, and where in it one is. */
final class PdlText {
  /** What a backslash before takes the meaning from; before anything else it is a character. */
  private static final String ESCAPABLE = "|:;";

  /** How a line begins that is the first of a statement. */
  private static final Pattern STATEMENT = Pattern.compile("\\s*(?:[fdp]|include)\\(");

  private final String file;
  private final String text;
  private final Map<String, String> variables;
  private int at;

  /** The line of the last position that was asked for, and where it begins. */
  private int line = 1;

  private int lineStart;

  PdlText(String file, String text, Map<String, String> variables) {
    this.file = file;
    this.text = text;
    this.variables = variables;
  }

  /** An error at some place of the text, on its way to whoever collects them. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PdlError error;

    Mistake(Position position, String message) {
      super(message, null, false, false);
      this.error = new PdlError(position, message);
    }

    PdlError error() {
      return error;
    }
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  Position position() {
    return position(at);
  }

  /** Mostly asked for in the order of the text, which then is looked at once. */
  private Position position(int index) {
    if (index < lineStart) {
      line = 1;
      lineStart = 0;
    }
    for (int end = text.indexOf('\n', lineStart);
        end >= 0 && end < index;
        end = text.indexOf('\n', lineStart)) {
      line++;
      lineStart = end + 1;
    }
    return new Position(file, line, index - lineStart + 1);
  }

  private char here() {
    return text.charAt(at);
  }

  private boolean isAt(char c) {
    return !isAtEnd() && here() == c;
  }

  /** Takes {@code word} if it is next. */
  boolean take(String word) {
    boolean found = text.startsWith(word, at);
    if (found) {
      at += word.length();
    }
    return found;
  }

  /** Takes {@code c}, which must be next. */
  void require(char c, String after) throws Mistake {
    if (!isAt(c)) {
      throw new Mistake(position(), "expected '" + c + "' after " + after + ", found " + found());
    }
    at++;
  }

  /** What is next, for an error. */
  String found() {
    if (isAtEnd()) {
      return "the end";
    }
    return here() == '\n' ? "the end of the line" : "'" + here() + "'";
  }

  /** Skips what has no meaning between entries: blanks and comments. */
  void skipBlanks() {
    while (!isAtEnd() && (Character.isWhitespace(here()) || here() == '#')) {
      if (here() == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        at++;
      }
    }
  }

  /** Skips to where a statement may begin: behind a semicolon, or at a line that looks like one. */
  void skipEntry() {
    while (!isAtEnd() && here() != ';' && !isBeforeStatement()) {
      at += here() == '\\' && at + 1 < text.length() ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
  }

  private boolean isBeforeStatement() {
    return here() == '\n' && STATEMENT.matcher(text).region(at + 1, text.length()).lookingAt();
  }

  /** Whether a bracket is here that ends an entry: a semicolon follows. */
  boolean isAtClosing() {
    if (!isAt(')')) {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next == text.length() || text.charAt(next) == ';';
  }

  boolean isAtEndOf(String ends) {
    return !isAtEnd() && ends.indexOf(here()) >= 0;
  }

  /**
   * A field up to one of {@code ends} or, if {@code closes}, to the bracket that ends the entry.
   * Between quotes everything is a character but a quote and what is behind a backslash.
   *
   * @param what it is, for errors
   */
  String field(String what, String ends, boolean closes) throws Mistake {
    int start = at;
    skipLines();
    String value = isAt('"') ? quoted(what) : raw(ends, closes);
    int end = at;
    skipLines();
    if (isAtEnd() || !(isAtEndOf(ends) || (closes && isAtClosing()))) {
      at = end;
      throw new Mistake(
          position(), "expected '" + ends.charAt(0) + "' after " + what + ", found " + found());
    }
    if (value.indexOf(0) >= 0) {
      throw new Mistake(position(start), what + " has a NUL in it");
    }
    return value;
  }

  /** Blanks belong to a field, unless there is a line end among them. */
  private void skipLines() {
    int end = at;
    boolean line = false;
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      line |= text.charAt(end) == '\n';
      end++;
    }
    at = line ? end : at;
  }

  private String raw(String ends, boolean closes) throws Mistake {
    return characters(
        c -> c == '\n' || ends.indexOf(c) >= 0 || (closes && isAtClosing()), ESCAPABLE);
  }

  private String quoted(String what) throws Mistake {
    Position start = position();
    at++;
    String value = characters(c -> c == '"', "\"\\$");
    if (isAtEnd()) {
      throw new Mistake(start, what + " begins with a quote and has none at its end");
    }
    at++;
    return value;
  }

  private String characters(IntPredicate ends, String escapable) throws Mistake {
    StringBuilder value = new StringBuilder();
    int plain = at; // What is from there on stands for itself, and is not in the value yet.
    while (!isAtEnd() && !ends.test(here())) {
      char c = text.charAt(at++);
      if (c == '\\' && isAtEscapable(escapable)) {
        value.append(text, plain, at - 1);
        plain = at++;
      } else if (c == '$' && isAt('{')) {
        value.append(text, plain, at - 1).append(variable());
        plain = at;
      }
    }
    return value.append(text, plain, at).toString();
  }

  private boolean isAtEscapable(String escapable) {
    return isAtEndOf(escapable) || text.startsWith("${", at);
  }

  /** The value of the variable whose opening brace is next. */
  private String variable() throws Mistake {
    Position start = position(at - 1);
    int end = text.indexOf('}', at);
    if (end < 0) {
      throw new Mistake(start, "expected '}' at the end of a variable");
    }
    String name = text.substring(at + 1, end);
    String value = variables.get(name);
    if (value == null) {
      throw new Mistake(start, "the variable " + name + " is not set");
    }
    at = end + 1;
    return value;
  }
}
