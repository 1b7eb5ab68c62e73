package io.vnode.wofs.format;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * The two sums of the format: CRC-32C finds what a disk or a cable has damaged, SHA-256 what
 * somebody has changed on purpose.
 */
final class Checksum {
  static final int HASH_LENGTH = 32;

  private Checksum() {}

  /** The CRC-32C of what {@code bytes} has left, which stays as it is. */
  static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /**
   * The CRC-32C of a record of the image {@code id} at {@code position}: so a record of another
   * image, or at another place, is none.
   */
  static int crc(String id, long position, ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(Bytes.of(id));
    crc.update(Bytes.buffer(Long.BYTES).putLong(position).flip());
    crc.update(record.duplicate());
    return (int) crc.getValue();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
