package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
  private final InodeGathering inodes;
  private final long lastNumber;

  private TreeChanges(
      KeptVolume volume, TreeJournal.Page page, List<ChangedNames> names, InodeGathering inodes) {
    this.journal = volume.journal();
    this.page = page;
    this.names = names;
    this.inodes = inodes;
    this.lastNumber = volume.numbers().last();
  }

  /** What has changed. */
  static TreeChanges since(KeptVolume volume) throws IOException {
    TreeJournal.Page written = volume.journal().turn();
    ChangeGathering gathering = new ChangeGathering(volume, written, volume.journal().page());
    volume.onlookers().add(gathering);
    boolean done = false;
    try {
      gathering.run();
      done = true;
    } finally {
      volume.onlookers().remove(gathering);
      if (!done) {
        gathering.inodes().letGo();
        volume.journal().markAgain(written);
      }
    }
    return new TreeChanges(volume, written, gathering.names(), gathering.inodes());
  }

  /** All that is in the tree at {@code top}, of copies that nobody changes. */
  static TreeChanges all(KeptVolume volume, TreeJournal.Page written, TreeDirectory top)
      throws IOException {
    List<ChangedNames> names = new ArrayList<>();
    InodeGathering inodes = new InodeGathering(file -> true);
    boolean done = false;
    try {
      inodes.add(top);
      List<TreeDirectory> directories = new ArrayList<>(List.of(top));
      for (int i = 0; i < directories.size(); i++) {
        names.add(names(directories.get(i), directories, inodes));
      }
      written.contents().forEach(inodes::noteMapped); // The copies are not mapped.
      done = true;
    } finally {
      if (!done) {
        inodes.letGo();
      }
    }
    return new TreeChanges(volume, written, names, inodes);
  }

  private static ChangedNames names(
      TreeDirectory directory, List<TreeDirectory> directories, InodeGathering inodes)
      throws IOException {
    List<ChangedNames.Entry> entries = new ArrayList<>();
    DirectoryCursor cursor = directory.names().list(0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      Inode inode = entry.inode();
      entries.add(new ChangedNames.Entry(entry.name(), inode.number(), entry.cookie()));
      inodes.add(inode);
      if (inode instanceof TreeDirectory child) {
        directories.add(child);
      }
    }
    return new ChangedNames(directory.number(), entries);
  }

  /** Whether nothing has changed. */
  public boolean isEmpty() {
    return names.isEmpty() && inodes.inodes().isEmpty();
  }

  /** The names that have changed, by directory. */
  public List<ChangedNames> names() {
    return names;
  }

  /** The inodes that have changed; what has no name any more is not among them. */
  public List<ChangedInode> inodes() {
    return inodes.inodes();
  }

  /** No inode has a greater number. */
  public long lastNumber() {
    return lastNumber;
  }

  /** Lets everything go: it is where it was to be kept. */
  public void kept() {
    inodes.letGo();
    inodes.mapped().forEach(journal::markContents); // Nobody sees when the memory is written.
  }

  /** Lets everything go: it could not be kept. */
  public void giveUp() {
    inodes.letGo();
    journal.markAgain(page);
  }
}
