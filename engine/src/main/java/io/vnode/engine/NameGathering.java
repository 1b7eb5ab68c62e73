package io.vnode.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the names that were marked stand for at one moment, which is when this is entered among the
 * onlookers of the volume: as for a {@link TreeClone}, a change that has asked for onlookers before
 * is in all directories of it, and one that has asked later in none.
 */
final class NameGathering implements Onlooker {
  private final TreeJournal.Page written;
  private final TreeJournal.Page page;
  private final Object lock;

  /** Guarded by the lock. */
  private final Map<TreeDirectory, List<Name>> kept = new LinkedHashMap<>();

  /**
   * A gathering of the names that are marked on two pages.
   *
   * @param written the one that was turned
   * @param page the one that was begun then: what is marked there may be of this moment, too
   */
  NameGathering(KeptVolume volume, TreeJournal.Page written, TreeJournal.Page page) {
    this.written = written;
    this.page = page;
    this.lock = volume.lockOf(this);
  }

  /** A name of which there may be none any more; then it stands for nothing. */
  private static Name at(TreeDirectory directory, String text) {
    Name there = NameSlots.find(directory.slots(), text);
    Name seen = new Name(text, there == null ? 0 : there.cookie());
    seen.standFor(there == null ? null : there.inode());
    return seen;
  }

  /** Looks at all directories with marks, unless they have been kept. */
  void run() {
    Set<TreeDirectory> directories = new HashSet<>(written.directories());
    directories.addAll(page.directories());
    for (TreeDirectory directory : directories) {
      synchronized (directory.lock()) {
        assert LockOrder.taken(directory);
        keep(directory);
      }
    }
  }

  @Override
  public void keep(TreeDirectory directory) {
    synchronized (lock) {
      assert LockOrder.taken(LockOrder.Rank.CLONE, lock, this);
      if (!directory.isDead()) {
        kept.computeIfAbsent(directory, this::look);
      }
    }
  }

  private List<Name> look(TreeDirectory directory) {
    Set<String> names = new HashSet<>(written.names(directory));
    names.addAll(page.names(directory));
    List<Name> seen = new ArrayList<>();
    names.forEach(name -> seen.add(at(directory, name)));
    return seen;
  }

  /** What was seen, once all is over. */
  List<ChangedNames> changes() {
    List<ChangedNames> changes = new ArrayList<>();
    kept.forEach((directory, names) -> changes.add(changes(directory, names)));
    return changes;
  }

  private static ChangedNames changes(TreeDirectory directory, Collection<Name> names) {
    List<ChangedNames.Entry> entries = new ArrayList<>();
    for (Name name : names) {
      Inode inode = name.inode();
      entries.add(
          new ChangedNames.Entry(
              name.name(), inode == null ? 0 : inode.number(), inode == null ? 0 : name.cookie()));
    }
    return new ChangedNames(directory.number(), entries);
  }
}
