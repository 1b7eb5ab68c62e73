package io.vnode.engine;

/** What an inode is: the seven file types of POSIX, each with its bits in {@code st_mode}. */
public enum Kind {
  FIFO(0010000),
  CHARACTER_DEVICE(0020000),
  DIRECTORY(0040000),
  BLOCK_DEVICE(0060000),
  REGULAR(0100000),
  SYMLINK(0120000),
  SOCKET(0140000);

  private static final Kind[] BY_BITS = new Kind[16];

  static {
    for (Kind kind : values()) {
      BY_BITS[kind.bits >> 12] = kind;
    }
  }

  private final int bits;

  Kind(int bits) {
    this.bits = bits;
  }

  /** The type bits of this kind in {@code st_mode}. */
  public int bits() {
    return bits;
  }

  /** The kind whose type bits {@code mode} has, or null when they are of none. */
  public static Kind of(int mode) {
    return BY_BITS[(mode & Mode.TYPE) >> 12];
  }

  public boolean isDevice() {
    return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
  }
}
