package io.vnode.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes one JSON value, piece by piece, each element of the outermost array on its own line. */
final class Json {
  /** One array or object that is open: what closes it, and whether it has an element yet. */
  private static final class Container {
    final char end;
    boolean hasElements;

    Container(char end) {
      this.end = end;
    }
  }

  private final PrintWriter out;
  private final Deque<Container> open = new ArrayDeque<>();
  private boolean afterName;

  Json(PrintWriter out) {
    this.out = out;
  }

  Json beginArray() {
    return begin('[', ']');
  }

  Json beginObject() {
    return begin('{', '}');
  }

  /** Ends the innermost array or object. */
  Json end() {
    Container ended = open.pop();
    if (open.isEmpty()) {
      out.println(ended.hasElements && ended.end == ']' ? "\n]" : Character.toString(ended.end));
    } else {
      out.print(ended.end);
    }
    return this;
  }

  Json name(String name) {
    separate();
    quote(name);
    out.print(':');
    afterName = true;
    return this;
  }

  /** A member of an object, left out where the value is null. */
  Json member(String name, Object value) {
    return value == null ? this : name(name).value(value);
  }

  /** A number or truth value as it is, whatever else as its text. */
  Json value(Object value) {
    separate();
    if (value instanceof Number || value instanceof Boolean) {
      out.print(value);
    } else {
      quote(value.toString());
    }
    return this;
  }

  private Json begin(char start, char end) {
    separate();
    out.print(start);
    open.push(new Container(end));
    return this;
  }

  private void separate() {
    if (afterName) {
      afterName = false;
      return;
    }
    Container container = open.peek();
    if (container == null) {
      return;
    }
    boolean outermostArray = open.size() == 1 && container.end == ']';
    String comma = outermostArray ? ",\n" : ",";
    out.print(container.hasElements ? comma : outermostArray ? "\n" : "");
    container.hasElements = true;
  }

  private void quote(String text) {
    out.print('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.print("\\\"");
        case '\\' -> out.print("\\\\");
        case '\n' -> out.print("\\n");
        case '\t' -> out.print("\\t");
        case '\r' -> out.print("\\r");
        default -> {
          if (c < 0x20 || c == 0x7F || Character.isSurrogate(c)) {
            out.printf("\\u%04x", (int) c);
          } else {
            out.print(c);
          }
        }
      }
    }
    out.print('"');
  }
}
