package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;

/**
 * The two names under which programs import the interface, and all that is different between them:
 * the numbers of {@code whence}, and where the fields of two structures are.
 */
public enum Abi {
  /** Preview 1. */
  PREVIEW1("wasi_snapshot_preview1", 64, 48) {
    @Override
    Whence whence(int number) throws VfsException {
      return switch (number) {
        case 0 -> Whence.SET;
        case 1 -> Whence.CURRENT;
        case 2 -> Whence.END;
        default -> throw VfsException.of(Errno.EINVAL);
      };
    }

    @Override
    int putLinks(GuestView memory, int at, int links) {
      memory.putLong(at + 24, links);
      return at + 32;
    }
  },

  /** Snapshot 0, which programs from before 2020 import, and some that still are built so. */
  UNSTABLE("wasi_unstable", 56, 56) {
    @Override
    Whence whence(int number) throws VfsException {
      return switch (number) {
        case 0 -> Whence.CURRENT;
        case 1 -> Whence.END;
        case 2 -> Whence.SET;
        default -> throw VfsException.of(Errno.EINVAL);
      };
    }

    @Override
    int putLinks(GuestView memory, int at, int links) {
      memory.putInt(at + 20, links);
      return at + 24;
    }
  };

  /** Where a seek is counted from. */
  enum Whence {
    SET,
    CURRENT,
    END
  }

  private static final int FILETYPE_AT = 16;

  /** What a subscription to a clock ends with; in the older one an identifier is before it. */
  private static final int CLOCK_SIZE = 32;

  private final String module;
  private final int filestatSize;
  private final int subscriptionSize;

  Abi(String module, int filestatSize, int subscriptionSize) {
    this.module = module;
    this.filestatSize = filestatSize;
    this.subscriptionSize = subscriptionSize;
  }

  /** The name of the module that programs import. */
  public String module() {
    return module;
  }

  abstract Whence whence(int number) throws VfsException;

  /** Puts the link count of a {@code filestat}. @return where the fields behind it begin */
  abstract int putLinks(GuestView memory, int at, int links);

  int filestatSize() {
    return filestatSize;
  }

  int subscriptionSize() {
    return subscriptionSize;
  }

  /** Where the clock of a subscription that begins at 0 has its fields. */
  int clockAt() {
    return subscriptionSize - CLOCK_SIZE;
  }

  /** Writes {@code stat} as a {@code filestat}, at a place that was checked. */
  void putFilestat(GuestView memory, int at, Stat stat) {
    memory.putLong(at, stat.device());
    memory.putLong(at + 8, stat.inode());
    memory.putLong(at + FILETYPE_AT, FileType.of(stat.kind())); // And zeros behind it.
    int rest = putLinks(memory, at, stat.links());
    memory.putLong(rest, stat.size());
    memory.putLong(rest + 8, timestamp(stat.accessed()));
    memory.putLong(rest + 16, timestamp(stat.modified()));
    memory.putLong(rest + 24, timestamp(stat.changed()));
  }

  /** Writes a {@code filestat} of which nothing but the {@code fileType} is known. */
  void putFilestat(GuestView memory, int at, int fileType) {
    for (int field = 0; field < filestatSize; field += Long.BYTES) {
      memory.putLong(at + field, 0);
    }
    memory.putByte(at + FILETYPE_AT, fileType);
  }

  /** A time as a guest can be told it: none is before 1970. */
  private static long timestamp(long time) {
    return Math.max(0, time);
  }
}
