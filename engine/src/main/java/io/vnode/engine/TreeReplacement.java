package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A tree about to come in the place of that of a volume: made beside it, shown in one step, and
 * then the old one is taken apart.
 *
 * <p>The root stays the directory that it is and gets other names and attributes. All other
 * directories of the old tree die, each under its own lock, as if everything in them had been
 * removed; the rename mutex, held until that is done, keeps renames from carrying something from
 * the one tree to the other.
 */
final class TreeReplacement implements AutoCloseable {
  private final TreeVolume volume;
  private final TreeSnapshot snapshot;
  private final TreeClone tree;
  private boolean shown;

  /**
   * Makes the tree of {@code snapshot} in {@code volume}, charged for and without a name.
   *
   * @throws VfsException ENOSPC
   */
  TreeReplacement(TreeVolume volume, TreeSnapshot snapshot) throws IOException {
    this.volume = volume;
    this.snapshot = snapshot;
    if (snapshot.inodes() > volume.inodes().capacity()) {
      throw VfsException.of(Errno.ENOSPC);
    }
    this.tree = snapshot.copyTo(volume);
    boolean done = false;
    try {
      charge();
      done = true;
    } finally {
      if (!done) {
        tree.discard();
      }
    }
  }

  /**
   * Charges what the copy of the blocks has not. Inodes come in the place of others, and so do the
   * attributes of a snapshot of this volume, which had room for all of it: they may exceed what is
   * free until the old ones are given back.
   */
  private void charge() throws VfsException {
    if (snapshot.isOf(volume)) {
      volume.bytes().take(tree.xattrBytes());
    } else {
      volume.bytes().reserve(tree.xattrBytes());
    }
    volume.inodes().take(tree.inodes());
  }

  /** Gives everything back unless {@link #run} has shown the tree. */
  @Override
  public void close() {
    if (shown) {
      return;
    }
    tree.discard();
    volume.bytes().giveBack(tree.xattrBytes());
    volume.inodes().giveBack(tree.inodes());
  }

  /** Puts the tree in place. Called under the mount lock, with nothing mounted in the volume. */
  void run() throws IOException {
    synchronized (volume.renameMutex()) {
      assert LockOrder.taken(LockOrder.Rank.RENAME, volume.renameMutex(), volume);
      long now = volume.now();
      takeApart(show(), now);
    }
  }

  /** The one step. @return the names that the root had */
  private NameTable show() throws IOException {
    TreeDirectory root = volume.root();
    synchronized (root.lock()) {
      assert LockOrder.taken(root);
      long before = Xattrs.weightOf(root.xattrs());
      volume.noteChanging(root);
      volume.numbers().become(snapshot.numbers());
      NameTable old = root.become(tree.top());
      shown = true;
      root.endWatches();
      volume.bytes().giveBack(before);
      volume.inodes().giveBack(1); // The top of the copy was charged, too, and is no inode.
      return old;
    }
  }

  private void takeApart(NameTable top, long now) throws IOException {
    Deque<NameTable> pending = new ArrayDeque<>();
    pending.add(top);
    while (!pending.isEmpty()) {
      DirectoryCursor entries = pending.remove().list(0);
      for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
        Inode inode = entry.inode();
        synchronized (inode.lock()) {
          assert LockOrder.taken(inode);
          if (inode instanceof TreeDirectory directory) {
            pending.add(directory.clear());
            Entries.die(directory, now);
          } else {
            Entries.loseName(inode, now);
          }
        }
      }
    }
  }
}
