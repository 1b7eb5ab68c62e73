package io.vnode.projfs.pdl;

import io.vnode.projfs.pdl.PdlText.Mistake;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A reader of definitions. It goes on behind an error with the next entry, so that whoever wrote
 * the text sees all of them at once.
 */
public final class PdlParser {
  /** How deep definitions may include others. */
  private static final int INCLUDES_MAX = 16;

  private static final String INCLUDE = "include(";

  private final Map<String, String> variables;
  private final List<PdlEntry> entries = new ArrayList<>();
  private final List<PdlError> errors = new ArrayList<>();

  /** The files that are being read, the innermost first. */
  private final Deque<Path> open = new ArrayDeque<>();

  private PdlParser(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * What a text holds.
   *
   * @param entries what could be read
   * @param errors what is wrong
   */
  public record Parsed(List<PdlEntry> entries, List<PdlError> errors) {}

  /**
   * Reads {@code text}, called {@code name}, where no file is included.
   *
   * @param variables what stands for {@code ${NAME}}
   */
  public static Parsed parse(String name, String text, Map<String, String> variables) {
    PdlParser parser = new PdlParser(variables);
    parser.read(new PdlText(name, text, variables));
    return parser.parsed();
  }

  /**
   * Reads {@code file} and what it includes.
   *
   * @throws IOException when the file itself cannot be read
   */
  public static Parsed parse(Path file, Map<String, String> variables) throws IOException {
    PdlParser parser = new PdlParser(variables);
    parser.read(file);
    return parser.parsed();
  }

  private Parsed parsed() {
    return new Parsed(entries, errors);
  }

  private void read(Path file) throws IOException {
    open.push(file.toAbsolutePath().normalize());
    try {
      read(new PdlText(file.toString(), Files.readString(file), variables));
    } finally {
      open.pop();
    }
  }

  private void read(PdlText text) {
    text.skipBlanks();
    while (!text.isAtEnd()) {
      Position start = text.position();
      try {
        readEntry(text, start);
        text.require(';', "an entry");
      } catch (Mistake mistake) {
        errors.add(mistake.error());
        text.skipEntry();
      }
      text.skipBlanks();
    }
  }

  private void readEntry(PdlText text, Position start) throws Mistake {
    if (text.take(INCLUDE)) {
      include(text, start);
      return;
    }
    for (PdlEntry.Kind kind : PdlEntry.Kind.values()) {
      if (text.take(kind.letter() + "(")) {
        entries.add(readEntry(text, kind, start));
        return;
      }
    }
    throw new Mistake(start, "expected f(, d(, p( or include(, found " + text.found());
  }

  private PdlEntry readEntry(PdlText text, PdlEntry.Kind kind, Position start) throws Mistake {
    String path = text.field("the path", "|", false);
    text.require('|', "the path");
    if (kind == PdlEntry.Kind.DIRECTORY) {
      text.require(')', "the '|' of a directory, which has no contents of its own");
      return new PdlEntry(kind, path, null, false, List.of(), start);
    }
    String source = text.field("the source", "|", false);
    text.require('|', "the source");
    Position accessStart = text.position();
    String access = text.field("the access", "|", true);
    if (!access.equals("r") && !access.equals("rw")) {
      throw new Mistake(accessStart, "expected r or rw as the access, found '" + access + "'");
    }
    List<String> protects = List.of();
    if (kind == PdlEntry.Kind.PORTAL && text.take("|")) {
      protects = protects(text);
    }
    text.require(')', kind == PdlEntry.Kind.FILE ? "the access" : "what is protected");
    if (source.isEmpty()) {
      throw new Mistake(start, "the source is empty");
    }
    return new PdlEntry(kind, path, source, access.equals("rw"), protects, start);
  }

  /**
   * Names with a colon between any two, and if one likes behind the last; the list may end in |.
   */
  private static List<String> protects(PdlText text) throws Mistake {
    List<String> protects = new ArrayList<>();
    while (!text.isAtEndOf("|") && !text.isAtClosing()) {
      String name = text.field("a protected name", ":|", true);
      if (!name.isEmpty()) {
        protects.add(name);
      }
      if (!text.take(":")) {
        break;
      }
    }
    text.take("|");
    return protects;
  }

  private void include(PdlText text, Position start) throws Mistake {
    String name = text.field("the file to include", ")", true);
    text.require(')', "the file to include");
    if (open.isEmpty()) {
      throw new Mistake(start, "a text that is no file cannot include " + name);
    }
    try {
      Path file = open.peek().resolveSibling(name).normalize();
      if (open.contains(file)) {
        throw new Mistake(start, name + " includes itself");
      }
      if (open.size() > INCLUDES_MAX) {
        throw new Mistake(start, name + " is more than " + INCLUDES_MAX + " includes deep");
      }
      read(file);
    } catch (IOException | InvalidPathException e) {
      throw new Mistake(start, "cannot include " + name + ": " + reason(e));
    }
  }

  private static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    return failure instanceof CharacterCodingException ? "not UTF-8" : failure.getMessage();
  }
}
