package io.vnode.zipstore.format;

/**
 * What is known of the bytes of an entry when they are written.
 *
 * @param method how they are packed, by its number in the format
 * @param crc the CRC-32 of what they are unpacked
 */
public record EntrySum(int method, long crc, long packedSize, long size) {
  /** Whether the sizes need more than 32 bits. */
  public boolean isWide() {
    return size >= Fields.MAGIC_32 || packedSize >= Fields.MAGIC_32;
  }
}
