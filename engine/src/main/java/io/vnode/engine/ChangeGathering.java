package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was marked, as it is at one moment: that at which this is entered among the onlookers of the
 * volume. As for a {@link TreeClone}, a change that has asked for onlookers before is in all
 * directories of it, and one that has asked later in none.
 *
 * <p>An inode that a name leads to is gathered with the name: later it may have been removed, and
 * have lost what was in it.
 */
final class ChangeGathering implements Onlooker {
  private final TreeJournal.Page written;
  private final TreeJournal.Page page;
  private final InodeGathering inodes;
  private final Object lock;

  /** This and what follows is guarded by the lock, and so are the inodes until it is over. */
  private final Map<TreeDirectory, ChangedNames> names = new LinkedHashMap<>();

  private boolean over;
  private IOException failure;

  /**
   * A gathering of what is marked on two pages.
   *
   * @param written the one that was turned
   * @param page the one that was begun then: what is marked there may be of this moment, too
   */
  ChangeGathering(KeptVolume volume, TreeJournal.Page written, TreeJournal.Page page) {
    this.written = written;
    this.page = page;
    this.lock = volume.lockOf(this);
    this.inodes =
        new InodeGathering(
            file -> written.contents().contains(file) || page.contents().contains(file));
  }

  /** Gathers all that is marked and has not been gathered, and ends. */
  void run() throws IOException {
    Set<TreeDirectory> directories = new HashSet<>(written.directories());
    directories.addAll(page.directories());
    for (TreeDirectory directory : directories) {
      synchronized (directory.lock()) {
        assert LockOrder.taken(directory);
        keep(directory);
      }
    }
    end();
    gatherUnnamed();
  }

  private void end() throws IOException {
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      over = true;
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Gathers what has changed and whose names have not. */
  private void gatherUnnamed() throws IOException {
    for (TreeJournal.Page one : List.of(written, page)) {
      for (Inode inode : one.inodes()) {
        inodes.addUnlessGone(inode);
      }
      for (TreeFile file : one.contents()) {
        inodes.addUnlessGone(file);
      }
    }
  }

  /**
   * {@inheritDoc} When it fails, the gathering is over and not the change that it is called for.
   */
  @Override
  public void keep(TreeDirectory directory) {
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      if (over || directory.isDead() || names.containsKey(directory)) {
        return;
      }
      try {
        names.put(directory, look(directory));
      } catch (IOException e) {
        over = true;
        failure = e;
      }
    }
  }

  private ChangedNames look(TreeDirectory directory) throws IOException {
    Set<String> marked = new HashSet<>(written.names(directory));
    marked.addAll(page.names(directory));
    List<ChangedNames.Entry> entries = new ArrayList<>();
    for (String name : marked) {
      Name there = NameSlots.find(directory.slots(), name);
      Inode inode = there == null ? null : there.inode();
      if (inode == null) {
        entries.add(new ChangedNames.Entry(name, 0, 0));
      } else {
        entries.add(new ChangedNames.Entry(name, inode.number(), there.cookie()));
        gatherIfMarked(inode);
      }
    }
    return new ChangedNames(directory.number(), entries);
  }

  private void gatherIfMarked(Inode inode) throws IOException {
    if (isMarked(written, inode) || isMarked(page, inode)) {
      inodes.add(inode);
    }
  }

  private static boolean isMarked(TreeJournal.Page page, Inode inode) {
    return page.inodes().contains(inode)
        || (inode instanceof TreeFile file && page.contents().contains(file));
  }

  /** The names that were gathered, by directory. */
  List<ChangedNames> names() {
    return List.copyOf(names.values());
  }

  InodeGathering inodes() {
    return inodes;
  }
}
