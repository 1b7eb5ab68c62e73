package io.vnode.zipstore.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The header of one entry in the central directory, where it stands among the directory's bytes.
 * Everything is read when it is asked for.
 */
final class CentralHeader {
  static final int SIGNATURE = 0x0201_4b50;

  /** The bytes of a header without name, extra fields and comment. */
  static final int SIZE = 46;

  static final int FLAG_ENCRYPTED = 1;
  static final int FLAG_LZMA_MARKER = 1 << 1;
  static final int FLAG_DESCRIPTOR = 1 << 3;
  static final int FLAG_UTF_8 = 1 << 11;

  static final int HOST_UNIX = 3;
  private static final int HOST_MAC = 19;
  static final int ZIP64 = 0x0001;

  private final byte[] bytes;
  private final int at;

  /** The header at {@code at}, which is known to end within {@code bytes}. */
  CentralHeader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** How long the header at {@code at} is that has its {@link #SIZE} bytes within {@code bytes}. */
  static int length(byte[] bytes, int at) {
    return SIZE
        + Fields.u16(bytes, at + 28)
        + Fields.u16(bytes, at + 30)
        + Fields.u16(bytes, at + 32);
  }

  int flags() {
    return Fields.u16(bytes, at + 8);
  }

  int method() {
    return Fields.u16(bytes, at + 10);
  }

  /** Time and date as MS-DOS has them: the date above. */
  int dosTime() {
    return Fields.i32(bytes, at + 12);
  }

  long crc() {
    return Fields.u32(bytes, at + 16);
  }

  int nameAt() {
    return at + SIZE;
  }

  int nameLength() {
    return Fields.u16(bytes, at + 28);
  }

  /** Whether the name is these very bytes. */
  boolean isNamed(byte[] name) {
    return Arrays.equals(name, 0, name.length, bytes, nameAt(), nameAt() + nameLength());
  }

  /** The mode as a Unix host has it, or 0 where the entry is from another one. */
  int unixMode() {
    int host = Fields.u8(bytes, at + 5);
    return host == HOST_UNIX || host == HOST_MAC ? Fields.u16(bytes, at + 40) : 0;
  }

  ExtraFields extras() {
    return new ExtraFields(bytes, nameAt() + nameLength(), Fields.u16(bytes, at + 30));
  }

  long size() throws ZipException {
    return wide(24, 0);
  }

  long packedSize() throws ZipException {
    return wide(20, isMagic(24) ? 1 : 0);
  }

  /** Where the local header is, counted from the first byte of the archive. */
  long localAt() throws ZipException {
    return wide(42, (isMagic(24) ? 1 : 0) + (isMagic(20) ? 1 : 0));
  }

  private boolean isMagic(int field) {
    return Fields.u32(bytes, at + field) == Fields.MAGIC_32;
  }

  /**
   * The number at {@code field}; if that is too small for it, the one at {@code index} in the zip64
   * field, which holds only those that are (APPNOTE 4.5.3).
   */
  private long wide(int field, int index) throws ZipException {
    if (!isMagic(field)) {
      return Fields.u32(bytes, at + field);
    }
    ExtraFields extra = extras();
    while (extra.next()) {
      if (extra.id() == ZIP64 && extra.length() >= 8 * (index + 1)) {
        long value = Fields.i64(bytes, extra.at() + 8 * index);
        if (value < 0) {
          throw new ZipException(
              "entry " + printableName() + ": " + Long.toUnsignedString(value) + " is too large");
        }
        return value;
      }
    }
    return Fields.MAGIC_32;
  }

  /** The name for a message: its bytes, one a character. */
  String printableName() {
    return "'"
        + new String(bytes, nameAt(), Math.min(nameLength(), 200), StandardCharsets.ISO_8859_1)
        + "'";
  }
}
