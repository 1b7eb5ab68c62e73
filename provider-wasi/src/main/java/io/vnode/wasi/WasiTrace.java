package io.vnode.wasi;

import io.vnode.engine.Errno;
import java.io.Flushable;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a line for each call of a guest. That it cannot be written is not the guest's concern. */
abstract class WasiTrace {
  private final Appendable out;

  WasiTrace(Appendable out) {
    this.out = out;
  }

  /** Lines as {@code strace(1)} has them. */
  static WasiTrace text(Appendable out) {
    return new Text(out);
  }

  /** Lines that are each an object of JSON. */
  static WasiTrace json(Appendable out) {
    return new Json(out);
  }

  /** Tells how {@code call} ended; a {@code result} is null for the call that ends the guest. */
  final void called(TracedCall call, int errno, Long result) {
    try {
      out.append(line(call, errno, result)).append('\n');
      if (out instanceof Flushable waiting) {
        waiting.flush(); // The next call may be the one that hangs.
      }
    } catch (IOException e) {
      // Whoever wants to see it looks elsewhere by now.
    }
  }

  abstract String line(TracedCall call, int errno, Long result);

  /** The error that guests know as {@code number}. */
  private static Errno errno(int number) {
    return Arrays.stream(Errno.values())
        .filter(errno -> errno.wasi() == number)
        .findFirst()
        .orElseThrow();
  }

  /** {@code text} in quotation marks, as JSON and C have it. */
  static String quoted(String text) {
    StringBuilder made = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> made.append('\\').append(c);
        case '\n' -> made.append("\\n");
        case '\t' -> made.append("\\t");
        default -> made.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return made.append('"').toString();
  }

  private static final class Text extends WasiTrace {
    Text(Appendable out) {
      super(out);
    }

    @Override
    String line(TracedCall call, int errno, Long result) {
      return call.values().stream()
          .map(Text::shown)
          .collect(Collectors.joining(", ", call.name() + "(", ") = " + outcome(errno, result)));
    }

    private static String shown(Object value) {
      return value instanceof String text
          ? quoted(text)
          : value instanceof TracedCall.Word word ? word.text() : value.toString();
    }

    private static String outcome(int errno, Long result) {
      if (errno != 0) {
        Errno error = errno(errno);
        return "-1 " + error + " (" + error.message() + ")";
      }
      return result == null ? "?" : result.toString();
    }
  }

  private static final class Json extends WasiTrace {
    Json(Appendable out) {
      super(out);
    }

    @Override
    String line(TracedCall call, int errno, Long result) {
      String arguments =
          call.values().stream().map(Json::value).collect(Collectors.joining(",", "[", "]"));
      String outcome =
          errno == 0 ? "\"result\":" + result : "\"errno\":" + quoted(errno(errno).name());
      return "{\"call\":" + quoted(call.name()) + ",\"args\":" + arguments + "," + outcome + "}";
    }

    private static String value(Object value) {
      return value instanceof String text
          ? quoted(text)
          : value instanceof TracedCall.Word word ? quoted(word.text()) : value.toString();
    }
  }
}
