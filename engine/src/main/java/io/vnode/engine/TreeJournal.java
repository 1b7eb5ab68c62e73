package io.vnode.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which names in which directories, which inodes and which contents have changed: marks, that are
 * set by whoever changes something and taken by whoever keeps the changes.
 *
 * <p>Marks are set on the pages of the day. A new page is begun before it is looked for what has
 * changed, so that what changes meanwhile is marked for the next time. A name is marked before it
 * changes, anything else afterwards.
 */
final class TreeJournal {
  /** One page. */
  static final class Page {
    private final Map<TreeDirectory, Set<String>> names = new ConcurrentHashMap<>();
    private final Set<Inode> inodes = ConcurrentHashMap.newKeySet();
    private final Set<TreeFile> contents = ConcurrentHashMap.newKeySet();

    private void mark(TreeDirectory directory, String name) {
      names.computeIfAbsent(directory, first -> ConcurrentHashMap.newKeySet()).add(name);
    }

    /** The directories with names that are marked. */
    Set<TreeDirectory> directories() {
      return names.keySet();
    }

    /** The names in {@code directory} that are marked. */
    Set<String> names(TreeDirectory directory) {
      return names.getOrDefault(directory, Set.of());
    }

    Set<Inode> inodes() {
      return inodes;
    }

    Set<TreeFile> contents() {
      return contents;
    }

    boolean isEmpty() {
      return names.isEmpty() && inodes.isEmpty() && contents.isEmpty();
    }
  }

  private volatile Page page = new Page();

  /** Begins a new page. @return the one that was written so far */
  synchronized Page turn() {
    Page written = page;
    page = new Page();
    return written;
  }

  /** The page that marks are set on. */
  Page page() {
    return page;
  }

  /** Marks {@code name} in {@code directory}, which is locked and where it is about to change. */
  void mark(TreeDirectory directory, String name) {
    Page marked;
    do { // Again when the page was turned meanwhile: nobody may look at the old one any more.
      marked = page;
      marked.mark(directory, name);
    } while (marked != page);
  }

  /** Marks the attributes of {@code inode}. */
  void mark(Inode inode) {
    Page marked;
    do {
      marked = page;
      add(marked.inodes, inode);
    } while (marked != page);
  }

  /** Marks the contents of {@code file}. */
  void markContents(TreeFile file) {
    Page marked;
    do {
      marked = page;
      add(marked.contents, file);
    } while (marked != page);
  }

  /** Most are marked already, which can be seen without a lock. */
  private static <T> void add(Set<T> set, T marked) {
    if (!set.contains(marked)) {
      set.add(marked);
    }
  }

  /** Marks all that is marked on {@code old} once more: it has not been kept. */
  void markAgain(Page old) {
    old.names.forEach((directory, names) -> names.forEach(name -> mark(directory, name)));
    new HashSet<>(old.inodes).forEach(this::mark);
    new HashSet<>(old.contents).forEach(this::markContents);
  }
}
