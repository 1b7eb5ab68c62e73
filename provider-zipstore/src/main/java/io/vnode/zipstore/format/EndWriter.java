package io.vnode.zipstore.format;

/** The end of an archive as it is written: the end record, and where need be the zip64 one. */
public final class EndWriter {
  private static final int VERSION_ZIP64 = 45;

  private EndWriter() {}

  /**
   * The bytes behind the directory.
   *
   * @param entries how many are in the directory
   * @param size how many bytes it has
   * @param at where in the file it is
   * @param comment what follows it, at most 65,535 bytes
   */
  public static byte[] bytes(long entries, long size, long at, byte[] comment) {
    FieldWriter out = new FieldWriter();
    if (entries >= Fields.MAGIC_16 || size >= Fields.MAGIC_32 || at >= Fields.MAGIC_32) {
      addZip64(out, entries, size, at);
    }
    int count = (int) Math.min(entries, Fields.MAGIC_16);
    return out.u32(EndRecord.SIGNATURE)
        .zeros(4) // one disk
        .u16(count)
        .u16(count)
        .narrow(size)
        .narrow(at)
        .u16(comment.length)
        .bytes(comment)
        .toBytes();
  }

  private static void addZip64(FieldWriter out, long entries, long size, long at) {
    out.u32(Zip64End.SIGNATURE)
        .i64(Zip64End.SIZE - Zip64End.UNCOUNTED)
        .u16(CentralHeader.HOST_UNIX << 8 | VERSION_ZIP64)
        .u16(VERSION_ZIP64)
        .zeros(8) // one disk
        .i64(entries)
        .i64(entries)
        .i64(size)
        .i64(at)
        .u32(Zip64End.LOCATOR_SIGNATURE)
        .u32(0)
        .i64(at + size)
        .u32(1);
  }
}
