package io.vnode.projfs;

import io.vnode.engine.Access;
import io.vnode.engine.Change;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Mode;
import io.vnode.engine.Namespace;
import io.vnode.engine.OpenFile;
import io.vnode.engine.PathWalk;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A projection in which everything is tried and nothing is done. An operation is that of the real
 * one, with its walk and all of its rules, up to the call that would change the source.
 */
final class Rehearsal {
  /** What a rename puts behind a name: something that no other name and no glob has there. */
  private static final String RENAMED = "-renamed";

  private final Namespace namespace;
  private final Credentials who;

  /** What is tried in {@code projection}, which was opened for that. */
  Rehearsal(ProjFileSystem projection) {
    this.namespace = projection.namespace();
    this.who = projection.credentials();
  }

  /**
   * The path that {@code names} lead to, without dots and links but one in the last place, be there
   * something or not.
   *
   * @throws VfsException when there is no directory in which it could be
   */
  List<String> place(List<String> names) throws IOException {
    try {
      return namespace.realPath(who, array(names), PathWalk.NOFOLLOW);
    } catch (VfsException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
      List<String> place = new ArrayList<>(target(parent(names)));
      if (!(find(place) instanceof Directory)) {
        throw VfsException.of(Errno.ENOTDIR);
      }
      place.add(names.get(names.size() - 1));
      return place;
    }
  }

  /** As {@link #place} of what is there, through a link in the last place. */
  List<String> target(List<String> names) throws IOException {
    return namespace.realPath(who, array(names), 0);
  }

  /** What is at {@code names}, be it a link; null for nothing. */
  Inode find(List<String> names) throws IOException {
    return namespace.find(who, namespace.root(), array(names), PathWalk.NOFOLLOW);
  }

  /** Why {@code deed} fails at {@code names}; null when it does not. */
  Errno refusal(ProjDeed deed, List<String> names) throws IOException {
    try {
      rehearse(deed, array(names));
    } catch (Rehearsed e) {
      // Now it is the host's turn to say what it allows, and it can be asked no more than that.
    } catch (VfsException e) {
      return e.errno();
    }
    List<String> asked = deed.isOfName() ? parent(names) : names;
    Errno host = namespace.check(who, namespace.root(), array(asked), 0, wanted(deed));
    return host == null && deed == ProjDeed.DELETE && isFull(names) ? Errno.ENOTEMPTY : host;
  }

  private void rehearse(ProjDeed deed, String[] names) throws IOException {
    Directory root = namespace.root();
    switch (deed) {
      case READ -> {}
      case WRITE -> namespace.open(who, root, names, 0, OpenFile.WRITE, 0).close();
      case CREATE -> {
        int how = OpenFile.WRITE | OpenFile.CREATE | OpenFile.EXCLUSIVE;
        namespace.open(who, root, names, 0, how, Mode.PERMISSIONS).close();
      }
      case DELETE -> namespace.remove(who, root, names, 0);
      case RENAME -> {
        String[] renamed = names.clone();
        if (renamed.length > 0) {
          renamed[renamed.length - 1] += RENAMED;
        }
        namespace.rename(who, root, names, 0, root, renamed, 0, 0);
      }
      case CHMOD -> {
        Change change = new Change().mode(Mode.PERMISSIONS);
        namespace.change(who, root, names, 0, change);
      }
    }
  }

  private static int wanted(ProjDeed deed) {
    return switch (deed) {
      case READ -> Access.READ;
      case WRITE -> Access.WRITE;
      case CREATE, DELETE, RENAME -> Access.WRITE | Access.EXECUTE;
      case CHMOD -> 0;
    };
  }

  /** Whether {@code names} is a directory that the host would not remove. */
  private boolean isFull(List<String> names) throws IOException {
    if (!(find(names) instanceof Directory directory)) {
      return false;
    }
    try (DirectoryCursor entries = namespace.list(directory, 0)) {
      return entries.next() != null;
    }
  }

  private static List<String> parent(List<String> names) {
    return names.subList(0, Math.max(0, names.size() - 1));
  }

  private static String[] array(List<String> names) {
    return names.toArray(String[]::new);
  }
}
