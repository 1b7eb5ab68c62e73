package io.vnode.wofs.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The file of an image as who writes it uses it. */
public interface ImageFile extends ImageSource {

  /** Writes all of {@code source} at {@code position}. */
  void write(long position, ByteBuffer source) throws IOException;

  /** Cuts off what is behind {@code size}. */
  void truncate(long size) throws IOException;

  /** Sends all that was written to where it outlasts a crash. */
  void force() throws IOException;
}
