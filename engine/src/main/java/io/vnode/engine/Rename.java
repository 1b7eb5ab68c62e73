package io.vnode.engine;

import java.io.IOException;

/**
 * One rename, from the walk's end to the new names: the operation that touches four inodes.
 *
 * <h2>Locks</h2>
 *
 * <p>Within one directory, that directory. Between two, first the volume's rename mutex, under
 * which no directory changes its parent, then both directories, the ancestor first if one is above
 * the other. Then what is replaced, because it dies. What moves is not locked: all that changes of
 * it is a time, and the parent of a directory, which the mutex guards.
 *
 * <p>The mutex makes three questions answerable: whether the source is above the target, which
 * would cut a loop off the tree; whether the target is above the source, and so not empty; and how
 * deep the source would come to lie.
 */
final class Rename {
  /** Fail with EEXIST rather than replace. */
  static final int NO_REPLACE = 1;

  /** Let the two names trade what they stand for. */
  static final int EXCHANGE = 2;

  private final Credentials who;
  private final Directory from;
  private final String name;
  private final boolean slash;
  private final Directory to;
  private final String newName;
  private final boolean newSlash;
  private final int flags;

  private Inode source;
  private Inode target;

  /** A rename by {@code who} from the place of one walk to that of another. */
  Rename(Credentials who, PathWalk from, boolean slash, PathWalk to, boolean newSlash, int flags) {
    this.who = who;
    this.from = from.parent();
    this.name = from.last();
    this.slash = slash;
    this.to = to.parent();
    this.newName = to.last();
    this.newSlash = newSlash;
    this.flags = flags;
  }

  /**
   * Renames within one volume.
   *
   * @throws VfsException EROFS, ENOENT, EEXIST with {@link #NO_REPLACE}, ENOTDIR for a slash behind
   *     something else than a directory, EINVAL into the own subtree, ENOTEMPTY, EPERM for sticky,
   *     immutable or append-only, EACCES, ENOTDIR and EISDIR for a target of the other kind, EBUSY
   *     for a mount point, EMLINK, ENAMETOOLONG when it would come to lie too deep
   */
  void run() throws IOException {
    Entries.requireWritable(from);
    Entries.requireWritable(to);
    if (from == to) {
      synchronized (from.lock()) {
        assert LockOrder.taken(from);
        renameLocked();
      }
      return;
    }
    synchronized (from.volume().renameMutex()) {
      assert LockOrder.taken(LockOrder.Rank.RENAME, from.volume().renameMutex(), from.volume());
      boolean toFirst = isAbove(to, from);
      Directory first = toFirst ? to : from;
      Directory second = toFirst ? from : to;
      synchronized (first.lock()) {
        assert LockOrder.taken(first);
        synchronized (second.lock()) {
          assert LockOrder.taken(second);
          renameLocked();
        }
      }
    }
  }

  /** Whether {@code upper} is {@code lower} or above it. Called under the rename mutex. */
  static boolean isAbove(Directory upper, Directory lower) {
    Directory up = lower;
    while (up != upper && !up.isVolumeRoot()) {
      up = up.parent();
    }
    return up == upper;
  }

  private void renameLocked() throws IOException {
    look();
    requireNoLoop();
    if (source == target) {
      return;
    }
    requirePermitted();
    requireMatchingKinds();
    requireRoom();
    requireIdle(source);
    requireIdle(target);
    long now = from.volume().now();
    if (has(EXCHANGE)) {
      exchange(now);
    } else if (target == null) {
      move(now);
    } else {
      synchronized (target.lock()) {
        assert LockOrder.taken(target);
        move(now);
      }
    }
  }

  /** Looks both names up, now that nobody else can change them. */
  private void look() throws IOException {
    Entries.requireAlive(from);
    Entries.requireAlive(to);
    source = Entries.requireThere(from, name);
    target = to.lookup(newName);
    if (has(NO_REPLACE) && target != null) {
      throw VfsException.of(Errno.EEXIST);
    }
    if (has(EXCHANGE) && target == null) {
      throw VfsException.of(Errno.ENOENT);
    }
    boolean swap = has(EXCHANGE);
    boolean sourceIsMeant = slash || (newSlash && !swap);
    boolean targetIsMeant = newSlash && swap;
    if ((sourceIsMeant && !(source instanceof Directory))
        || (targetIsMeant && !(target instanceof Directory))) {
      throw VfsException.of(Errno.ENOTDIR);
    }
  }

  private void requireNoLoop() throws VfsException {
    if (from == to) {
      return;
    }
    if (source instanceof Directory directory && isAbove(directory, to)) {
      throw VfsException.of(Errno.EINVAL);
    }
    if (target instanceof Directory directory && isAbove(directory, from)) {
      throw VfsException.of(has(EXCHANGE) ? Errno.EINVAL : Errno.ENOTEMPTY);
    }
  }

  private void requirePermitted() throws VfsException {
    Entries.requireRemovable(who, from, source);
    if (target != null) {
      Entries.requireRemovable(who, to, target);
    } else {
      Entries.requireGrowable(to);
      Access.require(to, who, Access.WRITE | Access.EXECUTE);
    }
  }

  private void requireMatchingKinds() throws VfsException {
    if (target != null && !has(EXCHANGE)) {
      boolean directory = source instanceof Directory;
      if (directory && !(target instanceof Directory)) {
        throw VfsException.of(Errno.ENOTDIR);
      }
      if (!directory && target instanceof Directory) {
        throw VfsException.of(Errno.EISDIR);
      }
    }
  }

  /** Requires what a directory needs that comes below another: its own permission, links, depth. */
  private void requireRoom() throws IOException {
    if (from != to) {
      requireRoom(source, to, target);
      if (has(EXCHANGE)) {
        requireRoom(target, from, source);
      }
    }
  }

  private void requireRoom(Inode moved, Directory parent, Inode replaced) throws IOException {
    if (moved instanceof Directory directory) {
      Access.require(directory, who, Access.WRITE);
      if (!(replaced instanceof Directory)) {
        Entries.requireLinkable(parent);
      }
      Depth.requireRoomFor(directory, parent);
    }
  }

  private static void requireIdle(Inode inode) throws VfsException {
    if (Mounts.isBusy(inode)) {
      throw VfsException.of(Errno.EBUSY);
    }
  }

  private void move(long now) throws IOException {
    if (target instanceof Directory victim) {
      Entries.requireDisposable(victim);
    }
    from.move(name, source, to, newName, target);
    if (source instanceof Directory directory) {
      from.noteLinks(-1);
      if (target == null) {
        to.noteLinks(1);
      }
      adopt(directory, to);
    }
    noteTimes(now);
    source.noteChanged(now);
    if (target instanceof Directory victim) {
      Entries.die(victim, now);
    } else if (target != null) {
      Entries.loseName(target, now);
    }
    noteMove(name, from, newName, to);
  }

  private void exchange(long now) throws IOException {
    from.exchange(name, source, to, newName, target);
    if (from != to) {
      int gained = (source instanceof Directory ? 1 : 0) - (target instanceof Directory ? 1 : 0);
      to.noteLinks(gained);
      from.noteLinks(-gained);
      if (source instanceof Directory directory) {
        adopt(directory, to);
      }
      if (target instanceof Directory directory) {
        adopt(directory, from);
      }
    }
    noteTimes(now);
    source.noteChanged(now);
    target.noteChanged(now);
    noteMove(name, from, newName, to);
    noteMove(newName, to, name, from);
  }

  private static void noteMove(String name, Directory from, String newName, Directory to) {
    from.noteName(WatchKind.DELETE, name);
    to.noteName(WatchKind.CREATE, newName);
  }

  private static void adopt(Directory child, Directory parent) {
    if (child.parent() != parent) {
      child.setParent(parent);
      Depth.noteBelow(child);
    }
  }

  private void noteTimes(long now) {
    from.noteModified(now);
    to.noteModified(now);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
