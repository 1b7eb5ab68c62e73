package io.vnode.wasi;

import io.vnode.engine.Kind;

/** The numbers of {@code filetype}. */
final class FileType {
  static final int UNKNOWN = 0;
  static final int CHARACTER_DEVICE = 2;
  static final int DIRECTORY = 3;

  private static final int BLOCK_DEVICE = 1;
  private static final int REGULAR_FILE = 4;
  private static final int SOCKET_STREAM = 6;
  private static final int SYMBOLIC_LINK = 7;

  private FileType() {}

  /** The number of {@code kind}; a fifo has none. */
  static int of(Kind kind) {
    return switch (kind) {
      case FIFO -> UNKNOWN;
      case CHARACTER_DEVICE -> CHARACTER_DEVICE;
      case DIRECTORY -> DIRECTORY;
      case BLOCK_DEVICE -> BLOCK_DEVICE;
      case REGULAR -> REGULAR_FILE;
      case SYMLINK -> SYMBOLIC_LINK;
      case SOCKET -> SOCKET_STREAM;
    };
  }
}
