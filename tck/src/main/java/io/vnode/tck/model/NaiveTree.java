package io.vnode.tck.model;

import io.vnode.tck.Errno;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tree of the naive model: how names lead to nodes, and who may do what with them. Written from
 * {@code path_resolution(7)}, {@code inode(7)} and {@code credentials(7)} without a look at the
 * engine.
 */
final class NaiveTree {
  static final int EXECUTE = 1;
  static final int WRITE = 2;
  static final int READ = 4;
  static final int SET_UID = 04000;
  static final int SET_GID = 02000;
  static final int STICKY = 01000;
  private static final int GROUP_EXECUTE = 010;
  private static final int LINKS_MAX = 40;

  final NaiveNode root = new NaiveNode(NaiveNode.Kind.DIRECTORY);
  private final Manners manners;

  /** The number of the present step. */
  int now;

  /** An empty tree of {@code owner}'s, where what is left open is as {@code manners} have it. */
  NaiveTree(Manners manners, Actor owner, int permissions) {
    this.manners = manners;
    root.parent = root;
    root.links = 2;
    root.uid = owner.uid();
    root.gid = owner.gid();
    root.permissions = permissions;
  }

  Manners manners() {
    return manners;
  }

  /** Where a path leads. */
  static final class Found {
    /** Where the last name is looked up. */
    NaiveNode parent;

    /** The last name; {@code .}, {@code ..} or empty where it is none. */
    String name = "";

    /** What it stands for, or null. */
    NaiveNode node;

    boolean isName() {
      return !name.isEmpty() && !name.equals(".") && !name.equals("..");
    }

    NaiveNode require() throws NaiveError {
      if (node == null) {
        throw NaiveError.miss(Errno.ENOENT);
      }
      return node;
    }
  }

  static List<String> names(String path) {
    return List.of(path.split("/", -1));
  }

  /** Follows {@code path} name by name. */
  Found find(Actor who, String path, boolean followLast) throws NaiveError {
    Deque<String> names = new ArrayDeque<>(names(path));
    Found found = new Found();
    found.node = root;
    int links = 0;
    while (!names.isEmpty()) {
      NaiveNode directory = found.require();
      if (!directory.isDirectory()) {
        throw NaiveError.miss(Errno.ENOTDIR);
      }
      require(may(directory, who, EXECUTE), Errno.EACCES);
      found.parent = directory;
      found.name = names.pop();
      found.node = step(directory, found.name);
      if (found.node != null && found.node.isLink() && (followLast || !names.isEmpty())) {
        require(++links <= LINKS_MAX, Errno.ELOOP);
        String target = found.node.target;
        found.node = directory;
        if (target.startsWith("/")) {
          found.node = root;
          target = target.substring(1);
        }
        pushAll(names, target);
      }
    }
    return found;
  }

  private NaiveNode step(NaiveNode directory, String name) {
    if (name.equals("..") && directory == root) {
      throw new Unforetold("the host has more above the root");
    }
    return switch (name) {
      case "." -> directory;
      case ".." -> directory.parent;
      default -> directory.entries.get(name);
    };
  }

  private static void pushAll(Deque<String> names, String target) {
    if (!target.isEmpty()) {
      List<String> more = new ArrayList<>(names(target));
      Collections.reverse(more);
      more.forEach(names::push);
    }
  }

  static void require(boolean condition, Errno errno) throws NaiveError {
    if (!condition) {
      throw new NaiveError(errno);
    }
  }

  /** The text of the path from the root to {@code node}, a directory. */
  String text(NaiveNode node) {
    String text = "";
    for (NaiveNode up = node; up != root; up = up.parent) {
      text = "/" + nameOf(up) + text;
    }
    return text;
  }

  private static String nameOf(NaiveNode directory) {
    for (Map.Entry<String, NaiveNode> entry : directory.parent.entries.entrySet()) {
      if (entry.getValue() == directory) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("not in its parent");
  }

  // ---------------------------------------------------------------- permission

  /** Whether {@code who} may do all of {@code want}. */
  static boolean may(NaiveNode node, Actor who, int want) {
    if (who.privileged()) {
      boolean executes = (want & EXECUTE) != 0;
      return !executes || node.isDirectory() || (node.permissions & 0111) != 0;
    }
    int bits = node.permissions;
    if (who.uid() == node.uid) {
      bits = bits >> 6;
    } else if (who.isIn(node.gid)) {
      bits = bits >> 3;
    }
    return (bits & want) == want;
  }

  static boolean owns(NaiveNode node, Actor who) {
    return who.privileged() || who.uid() == node.uid;
  }

  static void requireWritable(NaiveNode directory, Actor who) throws NaiveError {
    require(may(directory, who, WRITE | EXECUTE), Errno.EACCES);
  }

  /** Requires that {@code who} may take the name of {@code node} away from {@code directory}. */
  static void requireRemovable(NaiveNode directory, NaiveNode node, Actor who) throws NaiveError {
    requireWritable(directory, who);
    boolean sticky = (directory.permissions & STICKY) != 0;
    require(!sticky || owns(directory, who) || owns(node, who), Errno.EPERM);
  }

  /** What {@code inode(7)} says of set-id bits when the contents or the owner change. */
  static void dropSetId(NaiveNode node, Actor who) {
    boolean runsAsGroup = (node.permissions & GROUP_EXECUTE) != 0;
    node.permissions &= ~SET_UID;
    if (runsAsGroup || !(who.privileged() || who.isIn(node.gid))) {
      node.permissions &= ~SET_GID;
    }
  }

  // ---------------------------------------------------------------- names

  /** Gives a new node the name {@code at}, owned as its directory demands. */
  NaiveNode add(Found at, NaiveNode.Kind kind, int permissions, Actor who) throws NaiveError {
    requireWritable(at.parent, who);
    NaiveNode node = new NaiveNode(kind);
    node.permissions = permissions;
    node.uid = who.uid();
    node.gid = who.gid();
    if ((at.parent.permissions & SET_GID) != 0) {
      node.gid = at.parent.gid;
      node.permissions |= node.isDirectory() ? SET_GID : 0;
    }
    node.modified = now;
    node.changed = now;
    node.links = 0;
    enter(at.parent, at.name, node);
    if (node.isDirectory()) {
      node.links = 2;
    }
    return node;
  }

  /** Puts {@code node} into {@code directory}, without asking. */
  void enter(NaiveNode directory, String name, NaiveNode node) {
    directory.entries.put(name, node);
    if (node.isDirectory()) {
      node.parent = directory;
      directory.links++;
    } else {
      node.links++;
    }
    node.changed = now;
    touch(directory);
  }

  /** Takes the name from {@code directory}, without asking. */
  void leave(NaiveNode directory, String name) {
    NaiveNode node = directory.entries.remove(name);
    if (node.isDirectory()) {
      directory.links--;
    } else {
      node.links--;
    }
    node.changed = now;
    touch(directory);
  }

  /** Notes that the contents have changed. */
  void touch(NaiveNode node) {
    node.modified = now;
    node.changed = now;
    node.chosen = null;
  }

  boolean isAbove(NaiveNode upper, NaiveNode lower) {
    NaiveNode up = lower;
    while (up != upper && up != root) {
      up = up.parent;
    }
    return up == upper;
  }

  boolean hasDotsInLinks() {
    return all().values().stream().anyMatch(node -> node.isLink() && node.target.contains("."));
  }

  /** Every name below the root and the root itself, in the order of {@link NioTree#of}. */
  Map<String, NaiveNode> all() {
    Map<String, NaiveNode> all = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(""));
    all.put("", root);
    while (!open.isEmpty()) {
      String path = open.pop();
      all.get(path)
          .entries
          .forEach((name, node) -> {
            String below = path.isEmpty() ? name : path + "/" + name;
            all.put(below, node);
            open.push(below);
          });
    }
    return all;
  }
}
