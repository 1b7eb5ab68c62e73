package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A block of a file, or what there is of one before a hole or the end: bytes that never change. */
public interface Piece {
  /** The most bytes that one has; where it begins in its file is a multiple of them. */
  int MAX = Block.SIZE;

  int length();

  /** Where the bytes are kept, or null while they are in memory alone. */
  Stored home();

  /** Puts all bytes into {@code target}. */
  void load(ByteBuffer target) throws IOException;

  /**
   * Notes where the bytes are kept from now on.
   *
   * @param forget whether memory is to be given back, and they are read from there
   */
  void keepAt(Stored home, boolean forget);
}
