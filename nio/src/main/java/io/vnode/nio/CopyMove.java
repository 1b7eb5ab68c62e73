package io.vnode.nio;

import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Namespace;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.LinkOption;

/**
 * {@code Files.copy} and {@code Files.move} between paths of ours, of one file system or of two.
 *
 * <p>A move within a tree is one rename: it either happens or changes nothing, and what it replaces
 * is there until the new file is. Only where one has to replace a directory by something else, or
 * the reverse, are there two steps. Between two trees a move is a copy and a removal.
 */
final class CopyMove {
  private final Location source;
  private final Location target;
  private final CopyOptions options;

  private CopyMove(Location source, Location target, CopyOptions options) {
    this.source = source;
    this.target = target;
    this.options = options;
  }

  static void copy(Location source, Location target, CopyOption... options) throws IOException {
    new FileCopy(source, target, CopyOptions.ofCopy(options)).run();
  }

  static void move(Location source, Location target, CopyOption... options) throws IOException {
    new CopyMove(source, target, CopyOptions.ofMove(options)).move();
  }

  private void move() throws IOException {
    if (!isRenameable()) {
      moveAcross();
      return;
    }
    boolean again = true;
    while (again) {
      try {
        rename();
        return;
      } catch (VfsException e) {
        again = recover(e);
      }
    }
  }

  /** Whether one tree holds both names, and one user asks: nobody borrows another's rights. */
  private boolean isRenameable() {
    return source.namespace() == target.namespace() && source.who().equals(target.who());
  }

  private void rename() throws IOException {
    boolean replace = options.replace() || options.atomic();
    source
        .namespace()
        .rename(
            source.who(),
            source.at(),
            source.names(),
            0,
            target.at(),
            target.names(),
            0,
            replace ? 0 : Namespace.NO_REPLACE);
  }

  /**
   * Does what a rename could not.
   *
   * @return whether the rename shall be tried again
   * @throws IOException when there is nothing to be done about {@code failure}
   */
  private boolean recover(VfsException failure) throws IOException {
    Errno errno = failure.errno();
    if (errno == Errno.EXDEV) {
      moveAcross();
      return false;
    }
    if (options.atomic()) {
      throw NioErrors.of(failure, source.path(), target.path());
    }
    Inode from = source.lookup(LinkOption.NOFOLLOW_LINKS);
    Inode to = target.find(LinkOption.NOFOLLOW_LINKS);
    if (from == to) {
      return false;
    }
    if (errno == Errno.EEXIST) {
      throw NioErrors.of(failure, target.path());
    }
    boolean otherKind = errno == Errno.EISDIR || errno == Errno.ENOTDIR;
    if (otherKind && to != null && from instanceof Directory != to instanceof Directory) {
      remove(target);
      return true;
    }
    throw NioErrors.of(failure, source.path(), target.path());
  }

  private void moveAcross() throws IOException {
    if (options.atomic()) {
      throw new AtomicMoveNotSupportedException(
          source.path().toString(), target.path().toString(), Errno.EXDEV.message());
    }
    Inode moved = source.lookup(LinkOption.NOFOLLOW_LINKS);
    if (moved instanceof Directory directory && !directory.isEmpty()) {
      throw NioErrors.of(Errno.ENOTEMPTY, source.path(), null);
    }
    if (!new FileCopy(source, target, options).run()) {
      return;
    }
    try {
      remove(source);
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  /** Removes the copy, since {@code failure} left the source where it was. */
  private void undo(Exception failure) {
    try {
      remove(target);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static void remove(Location place) throws IOException {
    try {
      place.namespace().remove(place.who(), place.at(), place.names(), 0);
    } catch (IOException e) {
      throw NioErrors.of(e, place.path());
    }
  }
}
