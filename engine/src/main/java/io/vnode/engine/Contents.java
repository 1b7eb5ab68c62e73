package io.vnode.engine;

import java.util.Set;
import java.util.function.Consumer;

/**
 * The forms that the contents of a {@link BlockBody} take, and the only code that tells them apart.
 *
 * <p>Contents are a {@link BlockTree}, or the slot of block 0 (see {@link Block}) and nothing else,
 * which is null when there are no bytes at all, or {@link MappedContents}. There is no object
 * around them: for a small file it would cost as much as the bytes. Functions that change contents
 * return what takes their place; they run under the monitor of the body, and never on mapped
 * contents, which change themselves. The others need no lock.
 */
final class Contents {
  private Contents() {}

  /** Whether there is room for block 0 only. */
  static boolean isOneBlock(Object contents) {
    return treeOf(contents) == null;
  }

  /** The slot of block {@code index}, null for a hole. */
  static Object slot(Object contents, long index) {
    BlockTree tree = treeOf(contents);
    if (tree != null) {
      return tree.get(index);
    }
    return index == 0 ? contents : null;
  }

  /** The number of the first block from {@code from} on that is not a hole, or -1. */
  static long next(Object contents, long from) {
    BlockTree tree = treeOf(contents);
    if (tree != null) {
      return tree.next(from);
    }
    return from == 0 && Block.length(contents) > 0 ? 0 : BlockTree.NONE;
  }

  /** What the blocks are charged together. */
  static long charge(Object contents) {
    BlockTree tree = treeOf(contents);
    return tree == null ? Block.charge(contents) : tree.charged();
  }

  /** The tree of blocks, or null for contents that are one block. */
  private static BlockTree treeOf(Object contents) {
    if (contents instanceof BlockTree tree) {
      return tree;
    }
    return contents instanceof MappedContents mapped ? mapped.blocks() : null;
  }

  /** The contents with {@code block} in its place. */
  static Object with(Object contents, long index, Object block) {
    if (index == 0 && isOneBlock(contents)) {
      return block;
    }
    BlockTree tree =
        contents instanceof BlockTree t ? t.covering(index) : treeOver(contents, index);
    tree.set(index, block);
    return tree;
  }

  private static BlockTree treeOver(Object block, long index) {
    BlockTree tree = BlockTree.upTo(index);
    if (Block.length(block) > 0) {
      tree.set(0, block);
    }
    return tree;
  }

  /**
   * The contents of a file of {@code size} bytes, in the plainest form, with a hole in place of the
   * blocks {@code first} to {@code last}, each of which is handed to {@code dropped}.
   */
  static Object without(
      Object contents, long first, long last, long size, Consumer<Object> dropped) {
    if (contents instanceof BlockTree tree) {
      tree.clear(first, last, dropped);
      return plainest(tree, size);
    }
    if (contents == null || first > 0 || last < 0) {
      return contents;
    }
    dropped.accept(contents);
    return null;
  }

  private static Object plainest(BlockTree tree, long size) {
    if (tree.next(0) == BlockTree.NONE) {
      return null;
    }
    return size <= Block.SIZE ? tree.get(0) : tree.loweredTo(Block.index(size - 1));
  }

  /** What {@link BlockBody#nextData} says of contents that end at {@code end}. */
  static long nextData(Object contents, long end, long from) {
    long index = from < end ? next(contents, Block.index(from)) : BlockTree.NONE;
    while (index != BlockTree.NONE) {
      long at = Math.max(from, Block.start(index));
      if (at >= end) {
        return -1;
      }
      if (at - Block.start(index) < Block.length(slot(contents, index))) {
        return at;
      }
      index = next(contents, index + 1);
    }
    return -1;
  }

  /** What {@link BlockBody#nextHole} says of contents that end at {@code end}. */
  static long nextHole(Object contents, long end, long from) {
    long at = from;
    while (at < end) {
      long start = Block.start(Block.index(at));
      int data = Block.length(slot(contents, Block.index(at)));
      if (at - start >= data) {
        return at;
      }
      if (data < Block.SIZE || end - start <= data) {
        return start + Math.min(end - start, data);
      }
      at = start + data;
    }
    return from < end ? end : -1;
  }

  /** What {@link BlockBody#allocated} says, found by looking at each block. */
  static long allocated(Object contents, Set<Object> counted) {
    long sum = 0;
    for (long index = next(contents, 0); index >= 0; index = next(contents, index + 1)) {
      Object slot = slot(contents, index);
      sum += counted.add(Block.payer(slot)) ? Block.charge(slot) : 0;
    }
    return sum;
  }
}
