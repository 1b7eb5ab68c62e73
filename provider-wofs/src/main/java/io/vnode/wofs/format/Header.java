package io.vnode.wofs.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The first 4096 bytes of an image.
 *
 * @param id what makes the image another one than all others, in hexadecimal
 * @param capacity how long the file may get
 * @param created when the image was formatted, in nanoseconds since 1970
 * @param first the number of its first commit; greater than one when it was compacted
 * @param before the hash of the commit before the first one, in hexadecimal, or zeros
 */
public record Header(String id, long capacity, long created, long first, String before) {
  /** Bytes of the header, and to what blocks are aligned. */
  public static final int LENGTH = 4096;

  /** The least capacity. */
  public static final long CAPACITY_MIN = 64L << 10;

  /** The greatest capacity. */
  public static final long CAPACITY_MAX = 16L << 40;

  private static final int ID_LENGTH = 16;

  /** As that of PNG: what turns line ends or strips a bit spoils it. */
  private static final byte[] MAGIC = {(byte) 0x89, 'W', 'O', 'F', 'S', '\r', '\n', 0x1a};

  private static final int MAJOR = 1;
  private static final int MINOR = 0;

  /** Where the fields are. */
  private static final int VERSION = 8;

  private static final int HEADER_LENGTH = 12;
  private static final int INCOMPATIBLE = 16;
  private static final int COMPATIBLE = 24;
  private static final int CAPACITY = 32;
  private static final int ID = 40;
  private static final int CREATED = 56;
  private static final int FIRST = 64;
  private static final int BEFORE = 72;
  private static final int CRC = LENGTH - Integer.BYTES;

  /** Whether {@code bytes}, the first of a file, are those of an image. */
  public static boolean isMagic(ByteBuffer bytes) {
    byte[] there = new byte[Math.min(MAGIC.length, bytes.remaining())];
    bytes.duplicate().get(there);
    return Arrays.equals(MAGIC, there);
  }

  /** The header of a new image. */
  public static Header fresh(long capacity, long created) {
    byte[] id = new byte[ID_LENGTH];
    new SecureRandom().nextBytes(id);
    return new Header(
        Bytes.hex(id), capacity, created, 1, Bytes.hex(new byte[Checksum.HASH_LENGTH]));
  }

  /** The header of the image that comes in the place of this one, behind {@code last}. */
  public Header after(Commit last) {
    return new Header(id, capacity, created, last.number() + 1, last.hash());
  }

  /** The header as it stands in the image. */
  ByteBuffer encode() {
    ByteBuffer bytes = Bytes.buffer(LENGTH);
    bytes.put(0, MAGIC);
    bytes.putShort(VERSION, (short) MAJOR).putShort(VERSION + Short.BYTES, (short) MINOR);
    bytes.putInt(HEADER_LENGTH, LENGTH);
    bytes.putLong(CAPACITY, capacity);
    bytes.put(ID, Bytes.of(id));
    bytes.putLong(CREATED, created);
    bytes.putLong(FIRST, first);
    bytes.put(BEFORE, Bytes.of(before));
    bytes.putInt(CRC, Checksum.crc(bytes.duplicate().limit(CRC)));
    return bytes;
  }

  /** The hash that the chain of the commits begins with, in an image that has this header. */
  String hash() {
    return hash(encode());
  }

  /** The hash that the chain of {@code image} begins with, whatever its header has besides. */
  static String hash(ImageSource image) throws IOException {
    return hash(image.read(0, LENGTH));
  }

  private static String hash(ByteBuffer header) {
    MessageDigest digest = Checksum.sha256();
    digest.update(header);
    return Bytes.hex(digest.digest());
  }

  /** Reads the header of {@code image}. */
  public static Header read(ImageSource image) throws IOException {
    if (image.size() < LENGTH) {
      throw image.wrong(
          image.size(), "ends here: an image has a header of " + LENGTH + " bytes at least");
    }
    ByteBuffer bytes = image.read(0, LENGTH);
    if (!isMagic(bytes)) {
      throw image.wrong(0, "does not begin as a wofs image: 89 57 4F 46 53 0D 0A 1A");
    }
    int crc = bytes.getInt(CRC);
    if (crc != Checksum.crc(bytes.duplicate().limit(CRC))) {
      throw image.wrong(CRC, "the header is damaged: its checksum is another");
    }
    requireKnown(image, bytes);
    return decode(image, bytes);
  }

  private static void requireKnown(ImageSource image, ByteBuffer bytes) throws IOException {
    int major = Short.toUnsignedInt(bytes.getShort(VERSION));
    if (major != MAJOR) {
      throw image.wrong(VERSION, "is of version " + major + ": this reads version " + MAJOR);
    }
    long unknown = bytes.getLong(INCOMPATIBLE);
    if (unknown != 0) {
      int bit = Long.numberOfTrailingZeros(unknown);
      throw image.wrong(
          INCOMPATIBLE, "needs the feature incompatible-" + bit + ", which is not known here");
    }
  }

  private static Header decode(ImageSource image, ByteBuffer bytes) throws IOException {
    long capacity = bytes.getLong(CAPACITY);
    if (capacity < CAPACITY_MIN || capacity > CAPACITY_MAX) {
      throw image.wrong(CAPACITY, "a capacity of " + capacity + " bytes is out of range");
    }
    if (bytes.getInt(HEADER_LENGTH) != LENGTH) {
      throw image.wrong(HEADER_LENGTH, "the header is not " + LENGTH + " bytes long");
    }
    if (bytes.getLong(FIRST) < 1) {
      throw image.wrong(FIRST, "the first commit has no number from 1 on");
    }
    return new Header(
        Bytes.hex(bytes, ID, ID_LENGTH),
        capacity,
        bytes.getLong(CREATED),
        bytes.getLong(FIRST),
        Bytes.hex(bytes, BEFORE, Checksum.HASH_LENGTH));
  }

  /** Requires that {@code image} has no feature that who does not know it may read only. */
  public static void requireWritable(ImageSource image) throws IOException {
    long unknown = image.read(0, LENGTH).getLong(COMPATIBLE);
    if (unknown != 0) {
      int bit = Long.numberOfTrailingZeros(unknown);
      throw image.wrong(
          COMPATIBLE,
          "has the feature compatible-" + bit + ", which is not known here: mount it read-only");
    }
  }
}
