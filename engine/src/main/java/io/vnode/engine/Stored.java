package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a {@link Piece} are kept for good: there they never change. */
public interface Stored {

  /**
   * Puts {@code count} bytes from {@code offset} on into {@code target}.
   *
   * @throws IOException when they cannot be read, or are not those that were put there
   */
  void load(int offset, int count, ByteBuffer target) throws IOException;
}
