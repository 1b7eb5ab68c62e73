package io.vnode.cli;

import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** The directives of {@code stat -c}, filled in for one file. */
final class StatFormat {
  private final String name;
  private final String target;
  private final Status status;

  StatFormat(String name, String target, Status status) {
    this.name = name;
    this.target = target;
    this.status = status;
  }

  String fill(String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      boolean isDirective = c == '%' && i + 1 < format.length();
      text.append(
          isDirective
              ? Objects.requireNonNullElse(value(format.charAt(++i)), Status.UNKNOWN)
              : Character.valueOf(c));
    }
    return text.toString();
  }

  private Object value(char directive) {
    return switch (directive) {
      case 'n' -> name;
      case 'N' -> target == null ? "'" + name + "'" : "'" + name + "' -> '" + target + "'";
      case 'F' -> typeWords();
      case 's' -> status.size();
      case 'b' -> status.number("blocks");
      case 'B' -> Status.BLOCK_SIZE;
      case 'd' -> status.number("dev");
      case 'i' -> status.number("ino");
      case 'h' -> status.number("nlink");
      case 'x', 'X', 'y', 'Y', 'z', 'Z', 'w', 'W' -> time(directive);
      case '%' -> "%";
      default -> access(directive);
    };
  }

  private String typeWords() {
    boolean isEmpty = status.kind() == FileKind.FILE && status.size() == 0;
    return isEmpty ? "regular empty file" : status.kind().words;
  }

  /** Who may do what. */
  private Object access(char directive) {
    Integer permissions = status.permissions();
    return switch (directive) {
      case 'a' -> permissions == null ? null : Integer.toOctalString(permissions);
      case 'A' -> status.modeText();
      case 'f' ->
          permissions == null ? null : Integer.toHexString(status.kind().bits | permissions);
      case 'u' -> status.number("uid");
      case 'U' -> status.owner();
      case 'g' -> status.number("gid");
      case 'G' -> status.group();
      default -> null;
    };
  }

  /** A small letter gives the time as text, its capital the seconds since the epoch. */
  private Object time(char directive) {
    FileTime time =
        switch (Character.toLowerCase(directive)) {
          case 'x' -> status.time("lastAccessTime");
          case 'y' -> status.modified();
          case 'z' -> status.time("ctime");
          default -> status.time("creationTime");
        };
    if (time == null) {
      return null;
    }
    return Character.isUpperCase(directive)
        ? (Object) time.toInstant().getEpochSecond()
        : Describe.nanosecond(time);
  }
}
