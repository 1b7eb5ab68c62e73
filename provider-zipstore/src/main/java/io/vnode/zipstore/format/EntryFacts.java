package io.vnode.zipstore.format;

import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import java.util.zip.ZipException;

/**
 * The attributes of a file or directory in an archive.
 *
 * @param mode kind and permission bits
 * @param size how many bytes it has
 * @param packedSize how many bytes they take up in the archive
 */
public record EntryFacts(int mode, int uid, int gid, long size, long packedSize) {
  /** What a directory may be used for about which the archive says nothing. */
  static final int DIRECTORY_MODE = 0555;

  /** What a file may be used for about which the archive says nothing. */
  static final int FILE_MODE = 0444;

  static final int NEW_UNIX = 0x7875;

  /** Those of a directory without an entry. */
  static final EntryFacts NOTHING =
      new EntryFacts(Kind.DIRECTORY.bits() | DIRECTORY_MODE, 0, 0, 0, 0);

  /** Those of the entry of {@code header}, whose directory is {@code bytes}. */
  static EntryFacts of(byte[] bytes, CentralHeader header, boolean isDirectory)
      throws ZipException {
    ExtraFields owner = header.extras();
    boolean isOwned = false;
    while (!isOwned && owner.next()) {
      isOwned = owner.id() == NEW_UNIX && owner.length() >= 3;
    }
    return new EntryFacts(
        mode(header.unixMode(), isDirectory),
        isOwned ? id(bytes, owner, 1) : 0,
        isOwned ? id(bytes, owner, 2 + Fields.u8(bytes, owner.at() + 1)) : 0,
        isDirectory ? 0 : header.size(),
        isDirectory ? 0 : header.packedSize());
  }

  private static int mode(int unix, boolean isDirectory) {
    if (isDirectory) {
      int permissions = unix == 0 ? DIRECTORY_MODE : unix & Mode.CHANGEABLE;
      return Kind.DIRECTORY.bits() | permissions;
    }
    boolean isLink = (unix & Mode.TYPE) == Kind.SYMLINK.bits();
    int permissions = unix == 0 ? FILE_MODE : unix & Mode.CHANGEABLE;
    return (isLink ? Kind.SYMLINK : Kind.REGULAR).bits() | permissions;
  }

  /**
   * The number whose size is the byte {@code offset} of the field, and which stands behind it; zero
   * for one that is larger than ours or does not fit.
   */
  private static int id(byte[] bytes, ExtraFields field, int offset) {
    if (offset >= field.length()) {
      return 0;
    }
    int size = Fields.u8(bytes, field.at() + offset);
    if (size > Integer.BYTES || offset + 1 + size > field.length()) {
      return 0;
    }
    int id = 0;
    for (int i = size; i > 0; i--) {
      id = id << Byte.SIZE | Fields.u8(bytes, field.at() + offset + i);
    }
    return id;
  }
}
