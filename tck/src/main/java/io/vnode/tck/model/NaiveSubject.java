package io.vnode.tck.model;

import static io.vnode.tck.model.NaiveTree.EXECUTE;
import static io.vnode.tck.model.NaiveTree.READ;
import static io.vnode.tck.model.NaiveTree.WRITE;
import static io.vnode.tck.model.NaiveTree.may;
import static io.vnode.tck.model.NaiveTree.require;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.vnode.tck.Errno;
import io.vnode.tck.model.NaiveTree.Found;
import java.nio.file.CopyOption;
import java.nio.file.OpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The naive model: a second implementation of the rules, with maps and one thread, slow and
 * obviously right. The order of its checks is that of the JDK's calls on Linux and of the manual
 * pages of those.
 */
final class NaiveSubject implements Subject {
  private static final String DONE = "done";
  private static final int CHANGEABLE = 07777;

  private final NaiveTree tree;
  private final Map<Integer, NaiveHandle> held;
  private final Actor who;

  NaiveSubject(NaiveTree tree, Map<Integer, NaiveHandle> held, Actor who) {
    this.tree = tree;
    this.held = held;
    this.who = who;
  }

  private NaiveNode follow(String path) throws NaiveError {
    return tree.find(who, path, true).require();
  }

  // ---------------------------------------------------------------- making

  private Found toMake(String path) throws NaiveError {
    Found at = tree.find(who, path, false);
    require(at.node == null, Errno.EEXIST);
    return at;
  }

  @Override
  public Object createFile(String path, int permissions) throws NaiveError {
    NaiveHandle.requireForetold(path);
    tree.add(toMake(path), NaiveNode.Kind.FILE, permissions & ~tree.manners().umask(), who);
    return DONE;
  }

  @Override
  public Object createDirectory(String path, int permissions) throws NaiveError {
    tree.add(toMake(path), NaiveNode.Kind.DIRECTORY, permissions & ~tree.manners().umask(), who);
    return DONE;
  }

  @Override
  public Object createSymbolicLink(String path, String target) throws NaiveError {
    tree.add(toMake(path), NaiveNode.Kind.LINK, tree.manners().link(), who).target = target;
    return DONE;
  }

  @Override
  public Object createLink(String path, String existing) throws NaiveError {
    NaiveNode node = tree.find(who, existing, false).require();
    if (node.isLink() && !tree.manners().unix()) {
      throw new Unforetold("whether the link is followed");
    }
    Found at = toMake(path);
    NaiveTree.requireWritable(at.parent, who);
    require(!node.isDirectory(), Errno.EPERM);
    tree.enter(at.parent, at.name, node);
    return DONE;
  }

  // ---------------------------------------------------------------- removing and moving

  @Override
  public Object delete(String path) throws NaiveError {
    Found at = tree.find(who, path, false);
    at.require();
    remove(at);
    return DONE;
  }

  @Override
  public Object deleteIfExists(String path) throws NaiveError {
    try {
      delete(path);
      return true;
    } catch (NaiveError e) {
      if (e.errno() == Errno.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  private void remove(Found at) throws NaiveError {
    requireRemovable(at);
    tree.leave(at.parent, at.name);
  }

  private void requireRemovable(Found at) throws NaiveError {
    require(!at.name.equals("."), Errno.EINVAL);
    require(!at.name.equals(".."), Errno.ENOTEMPTY);
    NaiveTree.requireRemovable(at.parent, at.node, who);
    require(at.node.entries.isEmpty(), Errno.ENOTEMPTY);
  }

  @Override
  public Object move(String from, String to, Set<CopyOption> options) throws NaiveError {
    if (options.contains(ATOMIC_MOVE)) {
      rename(from, to);
      return DONE;
    }
    Found found = tree.find(who, from, false);
    NaiveNode source = found.require();
    Found target = existing(to);
    if (source.isDirectory() && !may(source, who, WRITE)) {
      throw new Unforetold("since release 20 the JDK asks whether it may write to the directory");
    }
    if (target == null) {
      rename(from, to);
    } else if (source != target.node) {
      if (!found.isName()) {
        throw new Unforetold("which of two errors comes first");
      }
      require(options.contains(REPLACE_EXISTING), Errno.EEXIST);
      requireOneReason(target, from, to);
      replacing(target, () -> rename(from, to));
    }
    return DONE;
  }

  /**
   * Where the target cannot be removed, as the JDK does first, a rename fails as well: for the same
   * reason, because the two are of different kinds, or for one that may as well be found first.
   */
  private void requireOneReason(Found target, String from, String to) throws NaiveError {
    Errno first = failure(() -> requireRemovable(target));
    if (first == null) {
      return;
    }
    Errno second = failure(() -> rename(from, to));
    Set<Errno> kinds = EnumSet.of(Errno.EISDIR, Errno.ENOTDIR, first);
    if (!kinds.contains(second)) {
      throw new Unforetold("which of two errors comes first");
    }
  }

  private static Errno failure(Step step) {
    try {
      step.run();
      return null;
    } catch (NaiveError e) {
      return e.errno();
    }
  }

  /** What {@code path} leads to without following it, or null. */
  private Found existing(String path) {
    try {
      Found found = tree.find(who, path, false);
      return found.node == null ? null : found;
    } catch (NaiveError e) {
      return null;
    }
  }

  private interface Step {
    void run() throws NaiveError;
  }

  /**
   * Removes {@code target} and runs {@code step}, as the JDK does. Where the step fails the JDK has
   * lost the target, which its documentation does not ask for: there, nothing is foretold.
   */
  private void replacing(Found target, Step step) throws NaiveError {
    NaiveNode.Times ofParent = target.parent.times();
    NaiveNode.Times ofTarget = target.node.times();
    remove(target);
    boolean done = false;
    try {
      step.run();
      done = true;
    } catch (NaiveError e) {
      throw new Unforetold("the JDK loses the target: " + e.errno());
    } finally {
      if (!done) {
        tree.enter(target.parent, target.name, target.node);
        target.parent.times(ofParent);
        target.node.times(ofTarget);
      }
    }
  }

  private void rename(String from, String to) throws NaiveError {
    Found source = tree.find(who, from, false);
    Found target = tree.find(who, to, false);
    require(source.isName() && target.isName(), Errno.EBUSY);
    NaiveNode node = source.require();
    if (source.parent != target.parent) {
      require(!tree.isAbove(node, target.parent), Errno.EINVAL);
      boolean above = target.node != null && tree.isAbove(target.node, source.parent);
      require(!above, Errno.ENOTEMPTY);
    }
    if (node == target.node) {
      return;
    }
    NaiveTree.requireRemovable(source.parent, node, who);
    requireReplaceable(target, node);
    boolean moves = node.isDirectory() && source.parent != target.parent;
    require(!moves || may(node, who, WRITE), Errno.EACCES);
    if (target.node != null) {
      require(target.node.entries.isEmpty(), Errno.ENOTEMPTY);
      tree.leave(target.parent, target.name);
    }
    tree.leave(source.parent, source.name);
    tree.enter(target.parent, target.name, node);
  }

  private void requireReplaceable(Found target, NaiveNode by) throws NaiveError {
    if (target.node == null) {
      NaiveTree.requireWritable(target.parent, who);
      return;
    }
    NaiveTree.requireRemovable(target.parent, target.node, who);
    require(!by.isDirectory() || target.node.isDirectory(), Errno.ENOTDIR);
    require(by.isDirectory() || !target.node.isDirectory(), Errno.EISDIR);
  }

  // ---------------------------------------------------------------- copying

  @Override
  public Object copy(String from, String to, Set<CopyOption> options) throws NaiveError {
    boolean follow = !options.contains(NOFOLLOW_LINKS);
    boolean all = options.contains(COPY_ATTRIBUTES);
    NaiveNode source = tree.find(who, from, follow).require();
    NaiveNode.Times times = source.times();
    Found target = existing(to);
    if (!source.isLink() && !may(source, who, READ)) {
      requireUnreadableForetold(source, target);
    }
    if (target == null) {
      copy(source, times, to, all);
    } else if (source != target.node) {
      require(options.contains(REPLACE_EXISTING), Errno.EEXIST);
      replacing(target, () -> copy(tree.find(who, from, follow).require(), times, to, all));
    }
    return DONE;
  }

  private static void requireUnreadableForetold(NaiveNode source, Found target) {
    if (target != null || source.isDirectory()) {
      throw new Unforetold("the JDK asks whether it may read what it need not since release 20");
    }
  }

  /** Copies a node that had the {@code times} before a name came or went that may be in it. */
  private void copy(NaiveNode source, NaiveNode.Times times, String to, boolean all)
      throws NaiveError {
    require(source.kind != NaiveNode.Kind.FILE || may(source, who, READ), Errno.EACCES);
    Found at = toMake(to);
    NaiveTree.requireWritable(at.parent, who);
    requireForetold(source, at.parent, all);
    int permissions = tree.manners().ofCopy(source.kind, source.permissions);
    NaiveNode copy = tree.add(at, source.kind, permissions, who);
    copy.bytes = source.bytes.clone();
    copy.target = source.target;
    if (all) {
      copy.uid = source.uid;
      copy.gid = source.gid;
      // The JDK does not copy the times of a link, which COPY_ATTRIBUTES would ask for.
      copy.timed = source.timed && !source.isLink();
    }
    if (all && !source.isLink()) {
      copy.permissions = source.permissions;
      copy.modified = times.modified();
      copy.chosen = times.chosen();
      copy.user.putAll(source.user);
    }
  }

  /** Root copies everything; others what they can, and the JDK does not say what they cannot. */
  private void requireForetold(NaiveNode source, NaiveNode parent, boolean all) {
    if (who.privileged()) {
      return;
    }
    if ((source.permissions & (NaiveTree.SET_UID | NaiveTree.SET_GID)) != 0) {
      throw new Unforetold("whether set-id bits survive depends on how the bytes are copied");
    }
    boolean inherits = (parent.permissions & NaiveTree.SET_GID) != 0;
    int gid = inherits ? parent.gid : who.gid();
    if (all && (source.uid != who.uid() || source.gid != gid)) {
      throw new Unforetold("the JDK copies those attributes that it may");
    }
  }

  // ---------------------------------------------------------------- contents

  @Override
  public Object write(String path, Set<OpenOption> options, String text) throws NaiveError {
    NaiveHandle handle = NaiveHandle.open(tree, who, path, options);
    return handle.write(text.getBytes(ISO_8859_1));
  }

  @Override
  public Object read(String path) throws NaiveError {
    NaiveNode node = follow(path);
    require(may(node, who, READ), Errno.EACCES);
    require(!node.isDirectory(), Errno.EISDIR);
    return new String(node.bytes, ISO_8859_1);
  }

  @Override
  public Object open(int handle, String path, Set<OpenOption> options) throws NaiveError {
    held.put(handle, NaiveHandle.open(tree, who, path, options));
    return DONE;
  }

  @Override
  public Object close(int handle) {
    held.remove(handle);
    return DONE;
  }

  private NaiveHandle handle(int number) {
    NaiveHandle handle = held.get(number);
    if (handle == null) {
      throw new Unforetold("nothing is held");
    }
    return handle;
  }

  @Override
  public Object writeHeld(int handle, String text) {
    return handle(handle).write(text.getBytes(ISO_8859_1));
  }

  @Override
  public Object writeHeldAt(int handle, String text, long position) {
    return handle(handle).write(text.getBytes(ISO_8859_1), (int) position);
  }

  @Override
  public Object readHeld(int handle, int length) throws NaiveError {
    return handle(handle).read(length);
  }

  @Override
  public Object readHeldAt(int handle, int length, long position) throws NaiveError {
    return handle(handle).read(length, (int) position);
  }

  @Override
  public Object truncateHeld(int handle, long size) {
    handle(handle).truncate((int) size);
    return DONE;
  }

  @Override
  public Object sizeOfHeld(int handle) {
    return handle(handle).size();
  }

  // ---------------------------------------------------------------- attributes

  @Override
  public Object setPermissions(String path, int permissions) throws NaiveError {
    return setMode(path, permissions);
  }

  @Override
  public Object setMode(String path, int mode) throws NaiveError {
    NaiveNode node = follow(path);
    require(NaiveTree.owns(node, who), Errno.EPERM);
    node.permissions = mode & CHANGEABLE;
    if (!who.privileged() && !who.isIn(node.gid)) {
      node.permissions &= ~NaiveTree.SET_GID;
    }
    node.changed = tree.now;
    return DONE;
  }

  @Override
  public Object setOwner(String path, int uid) throws NaiveError {
    NaiveNode node = follow(path);
    require(who.privileged() || (who.uid() == node.uid && uid == node.uid), Errno.EPERM);
    node.uid = uid;
    changeOwner(node);
    return DONE;
  }

  @Override
  public Object setGroup(String path, int gid) throws NaiveError {
    NaiveNode node = follow(path);
    boolean mine = who.uid() == node.uid && (who.isIn(gid) || gid == node.gid);
    require(who.privileged() || mine, Errno.EPERM);
    changeOwner(node);
    node.gid = gid;
    return DONE;
  }

  private void changeOwner(NaiveNode node) {
    if (!node.isDirectory()) {
      NaiveTree.dropSetId(node, who);
    }
    node.changed = tree.now;
  }

  @Override
  public Object setModified(String path, long seconds) throws NaiveError {
    NaiveNode node = follow(path);
    requireReadableByJdk(node);
    require(NaiveTree.owns(node, who), Errno.EPERM);
    node.chosen = seconds;
    node.changed = tree.now;
    return DONE;
  }

  /**
   * The JDK opens a file to set its times and its user attributes, and to see that it is no
   * directory; Linux would not ask for that.
   */
  private void requireReadableByJdk(NaiveNode node) {
    if (!may(node, who, READ)) {
      throw new Unforetold("the JDK opens the file first");
    }
  }

  @Override
  public Object setUserAttribute(String path, String name, String value) throws NaiveError {
    NaiveNode node = follow(path);
    requireReadableByJdk(node);
    requireUserWritable(node);
    node.user.put(name, value);
    node.changed = tree.now;
    return value.length();
  }

  private void requireUserWritable(NaiveNode node) throws NaiveError {
    boolean sticky = node.isDirectory() && (node.permissions & NaiveTree.STICKY) != 0;
    require(!sticky || NaiveTree.owns(node, who), Errno.EPERM);
    require(may(node, who, WRITE), Errno.EACCES);
  }

  @Override
  public Object userAttribute(String path, String name) throws NaiveError {
    NaiveNode node = follow(path);
    require(may(node, who, READ), Errno.EACCES);
    require(node.user.containsKey(name), Errno.ENODATA);
    return node.user.get(name);
  }

  @Override
  public Object userAttributes(String path) throws NaiveError {
    NaiveNode node = follow(path);
    requireReadableByJdk(node);
    return node.user.keySet().toString();
  }

  @Override
  public Object deleteUserAttribute(String path, String name) throws NaiveError {
    NaiveNode node = follow(path);
    requireReadableByJdk(node);
    requireUserWritable(node);
    require(node.user.remove(name) != null, Errno.ENODATA);
    node.changed = tree.now;
    return DONE;
  }

  @Override
  public Object attributes(String path, boolean follow) throws NaiveError {
    return tree.find(who, path, follow).require().words();
  }

  // ---------------------------------------------------------------- asking

  @Override
  public Object list(String path) throws NaiveError {
    NaiveNode node = follow(path);
    if (!node.isDirectory()) {
      requireReadableByJdk(node);
    }
    require(node.isDirectory(), Errno.ENOTDIR);
    require(may(node, who, READ), Errno.EACCES);
    return new ArrayList<>(node.entries.keySet());
  }

  @Override
  public Object readSymbolicLink(String path) throws NaiveError {
    NaiveNode node = tree.find(who, path, false).require();
    require(node.isLink(), Errno.EINVAL);
    return node.target;
  }

  @Override
  public Object realPath(String path, boolean follow) throws NaiveError {
    if (!follow) {
      return unresolved(path);
    }
    Found found = resolved(path);
    NaiveNode node = found.require();
    return node.isDirectory() ? tree.text(node) : tree.text(found.parent) + "/" + found.name;
  }

  private Found resolved(String path) throws NaiveError {
    try {
      return tree.find(who, path, true);
    } catch (NaiveError e) {
      if (e.errno() == Errno.EACCES && (path.contains(".") || tree.hasDotsInLinks())) {
        throw new Unforetold("realpath(3) searches no directory to find itself or its parent");
      }
      throw e;
    }
  }

  /** {@code path} without dots, and without the names that a dot-dot behind them takes back. */
  private String unresolved(String path) throws NaiveError {
    List<String> names = new ArrayList<>();
    for (String name : NaiveTree.names(path)) {
      boolean back = name.equals("..") && !leadsToLink(names);
      if (back && names.isEmpty()) {
        throw new Unforetold("the host has more above the root");
      }
      if (back) {
        names.remove(names.size() - 1);
      } else if (!name.equals(".")) {
        names.add(name);
      }
    }
    String text = String.join("/", names);
    if (text.isEmpty()) {
      return "";
    }
    tree.find(who, text, false).require();
    return "/" + text;
  }

  private boolean leadsToLink(List<String> names) throws NaiveError {
    String text = String.join("/", names);
    return !text.isEmpty() && tree.find(who, text, false).require().isLink();
  }

  @Override
  public Object isSameFile(String path, String other) throws NaiveError {
    return path.equals(other) || follow(path) == follow(other);
  }

  @Override
  public Object exists(String path, boolean follow) {
    try {
      return tree.find(who, path, follow).node != null;
    } catch (NaiveError e) {
      return false;
    }
  }

  @Override
  public Object mismatch(String path, String other) throws NaiveError {
    if (isSameFile(path, other).equals(true)) {
      return -1L;
    }
    NaiveNode one = follow(path);
    NaiveNode two = follow(other);
    require(may(one, who, READ) && may(two, who, READ), Errno.EACCES);
    require(!one.isDirectory() && !two.isDirectory(), Errno.EISDIR);
    return (long) Arrays.mismatch(one.bytes, two.bytes);
  }

  @Override
  public Object access(String path) {
    try {
      NaiveNode node = follow(path);
      return (may(node, who, READ) ? "r" : "-")
          + (may(node, who, WRITE) ? "w" : "-")
          + (may(node, who, EXECUTE) ? "x" : "-");
    } catch (NaiveError e) {
      return "---";
    }
  }
}
