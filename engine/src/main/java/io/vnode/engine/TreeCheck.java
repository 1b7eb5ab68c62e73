package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A check that the tree of a volume is sound: the {@code fsck} of the engine.
 *
 * <p>Every directory is reached just once, from its true parent; every link count is the number of
 * names found; a listing and the lookups agree; the inodes and bytes charged are those that names
 * open files or snapshots still reach. It expects that nobody changes the volume meanwhile.
 */
final class TreeCheck {
  /** Faults that are told in full. */
  private static final int FAULTS_MAX = 10;

  private final TreeVolume volume;
  private final Map<Inode, Integer> names = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long nameBytes;

  TreeCheck(TreeVolume volume) {
    this.volume = volume;
  }

  /**
   * @throws IllegalStateException when the tree is not sound, with all that is wrong
   */
  void run() throws IOException {
    walk();
    names.forEach(this::checkLinks);
    checkSpace();
    if (!faults.isEmpty()) {
      throw new IllegalStateException(describe());
    }
  }

  private String describe() {
    int more = faults.size() - FAULTS_MAX;
    String first = String.join("; ", faults.subList(0, Math.min(FAULTS_MAX, faults.size())));
    return more > 0 ? first + "; and " + more + " more" : first;
  }

  private void walk() throws IOException {
    Deque<TreeDirectory> pending = new ArrayDeque<>();
    names.put(volume.root(), 0);
    pending.add(volume.root());
    while (!pending.isEmpty()) {
      checkDirectory(pending.remove(), pending);
    }
  }

  private void checkDirectory(TreeDirectory directory, Deque<TreeDirectory> pending)
      throws IOException {
    int subdirectories = 0;
    int entries = 0;
    long lastCookie = 0;
    DirectoryCursor cursor = directory.names().list(0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      entries++;
      nameBytes += volume.weightOf(entry.name());
      Inode inode = entry.inode();
      if (directory.names().get(entry.name()) != inode) {
        fault(inode, "is listed as " + entry.name() + " and looked up as something else");
      }
      if (entry.cookie() <= lastCookie) {
        fault(directory, "has cookies that do not grow");
      }
      lastCookie = entry.cookie();
      if (inode instanceof TreeDirectory child) {
        subdirectories++;
        checkParent(directory, child, pending);
      } else {
        names.merge(inode, 1, Integer::sum);
      }
    }
    if (entries != directory.size()) {
      fault(directory, "lists " + entries + " names and counts " + directory.size());
    }
    if (directory.links() != subdirectories + 2) {
      fault(directory, "has " + directory.links() + " links and " + subdirectories + " children");
    }
  }

  private void checkParent(
      TreeDirectory directory, TreeDirectory child, Deque<TreeDirectory> pending) {
    if (names.put(child, 0) != null) {
      fault(child, "is reached twice");
      return;
    }
    if (child.parent() != directory) {
      fault(child, "is below a directory that is not its parent");
    }
    if (directory.height() <= child.height()) {
      fault(directory, "is not higher than a directory below it");
    }
    pending.add(child);
  }

  private void checkLinks(Inode inode, int found) {
    if (!(inode instanceof Directory) && inode.links() != found) {
      fault(inode, "has " + inode.links() + " links and " + found + " names");
    }
  }

  private void checkSpace() {
    long inodes = (long) names.size() + volume.orphans().size();
    if (inodes != volume.inodes().used()) {
      faults.add(volume.inodes().used() + " inodes charged and " + inodes + " found");
    }
    List<Inode> all = new ArrayList<>(names.keySet());
    all.addAll(volume.orphans());
    long bytes = nameBytes + all.stream().mapToLong(this::weight).sum();
    List<Body> bodies = new ArrayList<>();
    for (Inode inode : all) {
      if (inode instanceof TreeFile file) {
        bodies.add(file.body());
      }
    }
    checkBytes(bytes, bodies);
  }

  /** What an inode is charged, but for its contents. The root is there anyway. */
  private long weight(Inode inode) {
    int weight = inode == volume.root() ? 0 : volume.weightOf(inode);
    return Xattrs.weightOf(inode.xattrs()) + weight;
  }

  /** Compares what was charged with what is found, while no snapshot is let go. */
  private void checkBytes(long others, List<Body> bodies) {
    synchronized (volume.frozen()) {
      assert LockOrder.taken(LockOrder.Rank.SNAPSHOTS, volume.frozen(), volume);
      volume.frozen().forEach(tree -> bodies.addAll(tree.bodies()));
      long bytes = others + volume.countBytes(bodies);
      if (bytes != volume.bytes().used()) {
        faults.add(volume.bytes().used() + " bytes charged and " + bytes + " found");
      }
    }
  }

  private void fault(Inode inode, String what) {
    faults.add("inode " + inode.number() + " " + what);
  }
}
