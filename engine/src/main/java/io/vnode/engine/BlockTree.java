package io.vnode.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A sparse array of block slots: a radix tree over the block number, whose empty parts do not
 * exist.
 *
 * <p>Nodes are arrays of {@link #FANOUT} slots; the lowest hold blocks, the others hold nodes. The
 * tree is as high as its largest block number asks: one node spans 2 MiB of a file, seven levels
 * span all 2<sup>63</sup> bytes. A tree never changes its height: {@link #covering} and {@link
 * #loweredTo} make another one over the same nodes.
 *
 * <p><b>Threads.</b> Changes are made under the monitor of the owning body. Lookups take no lock:
 * slots are written with release and read with acquire semantics, so that who sees a node or a
 * block sees what is in it. A node taken out of the tree is not put back.
 */
final class BlockTree {
  /** Returned by {@link #next} when there is no further block. */
  static final long NONE = -1;

  private static final int FANOUT_SHIFT = 7;
  private static final int FANOUT = 1 << FANOUT_SHIFT;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final Object[] root;

  /** How far to shift a block number right to get the slot of the root. */
  private final int rootShift;

  /**
   * The sum of {@link Block#charge} over all slots; atomic since {@code stat} reads it unlocked.
   */
  private volatile long charged;

  private BlockTree(Object[] root, int rootShift, long charged) {
    this.root = root;
    this.rootShift = rootShift;
    this.charged = charged;
  }

  /** An empty tree with room for a block {@code index}. */
  static BlockTree upTo(long index) {
    return new BlockTree(new Object[FANOUT], 0, 0).covering(index);
  }

  /** This tree, or a higher one over it, with room for a block {@code index}. */
  BlockTree covering(long index) {
    if (covers(index)) {
      return this;
    }
    Object[] top = root;
    int shift = rootShift;
    boolean empty = next(0) == NONE;
    while (index >>> shift >= FANOUT) {
      Object[] above = new Object[FANOUT];
      above[0] = empty ? null : top;
      top = above;
      shift += FANOUT_SHIFT;
    }
    return new BlockTree(top, shift, charged);
  }

  /** This tree, or a lower one out of it, given that no block lies behind {@code index}. */
  BlockTree loweredTo(long index) {
    Object[] top = root;
    int shift = rootShift;
    while (shift > 0 && index >>> (shift - FANOUT_SHIFT) < FANOUT) {
      top = (Object[]) top[0];
      shift -= FANOUT_SHIFT;
    }
    return shift == rootShift ? this : new BlockTree(top, shift, charged);
  }

  /** The slot of block {@code index}, null for a hole. */
  Object get(long index) {
    if (!covers(index)) {
      return null;
    }
    Object[] node = root;
    for (int shift = rootShift; shift > 0; shift -= FANOUT_SHIFT) {
      node = (Object[]) SLOT.getAcquire(node, slot(index, shift));
      if (node == null) {
        return null;
      }
    }
    return SLOT.getAcquire(node, slot(index, 0));
  }

  /**
   * The number of the first block at or behind {@code from} that is not a hole, or {@link #NONE}.
   */
  long next(long from) {
    long index = from;
    while (covers(index)) {
      Object[] node = root;
      int shift = rootShift;
      Object child = SLOT.getAcquire(node, slot(index, shift));
      while (child != null && shift > 0) {
        node = (Object[]) child;
        shift -= FANOUT_SHIFT;
        child = SLOT.getAcquire(node, slot(index, shift));
      }
      if (child != null) {
        return index;
      }
      index = ((index >>> shift) + 1) << shift;
    }
    return NONE;
  }

  /** Puts a block into a slot that this tree covers, and makes the nodes above it. */
  void set(long index, Object block) {
    exchange(makeNodeAt(index), slot(index, 0), block);
  }

  /** Makes a hole of the blocks {@code first} to {@code last} and hands each to {@code dropped}. */
  void clear(long first, long last, Consumer<Object> dropped) {
    long index = next(first);
    while (index != NONE && index <= last) {
      dropped.accept(exchange(nodeAt(index, 0), slot(index, 0), null));
      long following = next(index + 1);
      if (following == NONE || !sameNode(index, following)) {
        prune(index);
      }
      index = following;
    }
  }

  /** An empty tree of the height of this one. */
  BlockTree emptyTwin() {
    return new BlockTree(new Object[FANOUT], rootShift, 0);
  }

  /** Shares every block with {@code twin}, which is empty and as high as this. */
  void shareWith(BlockTree twin) {
    for (long index = next(0); index != NONE; index = next((index | (FANOUT - 1)) + 1)) {
      Object[] mine = nodeAt(index, 0);
      Object[] theirs = twin.makeNodeAt(index);
      for (int slot = slot(index, 0); slot < FANOUT; slot++) {
        if (mine[slot] != null) {
          SharedBlock shared = Block.share(mine[slot]);
          SLOT.setRelease(mine, slot, shared);
          twin.exchange(theirs, slot, shared);
        }
      }
    }
  }

  /** What the blocks are charged together. */
  long charged() {
    return charged;
  }

  /** Whether no node but the root is empty, found by looking at each; for a check. */
  boolean isPruned() {
    Deque<Object[]> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      for (Object child : pending.pop()) {
        if (child instanceof Object[] node) {
          if (Block.isEmpty(node)) {
            return false;
          }
          pending.push(node);
        }
      }
    }
    return true;
  }

  /** Whether there is room for a block {@code index}. */
  boolean covers(long index) {
    return index >>> rootShift < FANOUT;
  }

  private Object exchange(Object[] node, int slot, Object block) {
    Object before = node[slot];
    SLOT.setRelease(node, slot, block);
    long sum = charged + Block.charge(block) - Block.charge(before);
    charged = sum;
    return before;
  }

  /** Unlinks the nodes above block {@code index} that have become empty, the root excepted. */
  private void prune(long index) {
    for (int shift = FANOUT_SHIFT; shift <= rootShift; shift += FANOUT_SHIFT) {
      Object[] node = nodeAt(index, shift);
      if (!Block.isEmpty((Object[]) node[slot(index, shift)])) {
        return;
      }
      SLOT.setRelease(node, slot(index, shift), null);
    }
  }

  /** The node above block {@code index} whose slots are found by {@code level}; it exists. */
  private Object[] nodeAt(long index, int level) {
    Object[] node = root;
    for (int shift = rootShift; shift > level; shift -= FANOUT_SHIFT) {
      node = (Object[]) node[slot(index, shift)];
    }
    return node;
  }

  /** The node that holds the slot of block {@code index}, made if need be. */
  private Object[] makeNodeAt(long index) {
    Object[] node = root;
    for (int shift = rootShift; shift > 0; shift -= FANOUT_SHIFT) {
      Object[] child = (Object[]) node[slot(index, shift)];
      if (child == null) {
        child = new Object[FANOUT];
        SLOT.setRelease(node, slot(index, shift), child);
      }
      node = child;
    }
    return node;
  }

  private static int slot(long index, int shift) {
    return (int) (index >>> shift) & (FANOUT - 1);
  }

  private static boolean sameNode(long index, long other) {
    return index >>> FANOUT_SHIFT == other >>> FANOUT_SHIFT;
  }
}
