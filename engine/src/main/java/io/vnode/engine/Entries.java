package io.vnode.engine;

import java.io.IOException;

/**
 * Making, linking and removing one name: the changes of a single directory.
 *
 * <p>Together with {@link Rename} this is the only code that locks directories for a change and
 * counts links. Each operation has the same seven steps, of which the caller has done the walk:
 * shape, possible, lock and look again, permitted, do, note.
 */
final class Entries {
  private final Credentials who;
  private final Directory directory;
  private final String name;

  /** The name {@code name} in {@code directory}, about to be changed by {@code who}. */
  Entries(Credentials who, Directory directory, String name) {
    this.who = who;
    this.directory = directory;
    this.name = name;
  }

  /**
   * Makes an inode.
   *
   * @throws VfsException ENOENT when the directory is dead, EEXIST, EROFS, EPERM for an immutable
   *     directory or a device by another than root, EACCES, EMLINK, ENAMETOOLONG when too deep,
   *     ENOSPC
   */
  Inode make(int mode, long rdev, String target) throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      requireMakeable(mode);
      Inode made = directory.make(name, Access.birth(directory, who, mode, rdev, target));
      if (made instanceof Directory child) {
        directory.noteLinks(1);
        Depth.noteBelow(child);
      }
      noteMade(made);
      return made;
    }
  }

  private void requireMakeable(int mode) throws IOException {
    requireFree();
    requireWritable(directory);
    requireGrowable(directory);
    Access.require(directory, who, Access.WRITE | Access.EXECUTE);
    Kind kind = Kind.of(mode);
    if (kind.isDevice() && !Access.overrides(directory, who)) {
      throw VfsException.of(Errno.EPERM);
    }
    if (kind == Kind.DIRECTORY) {
      requireLinkable(directory);
      Depth.requireRoomBelow(directory);
    }
  }

  /** Notes that {@code made} has come, at the moment of its birth. */
  private void noteMade(Inode made) {
    directory.noteModified(made.birthTime());
    directory.noteName(WatchKind.CREATE, name);
  }

  /**
   * Makes a regular file and opens it in one step: were the name taken away in between, an open
   * that succeeds would have made nothing, or made the file twice.
   *
   * @param how how to open it, in the constants of {@link OpenFile}
   * @throws VfsException those of {@link #make}
   */
  OpenFile create(int mode, int how) throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      requireMakeable(mode);
      Birth birth = Access.birth(directory, who, mode, 0, null);
      OpenFile opened = directory.create(name, birth, who, how);
      noteMade(opened.inode());
      return opened;
    }
  }

  /**
   * Gives {@code inode} one more name.
   *
   * @param era what the volume's was before the inode was looked up: what was found in a tree that
   *     has been replaced does not come into the new one
   * @return false when that may have happened, and the inode is to be looked up again
   * @throws VfsException ENOENT when the directory is dead or the inode has lost its last name,
   *     EEXIST, EROFS, EXDEV, EPERM for a directory or an immutable or append-only inode, EACCES,
   *     EMLINK
   */
  boolean link(Inode inode, Object era) throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      requireFree();
      requireWritable(directory);
      if (inode.volume() != directory.volume()) {
        throw VfsException.of(Errno.EXDEV);
      }
      requireGrowable(directory);
      Access.require(directory, who, Access.WRITE | Access.EXECUTE);
      if (inode.flags() != 0 || inode instanceof Directory) {
        throw VfsException.of(Errno.EPERM);
      }
      requireWritable(inode);
      synchronized (inode.lock()) {
        assert LockOrder.taken(inode);
        if (era != inode.volume().era()) {
          return false;
        }
        if (inode.links() == 0) {
          throw VfsException.of(Errno.ENOENT);
        }
        requireLinkable(inode);
        directory.link(name, inode);
        long now = directory.volume().now();
        inode.noteLinks(1);
        inode.noteChanged(now);
        directory.noteModified(now);
        directory.noteName(WatchKind.CREATE, name);
        return true;
      }
    }
  }

  /**
   * Takes the name away from whatever it stands for but a directory.
   *
   * @param slash whether there was a slash behind the name, as only directories have it
   * @param expected what the name must stand for, or else nothing is done; null for anything
   * @throws VfsException EROFS, ENOENT, for a slash EISDIR behind a directory and ENOTDIR behind
   *     anything else, EPERM for sticky, immutable or append-only, EACCES, EISDIR for a directory
   */
  void unlink(boolean slash, Inode expected) throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      Inode inode = requireThere();
      if (expected != null && inode != expected) {
        return;
      }
      if (slash) {
        throw VfsException.of(inode instanceof Directory ? Errno.EISDIR : Errno.ENOTDIR);
      }
      requireDeletable(inode);
      if (inode instanceof Directory) {
        throw VfsException.of(Errno.EISDIR);
      }
      unlinkLocked(inode);
    }
  }

  /**
   * Removes an empty directory.
   *
   * @throws VfsException EROFS, ENOENT, EPERM for sticky, immutable or append-only, EACCES,
   *     ENOTDIR, EBUSY for a mount point, ENOTEMPTY
   */
  void rmdir() throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      Inode inode = requireThere();
      requireDeletable(inode);
      if (!(inode instanceof Directory victim)) {
        throw VfsException.of(Errno.ENOTDIR);
      }
      rmdirLocked(victim);
    }
  }

  /**
   * Does what fits: {@link #rmdir} for a directory and {@link #unlink} for anything else.
   *
   * @throws VfsException those of the one that fits
   */
  void remove() throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      Inode inode = requireThere();
      requireDeletable(inode);
      if (inode instanceof Directory victim) {
        rmdirLocked(victim);
      } else {
        unlinkLocked(inode);
      }
    }
  }

  private void unlinkLocked(Inode inode) throws IOException {
    synchronized (inode.lock()) {
      assert LockOrder.taken(inode);
      directory.unlink(name, inode);
      long now = directory.volume().now();
      directory.noteModified(now);
      loseName(inode, now);
      directory.noteName(WatchKind.DELETE, name);
    }
  }

  private void rmdirLocked(Directory victim) throws IOException {
    synchronized (victim.lock()) {
      assert LockOrder.taken(victim);
      requireDisposable(victim);
      directory.unlink(name, victim);
      long now = directory.volume().now();
      directory.noteLinks(-1);
      directory.noteModified(now);
      die(victim, now);
      directory.noteName(WatchKind.DELETE, name);
    }
  }

  private void requireFree() throws IOException {
    requireAlive(directory);
    if (directory.lookup(name) != null) {
      throw VfsException.of(Errno.EEXIST);
    }
  }

  /** What the name stands for. @throws VfsException EROFS before ENOENT, as on Linux */
  private Inode requireThere() throws IOException {
    requireWritable(directory);
    return requireThere(directory, name);
  }

  /** What {@code name} stands for. @throws VfsException ENOENT when that is nothing */
  static Inode requireThere(Directory directory, String name) throws IOException {
    Inode inode = directory.lookup(name);
    if (inode == null) {
      throw VfsException.of(Errno.ENOENT);
    }
    return inode;
  }

  /**
   * @throws VfsException ENOENT when {@code directory} was removed and must stay empty
   */
  static void requireAlive(Directory directory) throws VfsException {
    if (directory.isDead()) {
      throw VfsException.of(Errno.ENOENT);
    }
  }

  /**
   * @throws VfsException EROFS
   */
  static void requireWritable(Inode inode) throws VfsException {
    if (inode.isReadOnly()) {
      throw VfsException.of(Errno.EROFS);
    }
  }

  /**
   * @throws VfsException EPERM when {@code directory} may not gain names
   */
  static void requireGrowable(Directory directory) throws VfsException {
    if ((directory.flags() & Inode.IMMUTABLE) != 0) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  /**
   * @throws VfsException EMLINK when {@code inode} has as many links as it may
   */
  static void requireLinkable(Inode inode) throws VfsException {
    if (inode.links() >= inode.volume().options().linkMax()) {
      throw VfsException.of(Errno.EMLINK);
    }
  }

  /** Requires that the name can go for good: for some, flags forbid that for a time only. */
  private void requireDeletable(Inode inode) throws VfsException {
    if (inode.volume().isReleased(inode)) {
      requireWritable(inode);
      Access.requireRemoval(directory, inode, who);
    } else {
      requireRemovable(who, directory, inode);
    }
  }

  /**
   * Requires that {@code inode}'s name in {@code directory} can go, and that {@code who} may do so.
   */
  static void requireRemovable(Credentials who, Directory directory, Inode inode)
      throws VfsException {
    requireWritable(inode);
    if ((directory.flags() | inode.flags()) != 0) {
      throw VfsException.of(Errno.EPERM);
    }
    Access.requireRemoval(directory, inode, who);
  }

  /**
   * @throws VfsException EBUSY for a mount point, ENOTEMPTY; called with {@code victim} locked
   */
  static void requireDisposable(Directory victim) throws IOException {
    if (Mounts.isBusy(victim)) {
      throw VfsException.of(Errno.EBUSY);
    }
    if (!victim.isEmpty()) {
      throw VfsException.of(Errno.ENOTEMPTY);
    }
  }

  /** Notes that {@code inode}, which is locked, has one name less. */
  static void loseName(Inode inode, long now) {
    inode.noteLinks(-1);
    inode.noteChanged(now);
    if (inode.links() == 0) {
      inode.unlinked();
    }
  }

  /** Notes that {@code victim}, which is locked and empty, has lost its name. */
  static void die(Directory victim, long now) {
    victim.noteDead();
    victim.noteChanged(now);
    victim.endWatches();
    victim.unlinked();
  }
}
