package io.vnode.cli;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** The types of files, with the letters and words of the Unix tools. */
enum FileKind {
  FILE(0100000, '-', 'f', "regular file"),
  DIRECTORY(0040000, 'd', 'd', "directory"),
  SYMLINK(0120000, 'l', 'l', "symbolic link"),
  FIFO(0010000, 'p', 'p', "fifo"),
  SOCKET(0140000, 's', 's', "socket"),
  BLOCK_DEVICE(0060000, 'b', 'b', "block special file"),
  CHARACTER_DEVICE(0020000, 'c', 'c', "character special file"),
  /** A special file of a file system that does not tell which. */
  OTHER(0, '?', '?', "special file");

  private static final int TYPE_MASK = 0170000;

  /** The type's bits in a mode. */
  final int bits;

  /** The first letter of {@code ls -l}. */
  final char listed;

  /** What {@code find -type} takes. */
  final char sought;

  final String words;

  FileKind(int bits, char listed, char sought, String words) {
    this.bits = bits;
    this.listed = listed;
    this.sought = sought;
    this.words = words;
  }

  static FileKind ofMode(int mode) {
    for (FileKind kind : values()) {
      if (kind.bits == (mode & TYPE_MASK)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** The kind that {@code find -type} calls so, or null. */
  static FileKind sought(String letter) {
    for (FileKind kind : values()) {
      if (kind != OTHER && letter.equals(Character.toString(kind.sought))) {
        return kind;
      }
    }
    return null;
  }

  /** What the attributes that every file system has can tell. */
  static FileKind of(BasicFileAttributes attributes) {
    return of(attributes.isRegularFile(), attributes.isDirectory(), attributes.isSymbolicLink());
  }

  static FileKind of(boolean isRegularFile, boolean isDirectory, boolean isSymbolicLink) {
    if (isRegularFile) {
      return FILE;
    }
    if (isDirectory) {
      return DIRECTORY;
    }
    return isSymbolicLink ? SYMLINK : OTHER;
  }

  /** The name in JSON. */
  String json() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
