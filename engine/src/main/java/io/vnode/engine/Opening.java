package io.vnode.engine;

import java.io.IOException;

/** One open: finding the file or making it, judging the request, and emptying it if asked to. */
final class Opening {
  private final Namespace namespace;
  private final Credentials who;
  private final int how;

  /** An open by {@code who} in the manner of {@code how}, a sum of the constants of OpenFile. */
  Opening(Namespace namespace, Credentials who, int how) {
    this.namespace = namespace;
    this.who = who;
    this.how = how;
  }

  /**
   * Opens what the names lead to.
   *
   * <p>Somebody may make or remove the file between the walk and the step that follows. Then the
   * walk is taken again; each time round, somebody else has got on.
   */
  OpenFile open(Directory at, String[] names, int flags, int mode) throws IOException {
    if (has(OpenFile.CREATE) && has(OpenFile.DIRECTORY)) {
      throw VfsException.of(Errno.EINVAL);
    }
    boolean exclusive = has(OpenFile.CREATE) && has(OpenFile.EXCLUSIVE);
    boolean slash = has(OpenFile.CREATE) && (flags & PathWalk.SLASH) != 0;
    int walkFlags = exclusive || slash ? (flags & ~PathWalk.SLASH) | PathWalk.NOFOLLOW : flags;
    if (exclusive && !slash) {
      walkFlags |= PathWalk.PARENT; // Whether it is there is found out under the lock.
    }
    for (; ; ) {
      PathWalk walk = namespace.walk(who, at, names, walkFlags);
      if (slash && walk.kind() == PathWalk.Last.NAME && isParentFound(walk)) {
        throw VfsException.of(Errno.EISDIR);
      }
      OpenFile file;
      if (walk.inode() != null) {
        if (exclusive) {
          throw VfsException.of(Errno.EEXIST);
        }
        file = openFound(walk);
      } else if (has(OpenFile.CREATE) && walk.isLastMissing()) {
        file = create(walk, mode);
      } else {
        throw VfsException.of(walk.failure());
      }
      if (file != null) {
        unlinkIfAsked(walk, file);
        return file;
      }
    }
  }

  private static boolean isParentFound(PathWalk walk) {
    return walk.inode() != null || walk.isLastMissing();
  }

  /** Makes the file and opens it, whatever its mode allows; null when somebody else was faster. */
  private OpenFile create(PathWalk walk, int mode) throws IOException {
    if (walk.hasSlash()) {
      throw VfsException.of(Errno.EISDIR);
    }
    try {
      int bits = Kind.REGULAR.bits() | (mode & Mode.CHANGEABLE);
      return new Entries(who, walk.parent(), walk.last()).create(bits, how);
    } catch (VfsException e) {
      if (e.errno() == Errno.EEXIST && !has(OpenFile.EXCLUSIVE)) {
        return null;
      }
      throw e;
    }
  }

  /** Opens what the walk found; null when it has just gone. */
  OpenFile openFound(PathWalk walk) throws IOException {
    Inode inode = walk.inode();
    requirePossible(inode);
    Errno refusal = Namespace.check(who, inode, wanted());
    if (refusal != null) {
      throw VfsException.of(refusal);
    }
    requireAppending(inode);
    if (inode instanceof Directory) {
      return new OpenFile(inode, null, who, how, null, null);
    }
    if (!(inode instanceof FileNode file)) {
      throw VfsException.of(Errno.ENXIO);
    }
    OpenFile opened = describe(file, walk);
    if (opened != null && has(OpenFile.TRUNCATE)) {
      empty(opened);
    }
    return opened;
  }

  private static void empty(OpenFile opened) throws IOException {
    try {
      opened.body().truncate(0);
      opened.modified();
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void requirePossible(Inode inode) throws VfsException {
    if (inode instanceof Directory) {
      if (writes() || has(OpenFile.CREATE)) {
        throw VfsException.of(Errno.EISDIR);
      }
    } else if (has(OpenFile.DIRECTORY)) {
      throw VfsException.of(Errno.ENOTDIR);
    } else if (inode instanceof SymlinkNode) {
      throw VfsException.of(Errno.ELOOP);
    }
  }

  /** Requires of whoever writes to an append-only file that it appends. */
  private void requireAppending(Inode inode) throws VfsException {
    boolean appends = has(OpenFile.APPEND) && !has(OpenFile.TRUNCATE);
    if ((inode.flags() & Inode.APPEND_ONLY) != 0 && writes() && !appends) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  private int wanted() {
    return (has(OpenFile.READ) ? Access.READ : 0) | (writes() ? Access.WRITE : 0);
  }

  private boolean writes() {
    return has(OpenFile.WRITE) || has(OpenFile.TRUNCATE);
  }

  private OpenFile describe(FileNode file, PathWalk walk) throws IOException {
    Body body = file.open(how, walk.parent(), walk.last());
    return body == null ? null : new OpenFile(file, body, who, how, walk.parent(), walk.last());
  }

  /**
   * Takes away the name that was opened, unless it stands for something else by now. Where that
   * cannot be done the name stays; the open itself has succeeded, and the file may have been made.
   */
  private void unlinkIfAsked(PathWalk walk, OpenFile file) throws IOException {
    if (!has(OpenFile.UNLINK) || walk.kind() != PathWalk.Last.NAME) {
      return;
    }
    try {
      new Entries(who, walk.parent(), walk.last()).unlink(false, file.inode());
    } catch (VfsException ignored) {
      // The name stays, as Linux programs that unlink what they have opened take it.
    }
  }

  private boolean has(int flag) {
    return (how & flag) != 0;
  }
}
