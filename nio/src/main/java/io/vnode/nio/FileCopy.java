package io.vnode.nio;

import io.vnode.engine.Change;
import io.vnode.engine.ContentCopy;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.FileNode;
import io.vnode.engine.Inode;
import io.vnode.engine.Mode;
import io.vnode.engine.Namespace;
import io.vnode.engine.OpenFile;
import io.vnode.engine.PathWalk;
import io.vnode.engine.SpecialNode;
import io.vnode.engine.Stat;
import io.vnode.engine.SymlinkNode;
import io.vnode.engine.VfsException;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.file.LinkOption;

/**
 * One copy of one file of any kind; of a directory, an empty one.
 *
 * <p>The source is found once and held to by its inode, whatever becomes of its name. The target is
 * made by an operation that fails if something is there; only then is that looked at, and taken
 * away if it shall be replaced. A copy that fails half-way leaves nothing behind.
 */
final class FileCopy {
  /** Until it has its attributes, a copy is for its owner alone, who must be able to set them. */
  private static final int UNFINISHED = 0700;

  private static final int SET_ID = Mode.SET_UID | Mode.SET_GID;

  private final Location source;
  private final Location target;
  private final CopyOptions options;

  private final Stat stat = new Stat();
  private Inode inode;

  FileCopy(Location source, Location target, CopyOptions options) {
    this.source = source;
    this.target = target;
    this.options = options;
  }

  /** Copies. @return false when source and target are one file, and nothing had to be done */
  boolean run() throws IOException {
    try (OpenFile file = find()) {
      inode.stat(stat);
      while (!make(file)) {
        if (target.find(LinkOption.NOFOLLOW_LINKS) == inode) {
          return false;
        }
        makeWay();
      }
      return true;
    }
  }

  /**
   * Finds the source. @return the file opened; null for a link or special file, which need not be
   */
  private OpenFile find() throws IOException {
    int flags = options.follow() ? 0 : PathWalk.NOFOLLOW;
    Namespace namespace = source.namespace();
    for (; ; ) {
      try {
        OpenFile file =
            namespace.open(source.who(), source.at(), source.names(), flags, OpenFile.READ, 0);
        inode = file.inode();
        return file;
      } catch (VfsException e) {
        inode = lookup(flags);
        if (inode instanceof SymlinkNode || inode instanceof SpecialNode) {
          return null;
        }
        if (e.errno() != Errno.ELOOP && e.errno() != Errno.ENXIO) {
          throw NioErrors.of(e, source.path());
        }
        // What can be opened has come in its place since.
      }
    }
  }

  private Inode lookup(int flags) throws IOException {
    try {
      return source.namespace().lookup(source.who(), source.at(), source.names(), flags);
    } catch (IOException e) {
      throw NioErrors.of(e, source.path());
    }
  }

  /** Lets go what has the target's name, if that is asked for and it is not a full directory. */
  private void makeWay() throws IOException {
    if (!options.replace()) {
      throw NioErrors.of(Errno.EEXIST, target.path(), null);
    }
    try {
      target.namespace().remove(target.who(), target.at(), target.names(), 0);
    } catch (VfsException e) {
      if (e.errno() != Errno.ENOENT) {
        throw NioErrors.of(e, target.path());
      }
    }
  }

  /** Makes the copy of {@code file}. @return false when something has the target's name */
  private boolean make(OpenFile file) throws IOException {
    OpenFile bytes = null;
    Inode made;
    try {
      if (inode instanceof FileNode) {
        bytes = makeFile();
        made = bytes.inode();
      } else {
        made = makeNode();
      }
    } catch (VfsException e) {
      if (e.errno() == Errno.EEXIST) {
        return false;
      }
      throw NioErrors.of(e, target.path());
    }
    complete(made, file, bytes);
    return true;
  }

  private OpenFile makeFile() throws IOException {
    int how = OpenFile.WRITE | OpenFile.CREATE | OpenFile.EXCLUSIVE;
    Namespace namespace = target.namespace();
    return namespace.open(target.who(), target.at(), target.names(), 0, how, firstMode());
  }

  private Inode makeNode() throws IOException {
    Namespace namespace = target.namespace();
    Credentials who = target.who();
    if (inode instanceof Directory) {
      return namespace.mkdir(who, target.at(), target.names(), 0, firstMode());
    }
    if (inode instanceof SymlinkNode link) {
      return namespace.symlink(who, link.target(), target.at(), target.names(), 0);
    }
    int mode = stat.kind().bits() | firstMode();
    return namespace.mknod(who, target.at(), target.names(), 0, mode, stat.rdev());
  }

  /** The permissions to make the copy with: those of the source, as far as the umask allows. */
  private int firstMode() {
    return options.attributes()
        ? UNFINISHED
        : stat.mode() & Mode.CHANGEABLE & ~target.fileSystem().umask();
  }

  /** Fills what was made, or removes it when that fails. */
  private void complete(Inode made, OpenFile from, OpenFile to) throws IOException {
    boolean done = false;
    try (to) {
      if (to != null) {
        ContentCopy.run(from, to);
      }
      if (options.attributes()) {
        copyAttributes(made);
      }
      done = true;
    } catch (IOException e) {
      throw NioErrors.of(e, source.path(), target.path());
    } finally {
      if (!done) {
        discard(made);
      }
    }
  }

  private void copyAttributes(Inode made) throws IOException {
    copyXattrs(made);
    copyOwner(made);
    Change times = new Change();
    change(made, times.accessed(stat.accessed()).modified(stat.modified()).born(stat.born()));
  }

  private void copyXattrs(Inode made) throws IOException {
    if (made instanceof FileNode || made instanceof Directory) {
      Xattrs xattrs = source.namespace().xattrs(source.who(), inode);
      for (String name : xattrs.names()) {
        byte[] value = xattrs.get(name);
        unlessNotHad(() -> target.namespace().setXattr(target.who(), made, name, value));
      }
    }
  }

  /**
   * Gives the copy the source's owner, group and mode. Somebody who may not give files away keeps
   * the copy, which then has what the umask allows and no set-id bits.
   */
  private void copyOwner(Inode made) throws IOException {
    try {
      change(made, mode(stat.mode()).owner(stat.uid()).group(stat.gid()));
    } catch (VfsException e) {
      if (e.errno() != Errno.EPERM && e.errno() != Errno.EOPNOTSUPP) {
        throw e;
      }
      unlessNotHad(() -> change(made, mode(stat.mode() & ~SET_ID & ~target.fileSystem().umask())));
    }
  }

  /** A step that copies what the target's volume may not have. */
  private interface Step {
    void run() throws IOException;
  }

  /** Runs {@code step}; a copy is none the worse for what nothing can have where it is. */
  private static void unlessNotHad(Step step) throws IOException {
    try {
      step.run();
    } catch (VfsException e) {
      if (e.errno() != Errno.EPERM && e.errno() != Errno.EOPNOTSUPP) {
        throw e;
      }
    }
  }

  /** A change to {@code mode}, which a symbolic link does not have. */
  private Change mode(int mode) {
    return inode instanceof SymlinkNode ? new Change() : new Change().mode(mode);
  }

  private void change(Inode made, Change change) throws IOException {
    target.namespace().change(target.who(), made, change);
  }

  /** Removes the target, unless something else has its name by now. */
  private void discard(Inode made) {
    try {
      if (target.find(LinkOption.NOFOLLOW_LINKS) == made) {
        target.namespace().remove(target.who(), target.at(), target.names(), 0);
      }
    } catch (IOException e) {
      // The caller learns why the copy failed, which matters more than what it could not clear.
    }
  }
}
