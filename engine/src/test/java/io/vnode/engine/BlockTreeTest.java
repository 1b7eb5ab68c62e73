package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@link BlockTree} as the sparse array it is. */
class BlockTreeTest {
  private static final long LAST = Block.index(Long.MAX_VALUE);

  /** {@link BlockTree#covering}: the blocks keep their numbers. */
  @Test
  void aHigherTreeHoldsTheSameBlocks() {
    byte[] block = new byte[1];
    BlockTree tree = BlockTree.upTo(0);
    tree.set(5, block);
    assertFalse(tree.covers(LAST));
    BlockTree higher = tree.covering(LAST);
    assertTrue(higher.covers(LAST));
    assertSame(block, higher.get(5));
    assertEquals(1, higher.charged());
    assertSame(higher, higher.covering(7));
  }

  /** {@link BlockTree#loweredTo}: the inverse. */
  @Test
  void aLowerTreeHoldsTheSameBlocks() {
    byte[] block = new byte[1];
    BlockTree tree = BlockTree.upTo(LAST);
    tree.set(5, block);
    BlockTree lower = tree.loweredTo(127);
    assertFalse(lower.covers(128));
    assertSame(block, lower.get(5));
    assertSame(lower, lower.loweredTo(5));
  }

  /** {@link BlockTree#get}: what a tree does not cover is a hole. */
  @Test
  void whatIsNotCoveredIsAHole() {
    BlockTree tree = BlockTree.upTo(0);
    assertNull(tree.get(LAST));
    assertEquals(BlockTree.NONE, tree.next(LAST));
    assertEquals(BlockTree.NONE, tree.next(0));
  }

  /** All operations against a sorted map; seeded, so that every run is the same. */
  @Test
  void anyHistoryLooksLikeThatOfASortedMap() {
    Random random = new Random(7);
    for (int history = 0; history < 50; history++) {
      NavigableMap<Long, Object> map = new TreeMap<>();
      BlockTree tree = BlockTree.upTo(0);
      for (int step = 0; step < 200; step++) {
        long index = index(random);
        if (random.nextInt(4) > 0) {
          byte[] block = new byte[1 + random.nextInt(9)];
          tree = tree.covering(index);
          tree.set(index, block);
          map.put(index, block);
        } else {
          long last = Math.min(LAST, index + (random.nextInt(9) == 0 ? LAST : index(random) >> 1));
          List<Object> dropped = new ArrayList<>();
          tree.clear(index, last, dropped::add);
          assertEquals(List.copyOf(map.subMap(index, true, last, true).values()), dropped);
          map.subMap(index, true, last, true).clear();
        }
        check(tree, map, index(random));
      }
    }
  }

  private static void check(BlockTree tree, NavigableMap<Long, Object> map, long index) {
    Long next = map.ceilingKey(index);
    assertEquals(next == null ? BlockTree.NONE : next, tree.next(index));
    assertSame(map.get(index), tree.get(index));
    map.forEach((at, block) -> assertSame(block, tree.get(at)));
    assertEquals(map.values().stream().mapToLong(Block::charge).sum(), tree.charged());
    assertTrue(tree.isPruned(), "an empty node is left");
  }

  private static long index(Random random) {
    return random.nextInt(3) == 0
        ? random.nextLong() >>> (Block.SHIFT + 1 + random.nextInt(40))
        : random.nextInt(300);
  }
}
