package io.vnode.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A map from names to inodes, and the way up.
 *
 * <p>This is what a volume writes to have directories: three methods to read, five to change. The
 * five answer EROFS unless overridden. They are called by {@link Namespace} alone, with the
 * directory locked, the name looked up again under that lock and every rule checked, so they check
 * nothing. Link counts and times are the namespace's to keep.
 *
 * <p>Looking up and listing take no lock. A directory that was removed has no links, is empty and
 * stays so.
 */
public abstract non-sealed class Directory extends Inode {
  private static final VarHandle HEIGHT =
      Fields.handle(MethodHandles.lookup(), "height", int.class);

  /**
   * Where {@code ..} leads; the root is its own parent. Changes under the volume's rename mutex.
   */
  private volatile Directory parent;

  /** The volume mounted here, which hides what is below; null nearly always. */
  private volatile Volume mounted;

  /** Who watches the names here; null nearly always. Changes with the lock held. */
  private volatile Watch[] watches;

  /** No less than the number of levels of directories below this one; see {@link Depth}. */
  private volatile int height;

  /** A directory below {@code parent}, or the root of {@code volume} when that is null. */
  protected Directory(Volume volume, long number, Birth birth, Directory parent) {
    super(volume, number, birth, 2);
    this.parent = parent == null ? this : parent;
  }

  /** The twin of {@code original} in {@code volume}, without names and its own parent. */
  Directory(Volume volume, Directory original) {
    super(volume, original, 2);
    this.parent = this;
  }

  /** The inode under {@code name}, or null; mount points are the caller's to cross. */
  public abstract Inode lookup(String name) throws IOException;

  /**
   * As {@link #lookup(String)}, and fills {@code into} with the attributes of what is found. To be
   * overridden where both are one question.
   */
  protected Inode lookup(String name, Stat into) throws IOException {
    Inode found = lookup(name);
    if (found != null) {
      found.stat(into);
    }
    return found;
  }

  /**
   * Where the names {@code from} to {@code to}, without that one, lead from here, the root of a
   * volume where everybody may search: a directory of the volume, if it can tell at once that they
   * still do; null, as mostly, where the walk is to go step by step.
   */
  protected Directory leap(String[] names, int from, int to) throws IOException {
    return null;
  }

  /**
   * A walk over the entries that stand behind the one with the cookie {@code after}, from the first
   * for zero. Entries made or removed meanwhile may be seen or not; all others are seen just once.
   * A walk ends, even if whoever takes it renames every entry that it meets.
   */
  public abstract DirectoryCursor list(long after) throws IOException;

  /** Whether no name is left. */
  public abstract boolean isEmpty() throws IOException;

  /** Makes a new inode under a free name. */
  protected Inode make(String name, Birth birth) throws IOException {
    throw VfsException.of(Errno.EROFS);
  }

  /**
   * Makes a regular file under a free name and opens it: both, or neither when it fails. To be
   * overridden where opening a new file can fail, or where the store does both in one step.
   *
   * @param who who opens it
   * @param how how, in the constants of {@link OpenFile}
   */
  protected OpenFile create(String name, Birth birth, Credentials who, int how) throws IOException {
    FileNode made = (FileNode) make(name, birth);
    // Who makes a file that only grows has not yet been judged by what it became.
    int use = (made.flags() & APPEND_ONLY) == 0 ? how : how | OpenFile.APPEND;
    return new OpenFile(made, made.open(use, this, name), who, use, this, name);
  }

  /** Puts {@code inode} under a free name as well. */
  protected void link(String name, Inode inode) throws IOException {
    throw VfsException.of(Errno.EROFS);
  }

  /** Takes the name away from {@code inode}. */
  protected void unlink(String name, Inode inode) throws IOException {
    throw VfsException.of(Errno.EROFS);
  }

  /**
   * Moves {@code inode} from {@code name} here to {@code newName} in {@code to}, over {@code
   * replaced} unless that is null. At no moment is the new name missing if it was there before, and
   * at no moment has the inode no name at all.
   */
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced)
      throws IOException {
    throw VfsException.of(Errno.EROFS);
  }

  /** Lets {@code name} here and {@code newName} in {@code to} trade their inodes. */
  protected void exchange(String name, Inode inode, Directory to, String newName, Inode other)
      throws IOException {
    throw VfsException.of(Errno.EROFS);
  }

  @Override
  public long size() throws IOException {
    return 0;
  }

  /** Where {@code ..} leads within the volume. */
  public final Directory parent() {
    return parent;
  }

  final void setParent(Directory parent) {
    this.parent = parent;
  }

  /** Whether the directory was removed. */
  public boolean isDead() {
    return links() == 0;
  }

  @Override
  protected boolean isGone() {
    return isDead();
  }

  final Volume mounted() {
    return mounted;
  }

  final void setMounted(Volume volume) {
    mounted = volume;
  }

  /**
   * Begins to {@link #report} what happens here, if that is the volume's to know; somebody watches.
   * Called with the lock held.
   */
  protected void beginReports() throws IOException {}

  /** Ends what {@link #beginReports} began: nobody watches any more. Called with the lock held. */
  protected void endReports() {}

  /**
   * Whether the volume reports what happens here, so that what the namespace does itself must not
   * be told once more.
   */
  protected boolean isReporting() {
    return false;
  }

  /** Tells who watches what has happened to {@code name}; null for an OVERFLOW. */
  protected final void report(WatchKind kind, String name) {
    Watch[] told = watches;
    if (told != null) {
      for (Watch watch : told) {
        watch.note(kind, name);
      }
    }
  }

  /** Tells who watches that the directory is no more. */
  protected final void reportEnd() {
    synchronized (lock()) {
      assert LockOrder.taken(this);
      endWatches();
    }
  }

  final void addWatch(Watch watch) throws IOException {
    Watch[] old = watches;
    if (old == null) {
      beginReports();
    }
    Watch[] fresh = old == null ? new Watch[1] : Arrays.copyOf(old, old.length + 1);
    fresh[fresh.length - 1] = watch;
    watches = fresh;
  }

  final void removeWatch(Watch watch) {
    Watch[] old = watches;
    if (old != null) {
      Watch[] left = Arrays.stream(old).filter(one -> one != watch).toArray(Watch[]::new);
      watches = left.length == 0 ? null : left;
      if (left.length == 0) {
        endReports();
      }
    }
  }

  /** Tells who watches that {@code name} came or went. Called with the lock held. */
  final void noteName(WatchKind kind, String name) {
    if (isNoted()) {
      report(kind, name);
    }
  }

  /** Whether somebody watches, and is told by the namespace. */
  private boolean isNoted() {
    return watches != null && !isReporting();
  }

  /**
   * Tells who watches that {@code inode} was modified by way of {@code name}, unless that stands
   * for something else by now.
   */
  final void noteModifiedBelow(String name, Inode inode) {
    if (isNoted() && standsFor(name, inode)) {
      noteName(WatchKind.MODIFY, name);
    }
  }

  /** Whether {@code name} stands for {@code inode}, or cannot be looked up: better one too many. */
  private boolean standsFor(String name, Inode inode) {
    try {
      return lookup(name) == inode;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Tells who watches the parent that this directory was modified by way of no name: it has just
   * one, which is looked for only when somebody wants to know.
   */
  final void noteModifiedInParent() {
    Directory above = parent;
    if (!above.isNoted()) {
      return;
    }
    try (DirectoryCursor entries = above.list(0)) {
      for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
        if (entry.inode() == this) {
          above.noteName(WatchKind.MODIFY, entry.name());
          return;
        }
      }
    } catch (IOException e) {
      // The change has been made, and under which name to tell it nobody can say.
    }
  }

  /** Ends all watches: the directory is no more. Called with the lock held. */
  final void endWatches() {
    Watch[] told = watches;
    watches = null;
    if (told != null) {
      endReports();
      for (Watch watch : told) {
        watch.end();
      }
    }
  }

  final int height() {
    return height;
  }

  /** Raises the height to at least {@code height}. @return false when it was as high already */
  final boolean raiseHeight(int height) {
    int before;
    do {
      before = this.height;
      if (before >= height) {
        return false;
      }
    } while (!HEIGHT.compareAndSet(this, before, height));
    return true;
  }

  final boolean isVolumeRoot() {
    return parent == this;
  }
}
