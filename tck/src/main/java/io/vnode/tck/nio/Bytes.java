package io.vnode.tck.nio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Buffers as text, a byte for each character. */
final class Bytes {
  private Bytes() {}

  /** The text to be written. */
  static ByteBuffer of(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  /** Those of a file in which each place can be told from its neighbours. */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
    }
    return bytes;
  }

  /** What {@code buffer} has been given. */
  static String given(ByteBuffer buffer) {
    return ISO_8859_1.decode(buffer.duplicate().flip()).toString();
  }

  /** What one read of at most {@code most} bytes gives; null at the end. */
  static String read(ReadableByteChannel channel, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    int read = channel.read(buffer);
    assertEquals(Math.max(read, 0), buffer.position(), "bytes put into the buffer");
    return read < 0 ? null : given(buffer);
  }

  /** Writes all of {@code text}. */
  static void write(WritableByteChannel channel, String text) throws IOException {
    ByteBuffer buffer = of(text);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
