package io.vnode.wofs.format;

import io.vnode.engine.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether two files have the same bytes, which are read only where they lie at two places. */
final class SameContents {
  private SameContents() {}

  static boolean is(ImageSource one, FileMap first, ImageSource other, FileMap second)
      throws IOException {
    if (first.size() != second.size()) {
      return false;
    }
    Map<Long, ImageBlock> here = pieces(one, first);
    Map<Long, ImageBlock> there = pieces(other, second);
    TreeSet<Long> indices = new TreeSet<>(here.keySet());
    indices.addAll(there.keySet());
    for (long index : indices) {
      ImageBlock piece = here.get(index);
      ImageBlock counterpart = there.get(index);
      if (!(lieTogether(piece, counterpart, other) || load(piece).equals(load(counterpart)))) {
        return false;
      }
    }
    return true;
  }

  private static Map<Long, ImageBlock> pieces(ImageSource image, FileMap map) {
    Map<Long, ImageBlock> pieces = new TreeMap<>();
    map.forEach(image, pieces::put);
    return pieces;
  }

  private static boolean lieTogether(ImageBlock piece, ImageBlock other, ImageSource image) {
    return piece != null
        && other != null
        && piece.isIn(image)
        && piece.offset() == other.offset()
        && piece.length() == other.length();
  }

  /** All bytes of a piece, and zeros up to the next one; nothing but zeros where there is none. */
  private static ByteBuffer load(ImageBlock piece) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Piece.MAX);
    if (piece != null) {
      piece.load(0, Piece.MAX, bytes);
    }
    return bytes.clear();
  }
}
