package io.vnode.engine;

import java.io.IOException;

/** The contents of a file at one moment, which stay there until they are let go. */
public final class FrozenFile {
  private final BlockBody body;

  FrozenFile(BlockBody body) {
    this.body = body;
  }

  /** Who is shown the pieces of a file, from the first to the last. */
  public interface Visitor {
    /**
     * Shown a piece; what lies between two, or before the end, is a hole.
     *
     * @param index where in the file the piece begins, in {@link Piece#MAX} bytes
     */
    void visit(long index, Piece piece) throws IOException;
  }

  /** Bytes in the file. */
  public long size() {
    return body.size();
  }

  /** Shows {@code visitor} all pieces. */
  public void forEach(Visitor visitor) throws IOException {
    body.forEachShared(visitor);
  }

  void letGo() {
    body.release();
  }
}
