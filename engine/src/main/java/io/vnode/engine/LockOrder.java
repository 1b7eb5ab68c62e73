package io.vnode.engine;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The ranks of the engine's locks, and an assertion that they are taken in order.
 *
 * <p>{@code docs/LOCKING.md} has the table and the argument. Each place that takes a lock says so
 * first thing inside: {@code assert LockOrder.taken(...)}. Nothing needs to be said when it is let
 * go: what a thread no longer holds is dropped when the next lock is taken.
 *
 * <p>A volume that {@linkplain Volume#isHosted asks another file system} does so under its locks;
 * those of the other come after all of its own.
 */
final class LockOrder {

  /** Lowest first: a thread may take a lock only of a rank not below those it holds. */
  enum Rank {
    /** What keeps a volume elsewhere. */
    KEEPING,
    /** The snapshots of a volume. */
    SNAPSHOTS,
    /** The position of an open file. */
    POSITION,
    /** The table of mounts. */
    MOUNTS,
    /** A volume's rename mutex. */
    RENAME,
    /** Directories: ancestors first; unrelated ones only under the rename mutex. */
    DIRECTORY,
    /** Other inodes, by number. */
    FILE,
    /** A copy of a tree that is being made. */
    CLONE,
    /** The bytes of a file. */
    BODY,
    /** What is moved between a space and its purses: a leaf. */
    SPACE,
    /** What happened in a directory and was not fetched yet: a leaf. */
    WATCH
  }

  /** A lock that was taken; weakly, as one that was let go must not keep a file system alive. */
  private record Held(Rank rank, Reference<Object> lock, Reference<Object> owner) {
    Held(Rank rank, Object lock, Object owner) {
      this(rank, new WeakReference<>(lock), new WeakReference<>(owner));
    }

    boolean isLetGo() {
      Object lock = this.lock.get();
      return lock == null || !Thread.holdsLock(lock);
    }
  }

  private static final ThreadLocal<Deque<Held>> HELD = ThreadLocal.withInitial(ArrayDeque::new);

  private LockOrder() {}

  /** The rank of {@code inode}'s lock. */
  static Rank of(Inode inode) {
    return inode instanceof Directory ? Rank.DIRECTORY : Rank.FILE;
  }

  /** Notes that the current thread has taken the lock of {@code inode}. */
  static boolean taken(Inode inode) {
    return taken(of(inode), inode.lock(), inode);
  }

  /**
   * Notes that the current thread has taken {@code lock}.
   *
   * @param owner what it guards
   * @return true, for the sake of {@code assert}
   */
  static boolean taken(Rank rank, Object lock, Object owner) {
    Deque<Held> held = HELD.get();
    boolean underRename = false;
    for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
      Held other = all.next();
      // An earlier note of the same lock says no more than the one to come, and would never go.
      if (other.isLetGo() || other.lock.refersTo(lock)) {
        all.remove();
      } else if (other.rank == Rank.RENAME) {
        underRename = true;
      }
    }
    for (Held other : held) {
      check(other, rank, owner, underRename);
    }
    held.push(new Held(rank, lock, owner));
    return true;
  }

  private static void check(Held other, Rank rank, Object owner, boolean underRename) {
    if (isAtHost(other.owner.get(), owner)) {
      return;
    }
    if (rank.compareTo(other.rank) < 0) {
      throw new AssertionError("took " + rank + " while holding " + other.rank);
    }
    if (rank == other.rank) {
      checkWithinRank(other.owner.get(), rank, owner, underRename);
    }
  }

  /** Whether {@code taken} is of another file system, which the volume of {@code held} asks. */
  private static boolean isAtHost(Object held, Object taken) {
    Volume volume = volume(held);
    return volume != null && volume.isHosted() && volume != volume(taken);
  }

  private static Volume volume(Object owner) {
    if (owner instanceof Inode inode) {
      return inode.volume();
    }
    if (owner instanceof OpenFile file) {
      return file.inode().volume();
    }
    if (owner instanceof BlockBody body) {
      return body.volume();
    }
    return owner instanceof Volume volume ? volume : null;
  }

  private static void checkWithinRank(Object held, Rank rank, Object taken, boolean underRename) {
    switch (rank) {
      case DIRECTORY -> checkDirectories((Directory) held, (Directory) taken, underRename);
      case FILE -> {
        if (((Inode) taken).number() < ((Inode) held).number()) {
          throw new AssertionError("took two files against the order of their numbers");
        }
      }
      default -> throw new AssertionError("took two of rank " + rank);
    }
  }

  private static void checkDirectories(Directory held, Directory taken, boolean underRename) {
    if (!underRename && taken.parent() != held) {
      throw new AssertionError("took a directory while holding one that is not its parent");
    }
    if (underRename && Rename.isAbove(taken, held)) {
      throw new AssertionError("took a directory while holding one below it");
    }
  }
}
