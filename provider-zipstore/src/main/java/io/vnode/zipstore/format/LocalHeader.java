package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.ZipException;

/** The header in front of the bytes of an entry: it says where they begin, and is else a copy. */
final class LocalHeader {
  static final int SIGNATURE = 0x0403_4b50;

  /** The bytes of a header without name and extra fields. */
  static final int SIZE = 30;

  private LocalHeader() {}

  /**
   * Where the bytes of the entry begin whose local header is at {@code at}.
   *
   * @param strict whether a name, method or size that is another than the directory's is refused
   */
  static long dataStart(PositionedSource source, long at, CentralHeader central, boolean strict)
      throws IOException {
    byte[] fixed = Fields.read(source, at, SIZE);
    if (Fields.i32(fixed, 0) != SIGNATURE) {
      throw new ZipException("no local header at " + at);
    }
    int nameLength = Fields.u16(fixed, 26);
    if (strict) {
      requireAgreement(fixed, central);
      byte[] name = Fields.read(source, at + SIZE, nameLength);
      if (!central.isNamed(name)) {
        throw new ZipException("the local header at " + at + " has another name");
      }
    }
    return at + SIZE + nameLength + Fields.u16(fixed, 28);
  }

  private static void requireAgreement(byte[] fixed, CentralHeader central) throws ZipException {
    requireEqual("method", Fields.u16(fixed, 8), central.method());
    boolean descriptor = (Fields.u16(fixed, 6) & CentralHeader.FLAG_DESCRIPTOR) != 0;
    requireSize("packed size", Fields.u32(fixed, 18), central.packedSize(), descriptor);
    requireSize("size", Fields.u32(fixed, 22), central.size(), descriptor);
  }

  /** Zero is right where the size came behind the bytes, and the largest where zip64 has it. */
  private static void requireSize(String what, long local, long central, boolean descriptor)
      throws ZipException {
    if (local != Fields.MAGIC_32 && !(descriptor && local == 0)) {
      requireEqual(what, local, central);
    }
  }

  private static void requireEqual(String what, long local, long central) throws ZipException {
    if (local != central) {
      throw new ZipException(
          "the local header says " + what + " " + local + ", the directory " + central);
    }
  }
}
