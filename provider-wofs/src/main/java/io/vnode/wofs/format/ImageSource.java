package io.vnode.wofs.format;

import io.vnode.wofs.WofsFormatException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of an image, to be read from any place by any number of threads. */
public interface ImageSource extends Closeable {

  /** What the image is called in messages. */
  String name();

  /** How many bytes there are. */
  long size() throws IOException;

  /**
   * Puts bytes from {@code position} on into all of {@code target}.
   *
   * @throws EOFException when there are fewer
   */
  void read(long position, ByteBuffer target) throws IOException;

  /** {@code length} bytes from {@code position} on, little-endian. */
  default ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = Bytes.buffer(length);
    read(position, bytes);
    return bytes.flip();
  }

  /** The exception for what is wrong at {@code offset}. */
  default WofsFormatException wrong(long offset, String what) {
    return new WofsFormatException(name(), offset, what);
  }
}
