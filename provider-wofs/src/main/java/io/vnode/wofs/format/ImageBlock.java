package io.vnode.wofs.format;

import io.vnode.engine.Stored;
import io.vnode.wofs.WofsFormatException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;

/**
 * A piece of a file in an image. What is read for the first time is compared with its checksum, so
 * that nobody gets wrong bytes.
 */
final class ImageBlock implements Stored {
  private final ImageSource image;
  private final long offset;
  private final int length;
  private final int stored;
  private final int crc;
  private final byte method;
  private volatile boolean verified;

  /** What was unpacked, for as long as there is room. */
  private volatile SoftReference<byte[]> unpacked;

  /**
   * A piece of {@code length} bytes.
   *
   * @param offset where it is in {@code image}
   * @param stored how many bytes it has there
   * @param crc the CRC-32C of those
   */
  ImageBlock(ImageSource image, long offset, int length, int stored, int crc, int method) {
    this.image = image;
    this.offset = offset;
    this.length = length;
    this.stored = stored;
    this.crc = crc;
    this.method = (byte) method;
  }

  /** The same piece, known to be what its checksum says. */
  ImageBlock verified() {
    verified = true;
    return this;
  }

  boolean isIn(ImageSource image) {
    return this.image == image;
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  int stored() {
    return stored;
  }

  int crc() {
    return crc;
  }

  int method() {
    return method;
  }

  /** {@inheritDoc} Behind its end are zeros. */
  @Override
  public void load(int from, int count, ByteBuffer target) throws IOException {
    int there = Math.max(0, Math.min(count, length - from));
    if (there > 0) {
      loadThere(from, there, target);
    }
    for (int i = there; i < count; i++) {
      target.put((byte) 0);
    }
  }

  private void loadThere(int from, int count, ByteBuffer target) throws IOException {
    if (method != Compression.NONE) {
      target.put(unpacked(), from, count);
      return;
    }
    if (!verified) {
      verify(image.read(offset, stored));
    }
    int limit = target.limit();
    target.limit(target.position() + count);
    try {
      image.read(offset + from, target);
    } finally {
      target.limit(limit);
    }
  }

  /** The bytes as they are in the image, compared with their checksum. */
  ByteBuffer raw() throws IOException {
    ByteBuffer bytes = image.read(offset, stored);
    verify(bytes);
    return bytes;
  }

  private void verify(ByteBuffer bytes) throws IOException {
    if (Checksum.crc(bytes) != crc) {
      throw image.wrong(
          offset, "the " + stored + " bytes of a file here are damaged: their checksum is another");
    }
    verified = true;
  }

  private byte[] unpacked() throws IOException {
    SoftReference<byte[]> known = unpacked;
    byte[] bytes = known == null ? null : known.get();
    if (bytes == null) {
      bytes = new byte[length];
      try {
        Compression.of(method).unpack(raw().array(), bytes);
      } catch (WofsFormatException e) {
        throw e;
      } catch (IOException e) {
        throw image.wrong(offset, e.getMessage());
      }
      unpacked = new SoftReference<>(bytes);
    }
    return bytes;
  }
}
