package io.vnode.projfs.pdl;

import java.util.List;

/**
 * An entry as it is written.
 *
 * @param kind what it is
 * @param path where it is to be, not yet canonical
 * @param source what it shows; null for a directory
 * @param writable whether the source may be changed
 * @param protects the names and globs that stay read-only; only a portal has some
 * @param position where it begins
 */
public record PdlEntry(
    Kind kind,
    String path,
    String source,
    boolean writable,
    List<String> protects,
    Position position) {

  /** The three types of projections. */
  public enum Kind {
    FILE('f'),
    DIRECTORY('d'),
    PORTAL('p');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    /** As the language writes it. */
    public char letter() {
      return letter;
    }

    /** The kind written {@code letter}, or null when that is none. */
    static Kind of(char letter) {
      return switch (letter) {
        case 'f' -> FILE;
        case 'd' -> DIRECTORY;
        case 'p' -> PORTAL;
        default -> null;
      };
    }
  }
}
