package io.vnode.engine;

import java.io.IOException;

/**
 * A tree in memory that is kept elsewhere: one that knows what has changed in it, and can be made
 * again from what was kept.
 */
public abstract class KeptVolume extends TreeVolume {
  private final TreeJournal journal = new TreeJournal();

  /** A volume with an empty root; see {@link TreeVolume}. */
  protected KeptVolume(String type, VolumeOptions options, Space bytes, Space inodes, Birth root) {
    super(type, options, bytes, inodes, root);
  }

  /** Makes the tree of what was kept, before anybody else knows the volume. */
  protected final TreeLoader loader() {
    return new TreeLoader(this);
  }

  /** Whether anything has changed since {@link #changes} or {@link #everything} was asked. */
  protected final boolean isChanged() {
    return !journal.page().isEmpty();
  }

  /**
   * What has changed since this or {@link #everything} was last asked. One thread at a time may
   * ask, until it says what became of the answer.
   *
   * @throws VfsException ENOSPC when a file is mapped to memory, which cannot be shared, and there
   *     is no space for a copy
   */
  protected final TreeChanges changes() throws IOException {
    return TreeChanges.since(this);
  }

  /** As {@link #changes}, but all there is. */
  protected final TreeChanges everything() throws IOException {
    TreeJournal.Page written = journal.turn();
    TreeChanges all = null;
    try {
      TreeClone clone = new TreeClone(root(), onlookers(), this, new BlockImport(pool())).run();
      try {
        all = TreeChanges.all(this, written, clone.top());
      } finally {
        clone.discard();
      }
    } finally {
      if (all == null) {
        journal.markAgain(written);
      }
    }
    return all;
  }

  /**
   * What stays free of the space for bytes: what it takes to keep {@code inode}, besides its
   * contents and extended attributes.
   */
  @Override
  protected int weightOf(Inode inode) {
    return 0;
  }

  /** What it takes to keep {@code name}. */
  @Override
  protected int weightOf(String name) {
    return 0;
  }

  /** The flags that a new inode of {@code kind} begins with. */
  protected int flagsOf(Kind kind) {
    return 0;
  }

  /** Sends everything to where it outlasts a crash; somebody asks for that with one file. */
  @Override
  protected abstract void force() throws IOException;

  /**
   * Sees to it that nobody, root included, can change {@code inode} any more: neither itself nor
   * that it cannot be changed. If {@code growing} it may grow.
   */
  protected final void sealForGood(Inode inode, boolean growing) throws IOException {
    synchronized (inode.lock()) {
      assert LockOrder.taken(inode);
      inode.addFlags(Inode.SEALED | (growing ? Inode.APPEND_ONLY : Inode.IMMUTABLE));
      inode.noteChanged(now());
    }
  }

  /**
   * Sets an extended attribute that is the volume's own, whatever may be set by others, and whether
   * or not there is space for it.
   */
  protected final void setOwnXattr(Inode inode, String name, byte[] value) throws IOException {
    synchronized (inode.lock()) {
      assert LockOrder.taken(inode);
      Xattrs old = Xattrs.orEmpty(inode.xattrs());
      Xattrs fresh = old.with(name, value);
      bytes().take(fresh.weight() - old.weight());
      inode.setXattrs(fresh);
      inode.noteChanged(now());
    }
  }

  /** The extended attribute of {@code inode} that is the volume's own, or null. */
  protected final byte[] ownXattr(Inode inode, String name) {
    return Xattrs.orEmpty(inode.xattrs()).get(name);
  }

  final TreeJournal journal() {
    return journal;
  }

  @Override
  final void noteMade(Inode inode) {
    inode.addFlags(flagsOf(inode.kind()));
    journal.mark(inode);
  }

  @Override
  final void noteTouched(TreeDirectory directory, String name) {
    journal.mark(directory, name);
  }

  @Override
  final void noteTouched(Inode inode) {
    if (journal != null) { // It is while the root is being made.
      journal.mark(inode);
    }
  }

  @Override
  final void noteWritten(Inode inode) {
    if (inode instanceof TreeFile file) {
      journal.markContents(file);
    }
  }
}
