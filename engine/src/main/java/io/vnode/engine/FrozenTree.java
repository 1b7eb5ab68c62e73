package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a {@link TreeSnapshot} holds: a tree that no name leads to and nobody changes, with blocks
 * that are shared with the volume it was taken of and charged to that.
 *
 * <p>It knows its siblings, the trees that other snapshots of the volume hold, and not the volume,
 * of which it would keep everything. The siblings' monitor guards what all of them hold.
 */
final class FrozenTree extends Volume {
  /** Nothing here changes: no time is ever asked for, and no limit reached. */
  private static final VolumeOptions OPTIONS =
      VolumeOptions.DEFAULT.withReadOnly(true).withClock(() -> 0);

  private final Set<FrozenTree> siblings;
  private final BlockPool pool;

  /** The top; null before there is a tree, and again once it was let go. */
  private TreeDirectory root;

  private List<Body> bodies = List.of();
  private long inodes;
  private long xattrBytes;
  private InodeNumbers numbers;

  /** Nothing yet, held for a snapshot of a volume with the blocks {@code pool}. */
  FrozenTree(BlockPool pool, Set<FrozenTree> siblings) {
    super(OPTIONS);
    this.pool = pool;
    this.siblings = siblings;
  }

  /** Holds what {@code clone} has made, in this volume, of the tree of {@code source}. */
  void hold(TreeClone clone, TreeVolume source) {
    synchronized (siblings) {
      assert LockOrder.taken(LockOrder.Rank.SNAPSHOTS, siblings, this);
      root = clone.top();
      bodies = new ArrayList<>(clone.files().size());
      clone.files().forEach(file -> bodies.add(file.body()));
      inodes = clone.inodes();
      xattrBytes = clone.xattrBytes();
      numbers = source.numbers().copy();
      siblings.add(this);
    }
  }

  /** Gives everything back, once. */
  void letGo() {
    synchronized (siblings) {
      assert LockOrder.taken(LockOrder.Rank.SNAPSHOTS, siblings, this);
      bodies.forEach(Body::release);
      bodies = List.of();
      root = null;
      siblings.remove(this);
    }
  }

  /** A copy in {@code volume}, without a name; see {@link TreeClone#run}. */
  TreeClone copyTo(TreeVolume volume) throws IOException {
    synchronized (siblings) {
      assert LockOrder.taken(LockOrder.Rank.SNAPSHOTS, siblings, this);
      return volume.copyOf(root());
    }
  }

  /** Whether the blocks are charged to {@code volume}. */
  boolean isPaidBy(TreeVolume volume) {
    return volume.pool() == pool;
  }

  /** What the volume is charged for. Asked with the siblings' monitor held. */
  List<Body> bodies() {
    return bodies;
  }

  long inodes() {
    return inodes;
  }

  long xattrBytes() {
    return xattrBytes;
  }

  InodeNumbers numbers() {
    return numbers;
  }

  /** {@inheritDoc} @throws IllegalStateException once the tree was let go */
  @Override
  public TreeDirectory root() {
    if (root == null) {
      throw new IllegalStateException("the snapshot was closed");
    }
    return root;
  }

  @Override
  public Usage usage() {
    return new Usage("snapshot", Block.UNIT, bytes(), 0, inodes, 0);
  }

  /** What a volume would be charged that holds the tree and nothing else. */
  long bytes() {
    synchronized (siblings) {
      assert LockOrder.taken(LockOrder.Rank.SNAPSHOTS, siblings, this);
      return xattrBytes + TreeVolume.charged(bodies);
    }
  }
}
