package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Inodes as they were when they were gathered, with the contents of files where these are asked.
 */
final class InodeGathering {
  private final Predicate<TreeFile> withContents;
  private final Map<Inode, ChangedInode> gathered = new LinkedHashMap<>();
  private final List<TreeFile> mapped = new ArrayList<>();

  InodeGathering(Predicate<TreeFile> withContents) {
    this.withContents = withContents;
  }

  /** Gathers {@code inode}, unless that has been done. */
  void add(Inode inode) throws IOException {
    if (!gathered.containsKey(inode)) {
      FrozenFile contents =
          inode instanceof TreeFile file && withContents.test(file) ? freeze(file) : null;
      gathered.put(inode, new ChangedInode(inode.facts(), contents));
    }
  }

  /**
   * As {@link #add}, but not what has lost its last name: its contents may have been given back.
   */
  void addUnlessGone(Inode inode) throws IOException {
    boolean isNew = !gathered.containsKey(inode);
    add(inode);
    if (isNew && inode.links() == 0) {
      letGo(gathered.remove(inode));
    }
  }

  private FrozenFile freeze(TreeFile file) throws IOException {
    noteMapped(file);
    return new FrozenFile(((BlockBody) file.body()).copy());
  }

  /** Notes that {@code file} may change at any time without a word, if it is mapped to memory. */
  void noteMapped(TreeFile file) {
    if (((BlockBody) file.body()).isMapped()) {
      mapped.add(file);
    }
  }

  List<ChangedInode> inodes() {
    return List.copyOf(gathered.values());
  }

  List<TreeFile> mapped() {
    return mapped;
  }

  /** Gives back the contents. */
  void letGo() {
    gathered.values().forEach(InodeGathering::letGo);
    gathered.clear();
  }

  private static void letGo(ChangedInode inode) {
    if (inode.contents() != null) {
      inode.contents().letGo();
    }
  }
}
