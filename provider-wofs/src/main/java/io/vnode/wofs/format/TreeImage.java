package io.vnode.wofs.format;

import io.vnode.engine.ChangedNames;
import io.vnode.engine.InodeFacts;
import io.vnode.engine.Kind;
import io.vnode.engine.Limits;
import io.vnode.engine.TreeLoader;
import io.vnode.wofs.WofsFormatException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tree as it was after one commit, made of the metadata of that and of those before. */
public final class TreeImage {
  private final ImageSource image;
  private final Commit commit;
  private final Map<Long, Metadata.Entry> inodes = new HashMap<>();
  private final Map<Long, Map<String, ChangedNames.Entry>> names = new HashMap<>();

  /** The number of the commit that has all. */
  private long base;

  /** The number of the last commit after that which said something of an inode. */
  private final Map<Long, Long> commits = new HashMap<>();

  private long root;
  private long lastNumber;

  private TreeImage(ImageSource image, Commit commit) {
    this.image = image;
    this.commit = commit;
  }

  /** The tree after {@code commit}, which is in {@code log}. */
  public static TreeImage read(ImageSource image, CommitLog log, Commit commit) throws IOException {
    TreeImage tree = new TreeImage(image, commit);
    tree.base = numberOf(log, commit);
    for (long number = tree.base; number <= commit.number(); number++) {
      Commit one = log.commit(number);
      tree.add(one, MetadataReader.read(image, one));
    }
    tree.check();
    return tree;
  }

  /** The number of the commit that {@code commit} is based on. */
  private static long numberOf(CommitLog log, Commit commit) {
    long number = commit.number();
    while (log.commit(number).start() != commit.base()) {
      number--;
    }
    return number;
  }

  private void add(Commit one, Metadata metadata) {
    root = metadata.root();
    lastNumber = metadata.lastNumber();
    for (Metadata.Entry entry : metadata.inodes()) {
      Metadata.Entry before = inodes.get(entry.facts().number());
      boolean keeps = entry.contents() == null && before != null;
      inodes.put(
          entry.facts().number(),
          keeps ? new Metadata.Entry(entry.facts(), before.contents()) : entry);
      if (one.number() != base) {
        commits.put(entry.facts().number(), one.number());
      }
    }
    for (ChangedNames changed : metadata.names()) {
      Map<String, ChangedNames.Entry> there =
          names.computeIfAbsent(changed.directory(), first -> new LinkedHashMap<>());
      for (ChangedNames.Entry entry : changed.entries()) {
        there.remove(entry.name());
        if (entry.inode() != 0) {
          there.put(entry.name(), entry);
        }
      }
    }
  }

  // ---------------------------------------------------------------- checks

  private WofsFormatException wrong(String what) {
    return image.wrong(
        commit.metadata(), "the tree of commit " + commit.number() + " is none: " + what);
  }

  /** Requires that this is a tree, and forgets what has no name in it any more. */
  private void check() throws IOException {
    require(root, Kind.DIRECTORY);
    Map<Long, Integer> depths = new LinkedHashMap<>();
    depths.put(root, 0);
    Deque<Long> pending = new ArrayDeque<>(List.of(root));
    while (!pending.isEmpty()) {
      long directory = pending.remove();
      check(directory, depths, pending);
    }
    inodes.keySet().retainAll(depths.keySet());
    names.keySet().retainAll(depths.keySet());
    for (long directory : names.keySet()) {
      require(directory, Kind.DIRECTORY);
    }
  }

  private void check(long directory, Map<Long, Integer> depths, Deque<Long> pending)
      throws IOException {
    int depth = depths.get(directory) + 1;
    for (ChangedNames.Entry entry : entries(directory)) {
      Metadata.Entry inode = require(entry.inode(), null);
      boolean isDirectory = inode.facts().kind() == Kind.DIRECTORY;
      if (depths.put(entry.inode(), depth) != null && isDirectory) {
        throw wrong("directory " + entry.inode() + " has two names");
      }
      if (isDirectory) {
        if (depth > Limits.DEPTH_MAX) {
          throw wrong("it is more than " + Limits.DEPTH_MAX + " directories deep");
        }
        pending.add(entry.inode());
      }
    }
  }

  private Metadata.Entry require(long number, Kind kind) throws IOException {
    Metadata.Entry inode = inodes.get(number);
    if (inode == null) {
      throw wrong("inode " + number + " is not there");
    }
    if (kind != null && inode.facts().kind() != kind) {
      throw wrong("inode " + number + " is not of the kind " + kind);
    }
    return inode;
  }

  /** The names in a directory, in the order of their making. */
  List<ChangedNames.Entry> entries(long directory) throws IOException {
    List<ChangedNames.Entry> entries =
        new ArrayList<>(names.getOrDefault(directory, Map.of()).values());
    entries.sort(Comparator.comparingLong(ChangedNames.Entry::cookie));
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).cookie() == entries.get(i - 1).cookie()) {
        throw wrong("two names of directory " + directory + " have one place");
      }
    }
    return entries;
  }

  // ---------------------------------------------------------------- use

  /** The number of the root. */
  long root() {
    return root;
  }

  /** The inode {@code number}, which there is. */
  Metadata.Entry inode(long number) {
    return inodes.get(number);
  }

  /** All inodes, in no order. */
  Collection<Metadata.Entry> inodes() {
    return inodes.values();
  }

  /** How many inodes there are, the root among them. */
  public int size() {
    return inodes.size();
  }

  /**
   * The number of the commit that last said something of an inode, or zero. If that is the one that
   * has all, the inode may have been changed by an earlier one.
   */
  public long commitOf(long inode) {
    return commits.getOrDefault(inode, inodes.containsKey(inode) ? base : 0L);
  }

  /** Whether an inode is what it was in {@code earlier}: each change changes its time. */
  public boolean isUnchangedSince(TreeImage earlier, long inode) {
    Metadata.Entry before = earlier.inodes.get(inode);
    return before != null && before.facts().changed() == inodes.get(inode).facts().changed();
  }

  /** Makes the tree of a volume of it. */
  public void load(TreeLoader loader) throws IOException {
    loader.root(inodes.get(root).facts());
    for (Metadata.Entry entry : inodes.values()) {
      if (entry.facts().number() != root) {
        load(loader, entry);
      }
    }
    for (long directory : names.keySet()) {
      for (ChangedNames.Entry entry : entries(directory)) {
        loader.name(directory, entry.name(), entry.inode(), entry.cookie());
      }
    }
    loader.end(lastNumber);
  }

  private void load(TreeLoader loader, Metadata.Entry entry) {
    InodeFacts facts = entry.facts();
    loader.inode(facts);
    FileMap contents = entry.contents();
    if (contents == null) {
      return;
    }
    loader.size(facts.number(), contents.size());
    contents.forEach(image, (index, piece) -> loader.piece(index, piece.length(), piece));
  }
}
