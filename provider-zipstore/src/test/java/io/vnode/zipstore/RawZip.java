package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** An archive put together byte by byte, so that anything can be wrong with it. */
public final class RawZip {
  /** An entry as the directory shows it; all that is stored. */
  public static final class Entry {
    final byte[] name;
    final byte[] data;
    byte[] localName;
    int flags;
    int method;
    int host;
    int unixMode;
    int claimedSize;
    int size;
    int localSize;
    Integer claimedAt;
    long crc;
    int dosTime = 0x21 << 16;
    byte[] extra = {};
    byte[] localExtra = {};
    int localAt;

    Entry(byte[] name, byte[] data) {
      this.name = name;
      this.localName = name;
      this.data = data;
      this.claimedSize = data.length;
      this.size = data.length;
      this.localSize = data.length;
      this.crc = crcOf(data);
    }

    private static long crcOf(byte[] bytes) {
      CRC32 crc32 = new CRC32();
      crc32.update(bytes);
      return crc32.getValue();
    }

    public Entry flags(int flags) {
      this.flags = flags;
      return this;
    }

    public Entry method(int method) {
      this.method = method;
      return this;
    }

    public Entry mode(int mode) {
      this.host = 3;
      this.unixMode = mode;
      return this;
    }

    public Entry crc(long crc) {
      this.crc = crc;
      return this;
    }

    public Entry dosTime(int dosTime) {
      this.dosTime = dosTime;
      return this;
    }

    public Entry extra(byte[] extra) {
      this.extra = extra;
      return this;
    }

    public Entry localExtra(byte[] extra) {
      this.localExtra = extra;
      return this;
    }

    public Entry localName(String name) {
      this.localName = name.getBytes(UTF_8);
      return this;
    }

    /** Says in the directory that there are so many bytes, packed and unpacked. */
    public Entry claimedSize(int size) {
      this.claimedSize = size;
      this.size = size;
      return this;
    }

    /** Says in the directory that the local header is there. */
    public Entry claimedAt(int localAt) {
      this.claimedAt = localAt;
      return this;
    }

    /** The data are packed by {@code method}, and become {@code bytes}. */
    public Entry packed(int method, byte[] bytes) {
      this.method = method;
      this.crc = crcOf(bytes);
      return unpackedSize(bytes.length);
    }

    /** Says everywhere that there are so many bytes when they are unpacked. */
    public Entry unpackedSize(int size) {
      this.size = size;
      this.localSize = size;
      return this;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private byte[] prefix = {};
  private boolean offsetsOfFile;
  private boolean zip64;
  private byte[] comment = {};
  private byte[] behind = {};
  private int disk;
  private Long claimedEntries;
  private Long claimedDirectorySize;

  public Entry add(String name, String data) {
    return add(name.getBytes(UTF_8), data.getBytes(UTF_8));
  }

  public Entry add(byte[] name, byte[] data) {
    Entry entry = new Entry(name, data);
    entries.add(entry);
    return entry;
  }

  /** An archive of one file, {@code a}, that holds "hello". */
  public static RawZip hello() {
    RawZip zip = new RawZip();
    zip.add("a", "hello");
    return zip;
  }

  /** Puts {@code prefix} in front, with offsets that count from its beginning or from its end. */
  public RawZip prefix(byte[] prefix, boolean offsetsOfFile) {
    this.prefix = prefix;
    this.offsetsOfFile = offsetsOfFile;
    return this;
  }

  public RawZip zip64() {
    this.zip64 = true;
    return this;
  }

  public RawZip comment(byte[] comment) {
    this.comment = comment;
    return this;
  }

  public RawZip behind(byte[] behind) {
    this.behind = behind;
    return this;
  }

  public RawZip disk(int disk) {
    this.disk = disk;
    return this;
  }

  public RawZip claimedEntries(long entries) {
    this.claimedEntries = entries;
    return this;
  }

  public RawZip claimedDirectorySize(long size) {
    this.claimedDirectorySize = size;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix);
    int base = offsetsOfFile ? 0 : prefix.length;
    for (Entry entry : entries) {
      entry.localAt = out.size() - base;
      out.writeBytes(local(entry));
    }
    int directoryAt = out.size();
    for (Entry entry : entries) {
      out.writeBytes(central(entry));
    }
    long size = claimedDirectorySize == null ? out.size() - directoryAt : claimedDirectorySize;
    long count = claimedEntries == null ? entries.size() : claimedEntries;
    if (zip64) {
      out.writeBytes(zip64End(count, size, directoryAt - base, out.size() - base));
    }
    out.writeBytes(end(count, size, directoryAt - base));
    out.writeBytes(comment);
    out.writeBytes(behind);
    return out.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] local(Entry entry) {
    return buffer(30 + entry.localName.length + entry.localExtra.length + entry.data.length)
        .putInt(0x04034b50)
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(entry.dosTime)
        .putInt((int) entry.crc)
        .putInt(entry.data.length)
        .putInt(entry.localSize)
        .putShort((short) entry.localName.length)
        .putShort((short) entry.localExtra.length)
        .put(entry.localName)
        .put(entry.localExtra)
        .put(entry.data)
        .array();
  }

  private static byte[] central(Entry entry) {
    return buffer(46 + entry.name.length + entry.extra.length)
        .putInt(0x02014b50)
        .putShort((short) (20 | entry.host << 8))
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(entry.dosTime)
        .putInt((int) entry.crc)
        .putInt(entry.claimedSize)
        .putInt(entry.size)
        .putShort((short) entry.name.length)
        .putShort((short) entry.extra.length)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(entry.unixMode << 16)
        .putInt(entry.claimedAt == null ? entry.localAt : entry.claimedAt)
        .put(entry.name)
        .put(entry.extra)
        .array();
  }

  private static byte[] zip64End(long count, long size, int at, int recordAt) {
    return buffer(76)
        .putInt(0x06064b50)
        .putLong(44)
        .putShort((short) 45)
        .putShort((short) 45)
        .putInt(0)
        .putInt(0)
        .putLong(count)
        .putLong(count)
        .putLong(size)
        .putLong(at)
        .putInt(0x07064b50)
        .putInt(0)
        .putLong(recordAt)
        .putInt(1)
        .array();
  }

  private byte[] end(long count, long size, int at) {
    return buffer(22)
        .putInt(0x06054b50)
        .putShort((short) disk)
        .putShort((short) disk)
        .putShort((short) (zip64 ? 0xffff : count))
        .putShort((short) (zip64 ? 0xffff : count))
        .putInt((int) (zip64 ? 0xffff_ffffL : size))
        .putInt((int) (zip64 ? 0xffff_ffffL : at))
        .putShort((short) comment.length)
        .array();
  }
}
