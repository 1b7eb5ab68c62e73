package io.vnode.wofs.format;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * One commit in the log, as its seal tells it.
 *
 * @param number counted from 1 on
 * @param start where its head begins
 * @param length bytes from the head to the end of the second seal
 * @param previous where the commit before begins, or zero in the first one
 * @param base where the last commit begins that has all metadata: this one or one before
 * @param metadata where the metadata begin
 * @param metadataLength how long they are
 * @param metadataCrc their CRC-32C
 * @param time when it was made, in nanoseconds since 1970
 * @param hash the SHA-256 of the chain up to here, in hexadecimal
 */
public record Commit(
    long number,
    long start,
    long length,
    long previous,
    long base,
    long metadata,
    long metadataLength,
    int metadataCrc,
    long time,
    String hash) {
  /** Bytes of the head. */
  static final int HEAD = 32;

  /** Bytes of one seal, of which there are two. */
  static final int SEAL = 128;

  static final int SEALS = 2 * SEAL;

  private static final long HEAD_MAGIC = magic("WOFSHEAD");
  private static final long SEAL_MAGIC = magic("WOFSSEAL");

  /** Where the hash is in a seal: what stands before is part of what is hashed. */
  private static final int HASH = 80;

  private static final int CRC = SEAL - Integer.BYTES;
  private static final int COPY = CRC - Integer.BYTES;
  private static final int HEAD_CRC = HEAD - Integer.BYTES;

  private static long magic(String text) {
    ByteBuffer bytes = Bytes.buffer(Long.BYTES);
    for (int i = 0; i < text.length(); i++) {
      bytes.put((byte) text.charAt(i));
    }
    return bytes.getLong(0);
  }

  /** Where it ends, and the next one begins. */
  public long end() {
    return start + length;
  }

  /** Whether all metadata are in it, and not only what has changed. */
  public boolean isBase() {
    return base == start;
  }

  /** Where the first of the two seals begins. */
  long seals() {
    return end() - SEALS;
  }

  // ---------------------------------------------------------------- head

  /** What a head says. */
  record Head(long number, long length) {}

  ByteBuffer encodeHead(String id) {
    ByteBuffer bytes = Bytes.buffer(HEAD);
    bytes.putLong(0, HEAD_MAGIC).putLong(8, number).putLong(16, length);
    return bytes.putInt(HEAD_CRC, Checksum.crc(id, start, bytes.duplicate().limit(HEAD_CRC)));
  }

  /** The head at {@code start}, or null when none is there. */
  static Head decodeHead(String id, long start, ByteBuffer bytes) {
    boolean sound =
        bytes.getLong(0) == HEAD_MAGIC
            && bytes.getInt(HEAD_CRC)
                == Checksum.crc(id, start, bytes.duplicate().position(0).limit(HEAD_CRC));
    long length = bytes.getLong(16);
    return sound && length >= HEAD + SEALS ? new Head(bytes.getLong(8), length) : null;
  }

  // ---------------------------------------------------------------- seals

  /** The seals, the one behind the other. */
  ByteBuffer encodeSeals(String id) {
    ByteBuffer both = Bytes.buffer(SEALS);
    for (int copy = 0; copy < 2; copy++) {
      ByteBuffer seal = encodeFacts().put(HASH, Bytes.of(hash)).putInt(COPY, copy);
      int crc = Checksum.crc(id, seals() + (long) copy * SEAL, seal.duplicate().limit(CRC));
      both.put(copy * SEAL, seal.putInt(CRC, crc), 0, SEAL);
    }
    return both;
  }

  private ByteBuffer encodeFacts() {
    ByteBuffer seal = Bytes.buffer(SEAL);
    seal.putLong(SEAL_MAGIC).putLong(number).putLong(start).putLong(length);
    seal.putLong(previous).putLong(base).putLong(metadata).putLong(metadataLength);
    return seal.putLong(time).putInt(metadataCrc).clear();
  }

  /** The commit whose seal is {@code bytes}, which stand at {@code position}; or null. */
  static Commit decodeSeal(String id, long position, ByteBuffer bytes) {
    ByteBuffer seal = bytes.duplicate().order(bytes.order());
    if (seal.getLong(0) != SEAL_MAGIC
        || seal.getInt(CRC) != Checksum.crc(id, position, seal.duplicate().limit(CRC))) {
      return null;
    }
    return new Commit(
        seal.getLong(8),
        seal.getLong(16),
        seal.getLong(24),
        seal.getLong(32),
        seal.getLong(40),
        seal.getLong(48),
        seal.getLong(56),
        seal.getInt(72),
        seal.getLong(64),
        Bytes.hex(seal, HASH, Checksum.HASH_LENGTH));
  }

  // ---------------------------------------------------------------- chain

  /**
   * The same commit with its hash.
   *
   * @param body a digest that has been fed the hash of the commit before, and then all between the
   *     head and the seals
   */
  Commit hashed(String id, MessageDigest body) {
    body.update(encodeHead(id));
    body.update(encodeFacts().limit(HASH));
    return new Commit(
        number,
        start,
        length,
        previous,
        base,
        metadata,
        metadataLength,
        metadataCrc,
        time,
        Bytes.hex(body.digest()));
  }
}
