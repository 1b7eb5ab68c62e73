package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that are read by position, by any number of threads at once. A {@code FileChannel} is one:
 * {@code channel::read} with its arguments exchanged.
 */
@FunctionalInterface
public interface PositionedSource {
  /**
   * Reads one byte or more from {@code position} on into {@code dst}, which has room.
   *
   * @return how many, or -1 if there are none
   */
  int read(long position, ByteBuffer dst) throws IOException;
}
