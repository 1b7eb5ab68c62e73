package io.vnode.wofs.format;

import io.vnode.engine.Piece;
import java.util.ArrayList;
import java.util.List;

/** Puts the pieces of one file, which come in their order, together to as few runs as there are. */
final class RunBuilder {
  private final List<Run> runs = new ArrayList<>();
  private final List<ImageBlock> blocks = new ArrayList<>();
  private long first;

  /** Adds the piece {@code index}. */
  void add(long index, ImageBlock block) {
    if (!blocks.isEmpty() && !follows(index, block)) {
      end();
    }
    if (blocks.isEmpty()) {
      first = index;
    }
    blocks.add(block);
  }

  private boolean follows(long index, ImageBlock block) {
    ImageBlock last = blocks.get(blocks.size() - 1);
    return index == first + blocks.size()
        && last.length() == Piece.MAX
        && block.method() == last.method()
        && block.offset() == last.offset() + last.stored();
  }

  private void end() {
    int[] crcs = blocks.stream().mapToInt(ImageBlock::crc).toArray();
    int[] stored = blocks.stream().mapToInt(ImageBlock::stored).toArray();
    int method = blocks.get(0).method();
    runs.add(
        new Run(
            first,
            blocks.get(blocks.size() - 1).length(),
            method,
            blocks.get(0).offset(),
            crcs,
            method == Compression.NONE ? null : stored));
    blocks.clear();
  }

  /** All runs. */
  List<Run> runs() {
    if (!blocks.isEmpty()) {
      end();
    }
    return runs;
  }
}
