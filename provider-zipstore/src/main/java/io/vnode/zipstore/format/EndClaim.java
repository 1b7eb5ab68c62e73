package io.vnode.zipstore.format;

import java.util.zip.ZipException;

/**
 * What an end record, or a zip64 one, says: not checked yet.
 *
 * @param end where the record begins, which is where the directory should end
 * @param disks the number of the last disk, from zero on
 */
record EndClaim(
    long end,
    boolean zip64,
    long disks,
    long entriesHere,
    long entries,
    long directorySize,
    long directoryOffset) {

  /** What the record at {@code at} of {@code tail} says, whose first byte is at {@code from}. */
  static EndClaim of(byte[] tail, int at, long from) {
    return new EndClaim(
        from + at,
        false,
        Math.max(Fields.u16(tail, at + 4), Fields.u16(tail, at + 6)),
        Fields.u16(tail, at + 8),
        Fields.u16(tail, at + 10),
        Fields.u32(tail, at + 12),
        Fields.u32(tail, at + 16));
  }

  /** Whether no field refers to a zip64 record. */
  boolean isWhole() {
    return disks != Fields.MAGIC_16
        && entriesHere != Fields.MAGIC_16
        && entries != Fields.MAGIC_16
        && directorySize != Fields.MAGIC_32
        && directoryOffset != Fields.MAGIC_32;
  }

  /**
   * @throws ZipException if that cannot be, whatever the file holds
   */
  void check() throws ZipException {
    if (disks != 0 || entriesHere != entries) {
      throw new ZipException(
          "this is the last part of a split archive of " + (disks + 1) + " parts: join them first");
    }
    if (directorySize < 0 || directorySize > end) {
      throw new ZipException(
          "a central directory of "
              + Long.toUnsignedString(directorySize)
              + " bytes does not fit in front of the end record at "
              + end);
    }
    if (directoryOffset < 0) {
      throw new ZipException(
          "a central directory at " + Long.toUnsignedString(directoryOffset) + " is out of range");
    }
    if (entries < 0 || entries > directorySize / CentralHeader.SIZE) {
      throw new ZipException(
          Long.toUnsignedString(entries)
              + " entries do not fit in a central directory of "
              + directorySize
              + " bytes");
    }
  }
}
