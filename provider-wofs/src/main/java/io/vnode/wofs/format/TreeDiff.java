package io.vnode.wofs.format;

import io.vnode.engine.InodeFacts;
import io.vnode.engine.Kind;
import io.vnode.engine.Xattrs;
import io.vnode.wofs.WofsChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What is different in one tree beside another, path by path. */
public final class TreeDiff {
  private final TreeListing before;
  private final TreeListing after;

  /** Where what was renamed was, by where it is. */
  private final Map<String, String> renamed = new HashMap<>();

  private final List<WofsChange> changes = new ArrayList<>();

  private TreeDiff(TreeListing before, TreeListing after) {
    this.before = before;
    this.after = after;
  }

  /** The changes that make {@code after} of {@code before}, in the order of their paths. */
  public static List<WofsChange> of(TreeListing before, TreeListing after) throws IOException {
    TreeDiff diff = new TreeDiff(before, after);
    if (before.sharesNumbers(after)) {
      diff.findRenamed();
    }
    TreeSet<String> paths = new TreeSet<>(before.paths().keySet());
    paths.addAll(after.paths().keySet());
    paths.removeAll(diff.renamed.values());
    for (String path : paths) {
      diff.compare(path);
    }
    return diff.changes;
  }

  /** Pairs names that are gone with new names of the same inodes. */
  private void findRenamed() {
    Map<Long, String> gone = new HashMap<>();
    before
        .paths()
        .forEach((path, inode) -> {
          if (!after.paths().containsKey(path)) {
            gone.put(inode.facts().number(), path);
          }
        });
    after
        .paths()
        .forEach((path, inode) -> {
          String from = gone.get(inode.facts().number());
          if (from != null && !before.paths().containsKey(path) && isSame(from, inode.facts())) {
            gone.remove(inode.facts().number());
            renamed.put(path, from);
          }
        });
  }

  /** Whether it is no other inode, made in a copy of the image that went its own way. */
  private boolean isSame(String from, InodeFacts facts) {
    InodeFacts old = before.paths().get(from).facts();
    return old.kind() == facts.kind() && old.born() == facts.born();
  }

  private void compare(String path) throws IOException {
    String from = renamed.get(path);
    Metadata.Entry old = before.paths().get(from == null ? path : from);
    Metadata.Entry now = after.paths().get(path);
    if (now == null) {
      add(WofsChange.Kind.REMOVED, path, null, old);
    } else if (old == null) {
      add(WofsChange.Kind.ADDED, path, null, now);
    } else {
      if (from != null && !wentWithItsDirectory(path, from)) {
        add(WofsChange.Kind.RENAMED, path, from, now);
      }
      if (hasOtherContents(old, now)) {
        add(WofsChange.Kind.MODIFIED, path, null, now);
      } else if (hasOtherAttributes(old.facts(), now.facts())) {
        add(WofsChange.Kind.ATTRIBUTES, path, null, now);
      }
    }
  }

  private boolean wentWithItsDirectory(String path, String from) {
    int slash = path.lastIndexOf('/');
    int slashFrom = from.lastIndexOf('/');
    return path.substring(slash).equals(from.substring(slashFrom))
        && from.substring(0, slashFrom).equals(renamed.get(path.substring(0, slash)));
  }

  private void add(WofsChange.Kind kind, String path, String from, Metadata.Entry inode) {
    changes.add(new WofsChange(kind, path, from, size(inode)));
  }

  private static long size(Metadata.Entry inode) {
    String target = inode.facts().target();
    return target == null ? mapOf(inode).size() : target.getBytes(StandardCharsets.UTF_8).length;
  }

  private static FileMap mapOf(Metadata.Entry inode) {
    return inode.contents() == null ? FileMap.EMPTY : inode.contents();
  }

  private boolean hasOtherContents(Metadata.Entry old, Metadata.Entry now) throws IOException {
    return old.facts().kind() != now.facts().kind()
        || old.facts().rdev() != now.facts().rdev()
        || !Objects.equals(old.facts().target(), now.facts().target())
        || !SameContents.is(before.image(), mapOf(old), after.image(), mapOf(now));
  }

  /** The times of a directory tell of its names alone, which are told of themselves. */
  private static boolean hasOtherAttributes(InodeFacts old, InodeFacts now) {
    return old.mode() != now.mode()
        || old.uid() != now.uid()
        || old.gid() != now.gid()
        || old.flags() != now.flags()
        || (old.modified() != now.modified() && now.kind() != Kind.DIRECTORY)
        || !areEqual(old.xattrs(), now.xattrs());
  }

  private static boolean areEqual(Xattrs old, Xattrs now) {
    if (old == null || now == null) {
      return old == now;
    }
    return old.names().equals(now.names())
        && old.names().stream().allMatch(name -> Arrays.equals(old.get(name), now.get(name)));
  }
}
