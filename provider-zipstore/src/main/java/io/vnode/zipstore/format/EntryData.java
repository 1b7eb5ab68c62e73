package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Where the bytes of a file in an archive are, and what they must become.
 *
 * @param name the entry, for a message
 * @param method how they were packed, one of {@link Method}
 * @param endsWithMarker whether bytes in LZMA say themselves where they end
 * @param start where the first one is in {@code source}
 * @param crc their CRC-32
 */
public record EntryData(
    String name,
    PositionedSource source,
    int method,
    boolean endsWithMarker,
    long start,
    long packedSize,
    long size,
    long crc) {

  public boolean isStored() {
    return method == Method.STORED;
  }

  public boolean isDeflated() {
    return method == Method.DEFLATED;
  }

  /** The bytes as an inflater takes them. */
  public DeflatedEntry deflated() {
    return new DeflatedEntry(source, start, packedSize, size);
  }

  /**
   * All bytes at once, as many as an array holds.
   *
   * @param verify whether their CRC-32 must be right
   */
  public byte[] whole(boolean verify) throws IOException {
    byte[] bytes = unpacked();
    if (verify) {
      CRC32 found = new CRC32();
      found.update(bytes);
      requireCrc(found.getValue());
    }
    return bytes;
  }

  private byte[] unpacked() throws IOException {
    if (isStored()) {
      return Fields.read(source, start, (int) size);
    }
    if (!isDeflated()) {
      return OtherMethods.unpack(this);
    }
    Inflate spare = SpareInflate.take();
    byte[] bytes = new EntryInflate(deflated(), spare).whole();
    SpareInflate.giveBack(spare);
    return bytes;
  }

  /**
   * Requires that {@code found} is the CRC-32 that the bytes must have.
   *
   * @throws ZipException if it is another
   */
  public void requireCrc(long found) throws ZipException {
    if (found != crc) {
      throw new ZipException(
          String.format("entry %s is damaged: its CRC-32 is %08x, not %08x", name, found, crc));
    }
  }
}
