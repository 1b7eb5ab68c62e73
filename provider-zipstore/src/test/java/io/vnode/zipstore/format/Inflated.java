package io.vnode.zipstore.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** What an inflater made of a stream: the bytes, and why it did not like it, or null. */
final class Inflated {
  private final byte[] bytes;
  private final String complaint;

  Inflated(byte[] bytes, String complaint) {
    this.bytes = bytes;
    this.complaint = complaint;
  }

  byte[] bytes() {
    return bytes;
  }

  String complaint() {
    return complaint;
  }

  boolean accepted() {
    return complaint == null;
  }

  /** By {@link Inflate}, {@code stretch} bytes at a time. */
  static Inflated byUs(PositionedSource source, int size, int stretch) throws IOException {
    Inflate inflate = new Inflate();
    inflate.open(source, 0, size);
    return rest(inflate, stretch);
  }

  static Inflated byUs(byte[] packed) throws IOException {
    return byUs(new BytesSource(packed), packed.length, 1000);
  }

  /** What is still to come from {@code inflate}. */
  static Inflated rest(Inflate inflate, int stretch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long begin = inflate.window().to();
    try {
      while (!inflate.ended()) {
        inflate.advance(begin + bytes.size() + stretch);
        copyNew(inflate.window(), begin, bytes);
      }
      return new Inflated(bytes.toByteArray(), null);
    } catch (ZipException e) {
      return new Inflated(bytes.toByteArray(), e.getMessage());
    }
  }

  private static void copyNew(Window window, long begin, ByteArrayOutputStream bytes) {
    ByteBuffer piece = ByteBuffer.allocate((int) (window.to() - begin - bytes.size()));
    if (piece.hasRemaining()) {
      window.copy(begin + bytes.size(), piece);
    }
    bytes.write(piece.array(), 0, piece.position());
  }

  /** By {@link Inflater}. */
  static Inflated byZlib(byte[] packed) {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      inflater.setInput(packed);
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        bytes.write(buffer, 0, n);
        if (n == 0 && inflater.needsInput() && !inflater.finished()) {
          return new Inflated(bytes.toByteArray(), "truncated");
        }
      }
      return new Inflated(bytes.toByteArray(), null);
    } catch (DataFormatException e) {
      return new Inflated(bytes.toByteArray(), String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  /** A source that gives a few bytes at a time, however many are asked for. */
  static PositionedSource dribbling(byte[] bytes, int most) {
    Random random = new Random(most);
    BytesSource whole = new BytesSource(bytes);
    return (position, dst) -> {
      int limit = dst.limit();
      dst.limit(Math.min(limit, dst.position() + 1 + random.nextInt(most)));
      int n = whole.read(position, dst);
      dst.limit(limit);
      return n;
    };
  }
}
