package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;

/**
 * The two headers of an entry as they are written: the one in front of its bytes, and the one in
 * the directory.
 *
 * <p>A local header says all that it can: method, CRC-32 and sizes, so that whoever reads an
 * archive from its beginning needs nothing behind the bytes.
 */
public final class EntryHeaders {
  /** The most that bytes can be aligned to: what pads them is an extra field of 16 bits. */
  public static final int ALIGN_MAX = 1 << 15;

  /** The extra field that pads: the alignment in 16 bits, and zeros. Android's zipalign has it. */
  private static final int PADDING = 0xd935;

  private static final int PADDING_MIN = 6;

  private static final int VERSION_PLAIN = 10;
  private static final int VERSION_DIRECTORY_OR_DEFLATE = 20;
  private static final int VERSION_ZIP64 = 45;
  private static final int VERSION_OTHER_METHOD = 63;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private static final int DOS_DIRECTORY = 0x10;

  private final EntryHead head;
  private final TimeFields times;
  private final byte[] name;
  private final int flags;

  /** For an entry whose time of MS-DOS is the one in {@code zone}. */
  public EntryHeaders(EntryHead head, ZoneId zone) {
    this.head = head;
    this.times = new TimeFields(head, zone);
    this.name = head.name().getBytes(UTF_8);
    this.flags = name.length == head.name().length() ? 0 : CentralHeader.FLAG_UTF_8;
  }

  /**
   * The header in front of the bytes. How long it is depends on {@code isWide}, {@code at} and
   * {@code align} alone, so it can be written over when the sum is known.
   *
   * @param isWide whether there is room for sizes of 64 bits
   * @param at where in the file it will be
   * @param align what the place of the first byte behind it is to be a multiple of
   */
  public byte[] local(EntrySum sum, boolean isWide, long at, int align) {
    FieldWriter extra = new FieldWriter();
    if (isWide) {
      extra.u16(CentralHeader.ZIP64).u16(2 * Long.BYTES).i64(sum.size()).i64(sum.packedSize());
    }
    times.addLocal(extra);
    addOwner(extra);
    pad(extra, at + LocalHeader.SIZE + name.length + extra.size(), align);
    return new FieldWriter()
        .u32(LocalHeader.SIGNATURE)
        .u16(version(sum, isWide))
        .u16(flags)
        .u16(sum.method())
        .u32(times.dos())
        .u32(sum.crc())
        .narrow(isWide ? Fields.MAGIC_32 : sum.packedSize())
        .narrow(isWide ? Fields.MAGIC_32 : sum.size())
        .u16(name.length)
        .u16(extra.size())
        .bytes(name)
        .bytes(extra.toBytes())
        .toBytes();
  }

  private static void pad(FieldWriter extra, long dataAt, int align) {
    int gap = (int) (-dataAt & align - 1);
    if (gap == 0) {
      return;
    }
    while (gap < PADDING_MIN) {
      gap += align;
    }
    extra.u16(PADDING).u16(gap - 4).u16(align).zeros(gap - PADDING_MIN);
  }

  /** The header in the directory, for an entry whose local one is at {@code localAt}. */
  public byte[] central(EntrySum sum, long localAt) {
    FieldWriter extra = new FieldWriter();
    boolean isWide = addZip64(extra, sum, localAt);
    times.addCentral(extra);
    addOwner(extra);
    int version = version(sum, isWide);
    return new FieldWriter()
        .u32(CentralHeader.SIGNATURE)
        .u16(CentralHeader.HOST_UNIX << 8 | Math.max(version, VERSION_DIRECTORY_OR_DEFLATE))
        .u16(version)
        .u16(flags)
        .u16(sum.method())
        .u32(times.dos())
        .u32(sum.crc())
        .narrow(sum.packedSize())
        .narrow(sum.size())
        .u16(name.length)
        .u16(extra.size())
        .zeros(6) // no comment, the first disk, and nothing about what is in it
        .u16(head.isDirectory() ? DOS_DIRECTORY : 0)
        .u16(head.mode())
        .narrow(localAt)
        .bytes(name)
        .bytes(extra.toBytes())
        .toBytes();
  }

  /** Adds the numbers that 32 bits do not hold, and none else: APPNOTE 4.5.3. */
  private static boolean addZip64(FieldWriter extra, EntrySum sum, long localAt) {
    FieldWriter numbers = new FieldWriter();
    for (long number : new long[] {sum.size(), sum.packedSize(), localAt}) {
      if (number >= Fields.MAGIC_32) {
        numbers.i64(number);
      }
    }
    if (numbers.size() == 0) {
      return false;
    }
    extra.u16(CentralHeader.ZIP64).u16(numbers.size()).bytes(numbers.toBytes());
    return true;
  }

  /** Adds who it belongs to; of what belongs to root nothing need be said. */
  private void addOwner(FieldWriter extra) {
    if (head.uid() != 0 || head.gid() != 0) {
      extra.u16(EntryFacts.NEW_UNIX).u16(11).u8(1);
      extra.u8(Integer.BYTES).u32(head.uid()).u8(Integer.BYTES).u32(head.gid());
    }
  }

  private int version(EntrySum sum, boolean isWide) {
    if (sum.method() != STORED && sum.method() != DEFLATED) {
      return VERSION_OTHER_METHOD;
    }
    if (isWide) {
      return VERSION_ZIP64;
    }
    return sum.method() == DEFLATED || head.isDirectory()
        ? VERSION_DIRECTORY_OR_DEFLATE
        : VERSION_PLAIN;
  }
}
