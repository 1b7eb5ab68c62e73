package io.vnode.wofs.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** Images whose checksums are right and whose metadata are not. */
public final class Forged {
  private Forged() {}

  /** {@code image} with some bytes of the metadata of its last commit changed, and sealed anew. */
  public static byte[] of(byte[] image, ImageSource source, Random random) throws IOException {
    CommitLog log = CommitLog.read(source, false);
    Commit last = log.last();
    byte[] forged = image.clone();
    int from = (int) last.metadata();
    int length = (int) last.metadataLength();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = from + random.nextInt(length);
      forged[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (forged[at] ^ 1 << random.nextInt(8));
    }
    int crc = Checksum.crc(ByteBuffer.wrap(forged, from, length).slice());
    Commit sealed =
        new Commit(
            last.number(),
            last.start(),
            last.length(),
            last.previous(),
            last.base(),
            last.metadata(),
            last.metadataLength(),
            crc,
            last.time(),
            last.hash());
    ByteBuffer seals = sealed.encodeSeals(log.header().id());
    seals.get(0, forged, (int) sealed.seals(), Commit.SEALS);
    return forged;
  }

  /** {@code image} with one more feature that nobody may ignore. */
  public static byte[] withFeature(byte[] image, int bit) {
    return withBit(image, 16, bit);
  }

  /** {@code image} with one more feature that readers may ignore. */
  public static byte[] withCompatibleFeature(byte[] image, int bit) {
    return withBit(image, 24, bit);
  }

  private static byte[] withBit(byte[] image, int flags, int bit) {
    byte[] forged = image.clone();
    ByteBuffer header = ByteBuffer.wrap(forged).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    header.putLong(flags, 1L << bit);
    int end = Header.LENGTH - Integer.BYTES;
    header.putInt(end, Checksum.crc(header.duplicate().position(0).limit(end)));
    return forged;
  }
}
