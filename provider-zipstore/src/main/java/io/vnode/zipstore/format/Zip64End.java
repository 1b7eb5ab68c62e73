package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.ZipException;

/** The zip64 end record and its locator, which stand in front of the end record. */
final class Zip64End {
  /** How far in front of the end record the zip64 record is looked for. */
  static final int REACH = 4096;

  static final int LOCATOR_SIGNATURE = 0x0706_4b50;
  static final int LOCATOR_SIZE = 20;
  static final int SIGNATURE = 0x0606_4b50;
  static final int SIZE = 56;

  /** The bytes of the record that its own size does not count. */
  static final int UNCOUNTED = 12;

  private Zip64End() {}

  /**
   * What the zip64 record says that belongs to the end record at {@code endAt} of {@code tail}, or
   * null if there is none.
   *
   * <p>Its offset in the locator counts from the beginning of the file or of the archive; but it
   * ends where the locator begins, so it is found there, whatever was put in front.
   */
  static EndClaim find(PositionedSource source, long from, byte[] tail, int endAt)
      throws IOException {
    int locator = endAt - LOCATOR_SIZE;
    if (locator < 0 || Fields.i32(tail, locator) != LOCATOR_SIGNATURE) {
      return null;
    }
    if (Fields.u32(tail, locator + 16) > 1) {
      throw new ZipException(
          "this is the last part of a split archive of "
              + Fields.u32(tail, locator + 16)
              + " parts: join them first");
    }
    int last = locator - SIZE;
    for (int at = last; at >= Math.max(0, last - REACH); at--) {
      if (isRecord(tail, at, locator)) {
        return claim(tail, at, from + at);
      }
    }
    return far(source, from + locator, Fields.i64(tail, locator + 8));
  }

  private static boolean isRecord(byte[] bytes, int at, long locator) {
    return Fields.i32(bytes, at) == SIGNATURE
        && Fields.i64(bytes, at + 4) == locator - at - UNCOUNTED;
  }

  /** A record with so much in it that it begins far in front: where the locator says. */
  private static EndClaim far(PositionedSource source, long locator, long at) throws IOException {
    if (at >= 0 && at <= locator - SIZE) {
      byte[] record = Fields.read(source, at, SIZE);
      if (isRecord(record, 0, locator - at)) {
        return claim(record, 0, at);
      }
    }
    throw new ZipException("no zip64 end record in front of its locator at " + locator);
  }

  private static EndClaim claim(byte[] bytes, int at, long position) {
    return new EndClaim(
        position,
        true,
        Math.max(Fields.u32(bytes, at + 16), Fields.u32(bytes, at + 20)),
        Fields.i64(bytes, at + 24),
        Fields.i64(bytes, at + 32),
        Fields.i64(bytes, at + 40),
        Fields.i64(bytes, at + 48));
  }
}
