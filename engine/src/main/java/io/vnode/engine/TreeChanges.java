package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has changed in the tree of a {@link KeptVolume} since it was last asked, for who keeps it:
 * the names are those of one moment, attributes and contents those of some moment between the
 * question and the answer. Or all there is, as if it had changed.
 *
 * <p>It is either {@linkplain #kept kept} or {@linkplain #giveUp given up}; in that case all of it
 * is among the changes of the next time.
 */
public final class TreeChanges {
  private final TreeJournal journal;
  private final TreeJournal.Page page;
  private final List<ChangedNames> names;
  private final List<ChangedInode> inodes = new ArrayList<>();
  private final List<TreeFile> mapped = new ArrayList<>();
  private final long lastNumber;

  private TreeChanges(KeptVolume volume, TreeJournal.Page page, List<ChangedNames> names) {
    this.journal = volume.journal();
    this.page = page;
    this.names = names;
    this.lastNumber = volume.numbers().last();
  }

  /** What has changed. */
  static TreeChanges since(KeptVolume volume) throws IOException {
    TreeJournal.Page written = volume.journal().turn();
    TreeJournal.Page page = volume.journal().page();
    NameGathering gathering = new NameGathering(volume, written, page);
    volume.onlookers().add(gathering);
    try {
      gathering.run();
    } finally {
      volume.onlookers().remove(gathering);
    }
    TreeChanges changes = new TreeChanges(volume, written, gathering.changes());
    Set<Inode> touched = new HashSet<>(written.inodes());
    touched.addAll(page.inodes());
    Set<TreeFile> changed = new HashSet<>(written.contents());
    changed.addAll(page.contents());
    touched.addAll(changed);
    changes.collect(touched, changed);
    return changes;
  }

  /** All that is in {@code snapshot}, whose inodes are copies that nobody changes. */
  static TreeChanges all(KeptVolume volume, TreeJournal.Page written, TreeDirectory top)
      throws IOException {
    List<ChangedNames> names = new ArrayList<>();
    Set<Inode> inodes = new HashSet<>();
    Set<TreeFile> files = new HashSet<>();
    List<TreeDirectory> pending = new ArrayList<>(List.of(top));
    for (int i = 0; i < pending.size(); i++) {
      names.add(names(pending.get(i), pending, inodes, files));
    }
    inodes.add(top);
    TreeChanges changes = new TreeChanges(volume, written, names);
    changes.collect(inodes, files);
    written.contents().forEach(changes::noteMapped); // The copies are not.
    return changes;
  }

  private static ChangedNames names(
      TreeDirectory directory, List<TreeDirectory> pending, Set<Inode> inodes, Set<TreeFile> files)
      throws IOException {
    List<ChangedNames.Entry> entries = new ArrayList<>();
    DirectoryCursor cursor = directory.names().list(0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      Inode inode = entry.inode();
      entries.add(new ChangedNames.Entry(entry.name(), inode.number(), entry.cookie()));
      inodes.add(inode);
      if (inode instanceof TreeDirectory child) {
        pending.add(child);
      } else if (inode instanceof TreeFile file) {
        files.add(file);
      }
    }
    return new ChangedNames(directory.number(), entries);
  }

  private void collect(Set<Inode> touched, Set<TreeFile> changed) throws IOException {
    boolean done = false;
    try {
      for (Inode inode : touched) {
        if (inode.links() > 0) {
          boolean whole = inode instanceof TreeFile file && changed.contains(file);
          inodes.add(new ChangedInode(inode.facts(), whole ? freeze((TreeFile) inode) : null));
        }
      }
      done = true;
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  private FrozenFile freeze(TreeFile file) throws IOException {
    noteMapped(file);
    return new FrozenFile(((BlockBody) file.body()).copy());
  }

  private void noteMapped(TreeFile file) {
    if (((BlockBody) file.body()).isMapped()) {
      mapped.add(file);
    }
  }

  /** Whether nothing has changed. */
  public boolean isEmpty() {
    return names.isEmpty() && inodes.isEmpty();
  }

  /** The names that have changed, by directory. */
  public List<ChangedNames> names() {
    return names;
  }

  /** The inodes that have changed; what has no name any more is not among them. */
  public List<ChangedInode> inodes() {
    return inodes;
  }

  /** No inode has a greater number. */
  public long lastNumber() {
    return lastNumber;
  }

  /** Lets everything go: it is where it was to be kept. */
  public void kept() {
    letGo();
    mapped.forEach(journal::markContents); // Nobody sees when the memory is written.
  }

  /** Lets everything go: it could not be kept. */
  public void giveUp() {
    letGo();
    journal.markAgain(page);
  }

  private void letGo() {
    for (ChangedInode inode : inodes) {
      if (inode.contents() != null) {
        inode.contents().letGo();
      }
    }
    inodes.clear();
  }
}
