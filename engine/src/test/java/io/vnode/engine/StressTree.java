package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One run of the stress test: a tree, the threads that disturb it, and the oracles that judge it
 * when they are done.
 */
final class StressTree {
  private static final String[] HERE = {};
  private static final int FILES = 12;

  /** So low that full disks and deep trees are met all the time. */
  private static final int DEPTH_MAX = 10;

  private static final long CAPACITY = 600_000;
  private static final long INODES = 150;

  /**
   * What a run is like.
   *
   * @param coarse whether one monitor guards each volume
   * @param mounts whether a second volume is mounted and unmounted meanwhile
   * @param replaces whether renames may replace; if not, every name can be counted from outside
   */
  record Plan(long seed, int threads, boolean coarse, boolean mounts, boolean replaces) {}

  final Plan plan;
  final StressVolume volume;
  final StressVolume other;
  final Namespace namespace;
  final AtomicReferenceArray<OpenFile> files = new AtomicReferenceArray<>(FILES);

  /** Names made less names taken away, as those saw it who did it. */
  final AtomicLong names = new AtomicLong();

  private final Crew crew = new Crew();

  StressTree(Plan plan) {
    this.plan = plan;
    VolumeOptions options =
        VolumeOptions.DEFAULT.withCoarseLocks(plan.coarse()).withDepthMax(DEPTH_MAX);
    this.volume = new StressVolume(options, CAPACITY, INODES);
    this.other = new StressVolume(options, CAPACITY, INODES);
    this.namespace = new Namespace(volume);
  }

  /** Runs for {@code nanos} and judges. @return how many operations were done */
  long run(long nanos) throws Exception {
    StressOp[] deck = deck();
    for (int i = 0; i < plan.threads(); i++) {
      crew.add(new StressWorker(this, deck, plan.seed() * plan.threads() + i));
    }
    crew.work(nanos);
    judge();
    closeAll();
    judge();
    clear();
    return crew.steps();
  }

  /** Every operation as many times as it has weight. */
  private StressOp[] deck() {
    List<StressOp> deck = new ArrayList<>();
    for (StressOp op : StressOp.values()) {
      if (plan.mounts() || (op != StressOp.MOUNT && op != StressOp.UNMOUNT)) {
        for (int i = 0; i < op.weight(); i++) {
          deck.add(op);
        }
      }
    }
    return deck.toArray(StressOp[]::new);
  }

  private void judge() throws IOException {
    long found = judge(volume) + judge(other);
    if (!plan.replaces()) {
      requireEqual(names.get(), found, "names made less removed, and found");
    }
  }

  /** Judges one volume. @return the names in it */
  private long judge(StressVolume judged) throws IOException {
    new TreeCheck(judged).run();
    Map<Directory, Integer> depths = new HashMap<>();
    Set<Inode> reached = new HashSet<>(judged.orphans());
    Deque<Directory> pending = new ArrayDeque<>();
    depths.put(judged.root(), 0);
    pending.add(judged.root());
    long entries = 0;
    int deepest = 0;
    while (!pending.isEmpty()) {
      Directory directory = pending.remove();
      reached.add(directory);
      deepest = Math.max(deepest, depths.get(directory));
      for (DirectoryEntry entry : listOf(directory)) {
        entries++;
        reached.add(entry.inode());
        if (entry.inode() instanceof Directory child) {
          depths.put(child, depths.get(directory) + 1);
          pending.add(child);
        }
      }
    }
    requireEqual(
        judged.made.get() - judged.forgotten.get(),
        reached.size(),
        "inodes made less forgotten, and reached");
    // Each mkdir under way while a rename moves a tree may exceed the limit by one.
    if (deepest > DEPTH_MAX + plan.threads()) {
      throw new AssertionError("a directory at depth " + deepest);
    }
    return entries;
  }

  private void closeAll() throws IOException {
    for (int i = 0; i < files.length(); i++) {
      OpenFile file = files.getAndSet(i, null);
      if (file != null) {
        file.close();
      }
    }
    requireEqual(0, volume.openFiles() + other.openFiles(), "files that ought to be open, and are");
    requireEqual(0, volume.orphans().size() + other.orphans().size(), "orphans");
  }

  /** Removes everything by the operations themselves: then nothing may be left of it. */
  private void clear() throws IOException {
    if (other.covered() != null) {
      namespace.unmount(Credentials.ROOT, other.root(), HERE, 0);
    }
    clear(namespace, volume);
    clear(new Namespace(other), other);
  }

  private static void clear(Namespace namespace, StressVolume full) throws IOException {
    Deque<Directory> way = new ArrayDeque<>();
    way.push(full.root());
    while (!way.isEmpty()) {
      Directory directory = way.peek();
      Directory below = null;
      for (DirectoryEntry entry : listOf(directory)) {
        String[] name = {entry.name()};
        if (!(entry.inode() instanceof Directory child)) {
          namespace.unlink(Credentials.ROOT, directory, name, 0);
        } else if (child.isEmpty()) {
          namespace.rmdir(Credentials.ROOT, directory, name, 0);
        } else {
          below = child;
        }
      }
      if (below == null) {
        way.pop();
      } else {
        way.push(below);
      }
    }
    for (String name : Xattrs.orEmpty(full.root().xattrs()).names()) {
      namespace.setXattr(Credentials.ROOT, full.root(), name, null);
    }
    new TreeCheck(full).run();
    requireEqual(0, full.bytes().used(), "bytes in use");
    requireEqual(1, full.inodes().used(), "inodes in use");
    requireEqual(1, full.made.get() - full.forgotten.get(), "inodes made less forgotten");
  }

  private static List<DirectoryEntry> listOf(Directory directory) throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>();
    DirectoryCursor cursor = directory.list(0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      entries.add(entry);
    }
    return entries;
  }

  private static void requireEqual(long expected, long found, String what) {
    if (expected != found) {
      throw new AssertionError(what + ": " + expected + " and " + found);
    }
  }
}
