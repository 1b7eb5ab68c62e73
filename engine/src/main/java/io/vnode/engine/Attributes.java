package io.vnode.engine;

import java.io.IOException;

/** The rules of changing an inode's attributes, extended ones among them: POSIX and xattr(7). */
final class Attributes {
  private Attributes() {}

  /** Does what {@link Namespace#change(Credentials, Inode, Change)} says. */
  static void change(Credentials who, Inode inode, Change change) throws IOException {
    if (change.isEmpty()) {
      return;
    }
    Entries.requireWritable(inode);
    synchronized (inode.lock()) {
      assert LockOrder.taken(inode);
      requireChangeable(inode, change);
      if (change.hasMode() && inode instanceof SymlinkNode) {
        throw VfsException.of(Errno.EOPNOTSUPP);
      }
      Access.requireChange(inode, who, change);
      inode.apply(settled(who, inode, change), inode.volume().now());
    }
  }

  private static void requireChangeable(Inode inode, Change change) throws VfsException {
    boolean sealed = (inode.flags() & Inode.SEALED) != 0;
    boolean immutable = (inode.flags() & Inode.IMMUTABLE) != 0;
    boolean appendOnly = (inode.flags() & Inode.APPEND_ONLY) != 0;
    boolean changesFlags = change.hasFlags() && !sealed;
    if (!changesFlags && (immutable || (appendOnly && !change.isTouch()))) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  /** What is made of {@code change}: the set-id bits do not only follow the caller's wish. */
  private static Change settled(Credentials who, Inode inode, Change change) {
    if (change.hasMode()) {
      int group = change.hasGroup() ? change.gid() : inode.gid();
      return change.withMode(Access.chmod(inode, who, change.mode(), group));
    }
    if (change.hasOwner() || change.hasGroup()) {
      int left = Access.chown(inode, who);
      return left == inode.mode() ? change : change.withMode(left);
    }
    return change;
  }

  /** Does what {@link Namespace#setXattr(Credentials, Inode, String, byte[])} says. */
  static void setXattr(Credentials who, Inode inode, String name, byte[] value) throws IOException {
    requireXattrFits(name, value);
    Entries.requireWritable(inode);
    synchronized (inode.lock()) {
      assert LockOrder.taken(inode);
      if (inode.isGone()) {
        throw VfsException.of(Errno.ENOENT);
      }
      requireXattrsPermitted(who, inode);
      Xattrs old = Xattrs.orEmpty(inode.readXattrs());
      Xattrs fresh = value == null ? withoutXattr(old, name) : withXattr(old, name, value);
      inode.volume().chargeXattrs(Xattrs.weightOf(fresh) - old.weight());
      inode.setXattrs(fresh);
      inode.noteChanged(inode.volume().now());
    }
  }

  private static void requireXattrFits(String name, byte[] value) throws VfsException {
    if (name.isEmpty() || NameLength.bytesOf(name) > Limits.XATTR_NAME_MAX) {
      throw VfsException.of(Errno.ERANGE);
    }
    if (value != null && value.length > Limits.XATTR_SIZE_MAX) {
      throw VfsException.of(Errno.E2BIG);
    }
  }

  private static void requireXattrsPermitted(Credentials who, Inode inode) throws VfsException {
    boolean foreignSticky =
        inode instanceof Directory && (inode.mode() & Mode.STICKY) != 0 && !Access.owns(inode, who);
    boolean carries = inode instanceof FileNode || inode instanceof Directory;
    if (inode.flags() != 0 || !carries || foreignSticky) {
      throw VfsException.of(Errno.EPERM);
    }
    Access.require(inode, who, Access.WRITE);
  }

  private static Xattrs withXattr(Xattrs old, String name, byte[] value) throws VfsException {
    Xattrs fresh = old.with(name, value.clone());
    if (fresh.listLength() > Limits.XATTR_LIST_MAX) {
      throw VfsException.of(Errno.ENOSPC);
    }
    return fresh;
  }

  private static Xattrs withoutXattr(Xattrs old, String name) throws VfsException {
    if (old.length(name) < 0) {
      throw VfsException.of(Errno.ENODATA);
    }
    return old.without(name);
  }
}
