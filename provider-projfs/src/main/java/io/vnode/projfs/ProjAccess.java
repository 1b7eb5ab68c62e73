package io.vnode.projfs;

/** What a projected file or portal lets through to its source. */
public enum ProjAccess {
  /** Reading: whatever changes something answers EROFS. */
  READ_ONLY("r"),

  /** Reading and writing, as far as the source itself allows. */
  READ_WRITE("rw");

  private final String text;

  ProjAccess(String text) {
    this.text = text;
  }

  /** As the language writes it: {@code r} or {@code rw}. */
  public String text() {
    return text;
  }

  /** The access written {@code text}, or null when that is none. */
  static ProjAccess of(String text) {
    return switch (text) {
      case "r" -> READ_ONLY;
      case "rw" -> READ_WRITE;
      default -> null;
    };
  }
}
