package io.vnode.engine;

import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * A tree as it was at one moment, which {@link Namespace#restore} puts back, into the volume that
 * it was taken of or into others, as often as one likes.
 *
 * <p>It keeps the blocks it needs, which stay charged to the volume it was taken of, until it is
 * closed or nobody can reach it any more.
 */
public final class TreeSnapshot implements Closeable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final FrozenTree tree;
  private final Cleaner.Cleanable end;

  TreeSnapshot(FrozenTree tree) {
    this.tree = tree;
    this.end = CLEANER.register(this, tree::letGo);
  }

  /** How many inodes there are in the tree, the root among them. */
  public long inodes() {
    return tree.inodes();
  }

  /** What a volume is charged that holds this tree and nothing else; zero once it is closed. */
  public long bytes() {
    try {
      return tree.bytes();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Whether {@code volume} is charged for the blocks as it is. */
  boolean isOf(TreeVolume volume) {
    return tree.isPaidBy(volume);
  }

  /** How inodes were numbered on when the snapshot was taken. */
  InodeNumbers numbers() {
    return tree.numbers();
  }

  /**
   * A copy in {@code volume}, without a name; see {@link TreeClone#run}.
   *
   * @throws IllegalStateException when the snapshot was closed
   */
  TreeClone copyTo(TreeVolume volume) throws IOException {
    try {
      return tree.copyTo(volume);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Lets go what the snapshot keeps; file systems that were made from it lose nothing. */
  @Override
  public void close() {
    end.clean();
  }
}
