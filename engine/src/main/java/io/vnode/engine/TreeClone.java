package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a tree as it is at one moment, made while others go on changing it: twins of its inodes
 * in another volume, or in the same without a name, that share the blocks.
 *
 * <p>The moment is when the copy is entered among those of the tree ({@link TreeVolume#snapshot}).
 * From then on whoever is about to change the names in a directory first has the copy {@link #keep}
 * them; whatever nobody changes is kept when the copy comes by. Each change asks once which copies
 * there are, with everything locked that it changes. If it finds this one, it is in no directory of
 * the copy; if not, it is in all of them, since who keeps a directory waits for its lock. Both hold
 * for a rename between two directories. So names are never copied in between, and a change that
 * began after another had ended is in the copy only with that other one.
 *
 * <p>A file is copied when the first directory that has a name of it is: attributes field by field,
 * as {@code stat} reads them, contents as they are at one moment.
 */
final class TreeClone implements Onlooker {
  private final TreeDirectory source;
  private final Collection<? super TreeClone> all;
  private final Volume target;
  private final BlockImport blocks;
  private final Object lock;

  /** What was copied so far, and its copy. This and what follows it is guarded by the lock. */
  private final Map<Inode, Inode> twins = new HashMap<>();

  private final Map<TreeDirectory, TreeDirectory> sources = new HashMap<>();
  private final Set<TreeDirectory> kept = new HashSet<>();
  private final List<TreeFile> files = new ArrayList<>();
  private boolean over;

  /** Why the copying is over, if it failed and that is known. */
  private IOException failure;

  /** The copies of directories that have come to hang together, each behind its parent. */
  private final List<TreeDirectory> reached = new ArrayList<>();

  private long inodes;
  private long xattrBytes;

  /**
   * A copy still to be made.
   *
   * @param source the top of the tree
   * @param all those who look on, among whom this one is entered
   * @param target the volume of the copy
   * @param blocks the way into the pool of that volume
   */
  TreeClone(
      TreeDirectory source, Collection<? super TreeClone> all, Volume target, BlockImport blocks) {
    this.source = source;
    this.all = all;
    this.target = target;
    this.blocks = blocks;
    this.lock = source.volume().lockOf(this);
  }

  /**
   * Makes the copy. Its blocks are charged, its inodes and extended attributes are not.
   *
   * @return this
   * @throws VfsException ENOSPC when blocks of another volume, or copies of those that are mapped
   *     to memory, do not fit; then nothing is left
   */
  TreeClone run() throws IOException {
    boolean done = false;
    all.add(this);
    try {
      reached.add(keepLocked(source));
      for (int i = 0; i < reached.size(); i++) {
        reach(reached.get(i));
      }
      done = true;
    } finally {
      all.remove(this);
      end();
      if (!done) {
        discard();
      }
    }
    noteHeights();
    return this;
  }

  /** Hangs what is in {@code directory} below it, and keeps what is in the directories among it. */
  private void reach(TreeDirectory directory) throws IOException {
    count(directory);
    DirectoryCursor entries = directory.names().list(0);
    for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
      Inode inode = entry.inode();
      if (inode instanceof TreeDirectory child) {
        child.setParent(directory);
        directory.noteLinks(1);
        reached.add(keepLocked(sourceOf(child)));
      } else {
        if (inode.links() == 0) {
          count(inode);
        }
        inode.noteLinks(1);
      }
    }
  }

  private void count(Inode inode) {
    inodes++;
    xattrBytes += Xattrs.weightOf(inode.xattrs());
  }

  private void noteHeights() {
    for (int i = reached.size() - 1; i > 0; i--) {
      TreeDirectory directory = reached.get(i);
      directory.parent().raiseHeight(directory.height() + 1);
    }
  }

  private TreeDirectory keepLocked(TreeDirectory directory) throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      keep(directory);
    }
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      if (over) {
        throw failure == null ? new IOException("copying failed in another thread") : failure;
      }
      return (TreeDirectory) twins.get(directory);
    }
  }

  /**
   * Copies {@code directory}, which is locked, unless that has been done or the copying is over.
   * When it fails, the copying is over and not the change that it was called for.
   */
  @Override
  public void keep(TreeDirectory directory) {
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      if (over) {
        return;
      }
      over = true; // Unless all goes well.
      try {
        TreeDirectory copy = (TreeDirectory) twin(directory);
        if (kept.add(copy)) {
          copy.imitate(directory);
          copy.imitateNames(directory, this);
        }
        over = false;
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** The copy of {@code original}: of a directory, for now an empty one. */
  Inode twin(Inode original) throws IOException {
    Inode twin = twins.get(original);
    if (twin == null) {
      twin = copy(original);
      twins.put(original, twin);
    }
    return twin;
  }

  private Inode copy(Inode original) throws IOException {
    if (original instanceof TreeDirectory directory) {
      TreeDirectory copy =
          target.options().gate() == null
              ? new TreeDirectory(target, directory)
              : new GatedDirectory(target, directory);
      sources.put(copy, directory);
      return copy;
    }
    if (original instanceof TreeFile file) {
      TreeFile copy = copy(file, ((BlockBody) file.body()).copy(blocks));
      files.add(copy);
      return copy;
    }
    return original instanceof SymlinkNode link
        ? new SymlinkNode(target, link)
        : new SpecialNode(target, (SpecialNode) original);
  }

  private TreeFile copy(TreeFile file, Body body) {
    return target.options().gate() == null
        ? new TreeFile(target, file, body)
        : new GatedFile(target, file, body);
  }

  private TreeDirectory sourceOf(TreeDirectory copy) {
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      return sources.get(copy);
    }
  }

  /**
   * Ends the copying and lets go the files without a name: those of directories that were removed,
   * or made and changed, since the copy began.
   */
  private void end() {
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      over = true;
      files.stream().filter(file -> file.links() == 0).forEach(file -> file.body().release());
      files.removeIf(file -> file.links() == 0);
    }
  }

  /** Gives back the blocks of a copy that has ended and that nobody gets to see. */
  void discard() {
    files.forEach(file -> file.body().release());
    files.clear();
  }

  /** The top of a copy that has ended: a directory that is its own parent. */
  TreeDirectory top() {
    return reached.get(0);
  }

  /** The files of a copy that has ended. */
  List<TreeFile> files() {
    return files;
  }

  /** How many inodes there are in the copy, the top among them. */
  long inodes() {
    return inodes;
  }

  /** What the volume is to be charged for the extended attributes of the copy. */
  long xattrBytes() {
    return xattrBytes;
  }
}
