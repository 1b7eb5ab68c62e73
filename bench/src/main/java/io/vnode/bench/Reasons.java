package io.vnode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why lines miss their goals: what the profiler showed, what was tried, and what bounds them. The
 * text is {@code reasons.md} beside this class, a heading of the line's words for each.
 */
final class Reasons {
  private static final String FILE = "reasons.md";
  private static final String HEADING = "## ";

  private final Map<String, String> texts = new LinkedHashMap<>();

  private Reasons(String markdown) {
    String[] sections = markdown.split("(?m)^" + HEADING);
    for (int i = 1; i < sections.length; i++) { // Before the first heading it says what this is.
      int end = sections[i].indexOf('\n');
      texts.put(sections[i].substring(0, end).strip(), sections[i].substring(end).strip());
    }
  }

  static Reasons load() {
    try (InputStream stream = Reasons.class.getResourceAsStream(FILE)) {
      return new Reasons(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of the lines that there are reasons for. */
  Set<String> lines() {
    return texts.keySet();
  }

  Optional<String> of(Line line) {
    return Optional.ofNullable(texts.get(line.words()));
  }
}
