package io.vnode.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A tree of names with a root, and the operations of POSIX on it.
 *
 * <h2>Names</h2>
 *
 * <p>Each operation is one of the "at" family: it takes who asks, the directory to start from, the
 * names and the flags of {@link PathWalk}. Names are what stood between slashes, {@code .} and
 * {@code ..} included; an absolute path is one that starts from {@link #root}. Faces split text
 * into names and join errors to paths; they have no rule of their own.
 *
 * <h2>Steps</h2>
 *
 * <p>An operation that changes something takes seven steps: it walks; checks the shape of the last
 * name; checks what is possible whoever asks; locks, and looks again; checks what is permitted;
 * does it, reserving first and then in one step that cannot fail; and notes times and link counts.
 * The lists of errors below are in the order in which they are found, after those of the walk:
 * ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG.
 *
 * <h2>Thread safety</h2>
 *
 * <p>All operations may be called by any number of threads. Looking up, listing and {@code stat}
 * take no lock; {@code docs/LOCKING.md} says what the others take.
 */
public final class Namespace {
  /** One for all: a volume may be reached from several namespaces, and can be mounted once. */
  private static final Object MOUNT_LOCK = new Object();

  private final Directory root;

  /** The root's volume and those mounted below it. Changes under the mount lock. */
  private final List<Volume> volumes = new CopyOnWriteArrayList<>();

  /** The tree of {@code volume} and of what will be mounted in it. */
  public Namespace(Volume volume) {
    this.root = volume.root();
    this.volumes.add(volume);
  }

  /** The directory where absolute paths start. */
  public Directory root() {
    return root;
  }

  /** A walk, taken again when it failed in a tree that was replaced meanwhile. */
  PathWalk walk(Credentials who, Directory at, String[] names, int flags) throws IOException {
    Volume volume = root.volume();
    Object era;
    PathWalk walk;
    do {
      era = volume.era();
      walk = PathWalk.walk(root, who, at, names, flags);
    } while (walk.failure() != null && era != volume.era());
    return walk;
  }

  /**
   * A walk to a name that is to be made, removed or renamed. What it stands for is looked up under
   * the lock of its directory.
   */
  private PathWalk walkToName(Credentials who, Directory at, String[] names, int flags)
      throws IOException {
    return walk(who, at, names, (flags & ~PathWalk.SLASH) | PathWalk.NOFOLLOW | PathWalk.PARENT);
  }

  /** As {@link #walk}, for those who want to know no more than where it leads. */
  private Found search(Credentials who, Directory at, String[] names, int flags)
      throws IOException {
    return search(who, at, names, flags, null);
  }

  /** As the other, and fills {@code into}, unless it is null, with the attributes. */
  private Found search(Credentials who, Directory at, String[] names, int flags, Stat into)
      throws IOException {
    Volume volume = root.volume();
    Object era;
    Found found;
    do {
      era = volume.era();
      found = PathWalk.find(root, who, at, names, flags, into);
    } while (found instanceof Errno && era != volume.era());
    return found;
  }

  /** As {@link #search}, with {@code into} filled if something is found. */
  private Found searchAndStat(Credentials who, Directory at, String[] names, int flags, Stat into)
      throws IOException {
    into.clear();
    Found found = search(who, at, names, flags, into);
    if (found instanceof Inode inode && !into.isOf(inode)) {
      inode.stat(into);
    }
    return found;
  }

  private static boolean hasSlash(int flags) {
    return (flags & PathWalk.SLASH) != 0;
  }

  // ---------------------------------------------------------------- finding

  /** The inode that the names lead to. */
  public Inode lookup(Credentials who, Directory at, String[] names, int flags) throws IOException {
    Found found = search(who, at, names, flags);
    if (found instanceof Inode inode) {
      return inode;
    }
    throw VfsException.of((Errno) found);
  }

  /**
   * The inode that the names lead to, or null where {@link #lookup} would fail. For callers who ask
   * whether something is there, and for whom a miss is no exception.
   */
  public Inode find(Credentials who, Directory at, String[] names, int flags) throws IOException {
    return search(who, at, names, flags) instanceof Inode inode ? inode : null;
  }

  /** Why {@link #find} answers null, or null if it does not. */
  public Errno check(Credentials who, Directory at, String[] names, int flags, int want)
      throws IOException {
    Found found = search(who, at, names, flags);
    if (!(found instanceof Inode inode)) {
      return (Errno) found;
    }
    Errno refusal = check(who, inode, want);
    return refusal == null && !inode.isAllowed(want) ? Errno.EACCES : refusal;
  }

  /**
   * Why {@code who} may not do {@code want}, a sum of the constants of {@link Access}, with {@code
   * inode}: EROFS, EPERM for writing what is immutable, EACCES, or null.
   */
  static Errno check(Credentials who, Inode inode, int want) {
    boolean writes = (want & Access.WRITE) != 0;
    if (writes && inode.isReadOnly() && isStored(inode)) {
      return Errno.EROFS;
    }
    if (writes && (inode.flags() & Inode.IMMUTABLE) != 0) {
      return Errno.EPERM;
    }
    return Access.allows(inode, who, want) ? null : Errno.EACCES;
  }

  /** Whether writing to {@code inode} would write to its volume, which it would not to a device. */
  private static boolean isStored(Inode inode) {
    return !(inode instanceof SpecialNode);
  }

  /** Fills {@code into} with the attributes of what the names lead to, and returns it. */
  public <S extends Stat> S stat(Credentials who, Directory at, String[] names, int flags, S into)
      throws IOException {
    if (searchAndStat(who, at, names, flags, into) instanceof Errno failure) {
      throw VfsException.of(failure);
    }
    return into;
  }

  /**
   * As {@link #stat}, but a failure is a value: answers it, and what {@code into} holds says
   * nothing; or null.
   */
  public Errno tryStat(Credentials who, Directory at, String[] names, int flags, Stat into)
      throws IOException {
    return searchAndStat(who, at, names, flags, into) instanceof Errno failure ? failure : null;
  }

  /**
   * The directory that the names lead to. @throws VfsException ENOTDIR; EACCES without {@code want}
   */
  public Directory directory(Credentials who, Directory at, String[] names, int flags, int want)
      throws IOException {
    if (!(lookup(who, at, names, flags) instanceof Directory directory)) {
      throw VfsException.of(Errno.ENOTDIR);
    }
    Access.require(directory, who, want);
    if (want != 0 && !directory.isAllowed(want)) {
      throw VfsException.of(Errno.EACCES);
    }
    return directory;
  }

  /**
   * A walk over the entries of {@code directory}, which was opened with {@link #directory} and
   * {@link Access#READ}, behind the cookie {@code after} or from the first for zero. Its first step
   * counts as an access, and not that it begins: {@code readdir} marks, {@code opendir} does not.
   */
  public DirectoryCursor list(Directory directory, long after) throws IOException {
    return new Reading(directory, directory.list(after));
  }

  private static final class Reading implements DirectoryCursor {
    private final Directory directory;
    private final DirectoryCursor cursor;
    private boolean noted;

    Reading(Directory directory, DirectoryCursor cursor) {
      this.directory = directory;
      this.cursor = cursor;
    }

    @Override
    public DirectoryEntry next() throws IOException {
      if (!noted) {
        noted = true;
        directory.noteAccessed();
      }
      return cursor.next();
    }

    @Override
    public void close() throws IOException {
      cursor.close();
    }
  }

  /** Where {@code ..} leads from {@code directory}. */
  public Directory parent(Directory directory) {
    return Mounts.above(directory, root);
  }

  /**
   * What stands under {@code entry} as the namespace shows it: over a mount point, what is mounted.
   */
  public Inode inode(DirectoryEntry entry) throws IOException {
    return Mounts.across(entry.inode());
  }

  /**
   * The names that lead from the root to what {@code names} lead to, without links and dots; with
   * {@link PathWalk#NOFOLLOW} a link in the last place stays.
   *
   * @throws VfsException those of the walk
   */
  public List<String> realPath(Credentials who, String[] names, int flags) throws IOException {
    PathWalk walk = walk(who, root, names, flags | PathWalk.TRAIL);
    walk.require();
    return walk.trail();
  }

  /** The target of a symbolic link. @throws VfsException EINVAL for anything else */
  public String readlink(Credentials who, Directory at, String[] names, int flags)
      throws IOException {
    if (!(lookup(who, at, names, flags | PathWalk.NOFOLLOW) instanceof SymlinkNode link)) {
      throw VfsException.of(Errno.EINVAL);
    }
    link.noteAccessed();
    return link.target();
  }

  // ---------------------------------------------------------------- opening

  /**
   * Opens a file, and makes it first if {@link OpenFile#CREATE} asks for it.
   *
   * @param how a sum of the constants of {@link OpenFile}
   * @param mode the permissions of a file that is made, the umask already taken off
   * @throws VfsException EINVAL for a directory that is to be made; EISDIR for a slash behind what
   *     is to be made; EEXIST with {@link OpenFile#EXCLUSIVE}; EISDIR for a directory that is to be
   *     written, made or removed; ENOTDIR with {@link OpenFile#DIRECTORY}; ELOOP for a link that is
   *     not followed; EROFS; EPERM for an immutable file; EACCES; EPERM for an append-only file;
   *     ENXIO for a special file; those of making a file
   */
  public OpenFile open(Credentials who, Directory at, String[] names, int flags, int how, int mode)
      throws IOException {
    return new Opening(this, who, how).open(at, names, flags, mode);
  }

  // ---------------------------------------------------------------- making and removing

  /**
   * Makes a directory.
   *
   * @param mode its permissions and sticky bit, the umask already taken off; set-id bits are left
   *     out, for set-gid is inherited or set by chmod
   * @throws VfsException EEXIST, and those of {@link #mknod}
   */
  public Directory mkdir(Credentials who, Directory at, String[] names, int flags, int mode)
      throws IOException {
    int bits = Kind.DIRECTORY.bits() | (mode & (Mode.PERMISSIONS | Mode.STICKY));
    return (Directory) make(who, at, names, flags & ~PathWalk.SLASH, bits, 0, null);
  }

  /**
   * Makes a file of any kind but a directory or a link.
   *
   * @param mode its kind, where none means a regular file, and permissions, the umask already taken
   *     off
   * @param rdev the number of a device
   * @throws VfsException EPERM for a directory, EINVAL for another kind, EEXIST, ENOENT for a slash
   *     behind the name, EROFS, EPERM for a device by another than root or in an immutable
   *     directory, EACCES, ENOSPC
   */
  public Inode mknod(Credentials who, Directory at, String[] names, int flags, int mode, long rdev)
      throws IOException {
    int bits = (mode & Mode.TYPE) == 0 ? mode | Kind.REGULAR.bits() : mode;
    Kind kind = Kind.of(bits);
    if (kind == Kind.DIRECTORY) {
      throw VfsException.of(Errno.EPERM);
    }
    if (kind == null || kind == Kind.SYMLINK) {
      throw VfsException.of(Errno.EINVAL);
    }
    return make(who, at, names, flags, bits, kind.isDevice() ? rdev : 0, null);
  }

  /**
   * Makes a symbolic link with the text {@code target}, whatever that leads to.
   *
   * @throws VfsException ENOENT for an empty target, ENAMETOOLONG for one longer than a path; those
   *     of {@link #mknod}
   */
  public SymlinkNode symlink(
      Credentials who, String target, Directory at, String[] names, int flags) throws IOException {
    if (target.isEmpty()) {
      throw VfsException.of(Errno.ENOENT);
    }
    if (NameLength.bytesOf(target) >= Limits.PATH_MAX) {
      throw VfsException.of(Errno.ENAMETOOLONG);
    }
    int bits = Kind.SYMLINK.bits() | Mode.PERMISSIONS;
    return (SymlinkNode) make(who, at, names, flags, bits, 0, target);
  }

  private Inode make(
      Credentials who, Directory at, String[] names, int flags, int mode, long rdev, String target)
      throws IOException {
    return entryToMake(who, at, names, flags).make(mode, rdev, target);
  }

  private Entries entryToMake(Credentials who, Directory at, String[] names, int flags)
      throws IOException {
    PathWalk walk = walkToName(who, at, names, flags);
    if (walk.failure() == null) {
      throw VfsException.of(Errno.EEXIST);
    }
    if (!walk.isLastMissing()) {
      throw VfsException.of(walk.failure());
    }
    if (hasSlash(flags)) {
      boolean taken = walk.parent().lookup(walk.last()) != null;
      throw VfsException.of(taken ? Errno.EEXIST : Errno.ENOENT);
    }
    return new Entries(who, walk.parent(), walk.last());
  }

  /**
   * Gives what {@code names} lead to one more name. A symbolic link is linked itself when {@code
   * flags} has {@link PathWalk#NOFOLLOW}, which is what {@code link(2)} does.
   *
   * @throws VfsException EEXIST, EROFS, EXDEV, EACCES, EPERM for a directory or an immutable or
   *     append-only inode, ENOENT when it has just lost its last name, EMLINK
   */
  public void link(
      Credentials who,
      Directory at,
      String[] names,
      int flags,
      Directory newAt,
      String[] newNames,
      int newFlags)
      throws IOException {
    Volume volume;
    Object era;
    Inode inode = root;
    do {
      volume = inode.volume();
      era = volume.era(); // Of the volume that holds the inode, and from before it was looked up.
      inode = lookup(who, at, names, flags);
    } while (inode.volume() != volume
        || !entryToMake(who, newAt, newNames, newFlags).link(inode, era));
  }

  /**
   * Takes away a name of anything but a directory.
   *
   * @throws VfsException EISDIR for {@code .}, {@code ..} and the root; those of {@link
   *     Entries#unlink}
   */
  public void unlink(Credentials who, Directory at, String[] names, int flags) throws IOException {
    PathWalk walk = walkToName(who, at, names, flags);
    requireParent(walk);
    if (walk.kind() != PathWalk.Last.NAME) {
      throw VfsException.of(Errno.EISDIR);
    }
    new Entries(who, walk.parent(), walk.last()).unlink(hasSlash(flags), null);
  }

  /**
   * Removes an empty directory.
   *
   * @throws VfsException EINVAL for {@code .}, ENOTEMPTY for {@code ..}, EBUSY for the root; those
   *     of {@link Entries#rmdir}
   */
  public void rmdir(Credentials who, Directory at, String[] names, int flags) throws IOException {
    entryToRemove(who, at, names, flags).rmdir();
  }

  private Entries entryToRemove(Credentials who, Directory at, String[] names, int flags)
      throws IOException {
    PathWalk walk = walkToName(who, at, names, flags);
    requireParent(walk);
    return switch (walk.kind()) {
      case DOT -> throw VfsException.of(Errno.EINVAL);
      case DOT_DOT -> throw VfsException.of(Errno.ENOTEMPTY);
      case NONE -> throw VfsException.of(Errno.EBUSY);
      case NAME -> new Entries(who, walk.parent(), walk.last());
    };
  }

  /**
   * Removes whatever the name stands for, in one step, as {@code remove(3)} does in two.
   *
   * @throws VfsException those of {@link #rmdir} for a directory and for {@code .}, {@code ..} and
   *     the root; those of {@link #unlink} for anything else
   */
  public void remove(Credentials who, Directory at, String[] names, int flags) throws IOException {
    if (hasSlash(flags)) {
      rmdir(who, at, names, flags);
      return;
    }
    entryToRemove(who, at, names, flags).remove();
  }

  /** Fail with EEXIST rather than replace: a flag of {@link #rename}. */
  public static final int NO_REPLACE = Rename.NO_REPLACE;

  /** Let two names trade what they stand for: a flag of {@link #rename}. */
  public static final int EXCHANGE = Rename.EXCHANGE;

  /**
   * Renames, replacing what has the new name unless {@code how} says otherwise. If both are names
   * of one inode nothing happens.
   *
   * @param how zero, {@link #NO_REPLACE} or {@link #EXCHANGE}
   * @throws VfsException EINVAL for both, EXDEV, EBUSY for {@code .}, {@code ..} and the root;
   *     those of {@link Rename#run}
   */
  public void rename(
      Credentials who,
      Directory at,
      String[] names,
      int flags,
      Directory newAt,
      String[] newNames,
      int newFlags,
      int how)
      throws IOException {
    if (how != 0 && how != NO_REPLACE && how != EXCHANGE) {
      throw VfsException.of(Errno.EINVAL);
    }
    PathWalk from = walkToName(who, at, names, flags);
    requireParent(from);
    PathWalk to = walkToName(who, newAt, newNames, newFlags);
    requireParent(to);
    if (from.parent().volume() != to.parent().volume()) {
      throw VfsException.of(Errno.EXDEV);
    }
    if (from.kind() != PathWalk.Last.NAME) {
      throw VfsException.of(Errno.EBUSY);
    }
    if (to.kind() != PathWalk.Last.NAME) {
      throw VfsException.of(how == NO_REPLACE ? Errno.EEXIST : Errno.EBUSY);
    }
    new Rename(who, from, hasSlash(flags), to, hasSlash(newFlags), how).run();
  }

  /** Requires that all but the last name was found, which is looked up again under the lock. */
  private static void requireParent(PathWalk walk) throws VfsException {
    if (!walk.isLastMissing()) {
      walk.require();
    }
  }

  // ---------------------------------------------------------------- attributes

  /**
   * Changes attributes of what the names lead to: chmod, chown, utimens and their kin.
   *
   * @throws VfsException those of {@link #change(Credentials, Inode, Change)}
   */
  public void change(Credentials who, Directory at, String[] names, int flags, Change change)
      throws IOException {
    PathWalk walk = walk(who, at, names, flags);
    change(who, walk.require(), change);
    if (!change.isEmpty()) {
      noteModified(walk);
    }
  }

  /**
   * Changes attributes of an inode.
   *
   * @throws VfsException EROFS, EPERM for an immutable inode, for anything but "touch" of an
   *     append-only one, or by another than the owner, EACCES for "touch" by one who may not write,
   *     EOPNOTSUPP for the mode of a link
   */
  public void change(Credentials who, Inode inode, Change change) throws IOException {
    Attributes.change(who, inode, change);
  }

  /** Tells who watches that what {@code walk} found was modified. */
  private static void noteModified(PathWalk walk) {
    if (walk.kind() == PathWalk.Last.NAME) {
      walk.parent().noteModifiedBelow(walk.last(), walk.inode());
    } else {
      ((Directory) walk.inode()).noteModifiedInParent();
    }
  }

  /**
   * Makes the file that the names lead to {@code size} bytes long.
   *
   * @throws VfsException EINVAL for a negative size; those of opening it for writing, but EINVAL
   *     for a special file; EFBIG
   */
  public void truncate(Credentials who, Directory at, String[] names, int flags, long size)
      throws IOException {
    if (size < 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    boolean done = false;
    while (!done) {
      PathWalk walk = walk(who, at, names, flags);
      walk.require();
      done = truncate(who, walk, size);
    }
  }

  /** Truncates a file. @return false when it has just gone */
  private boolean truncate(Credentials who, PathWalk walk, long size) throws IOException {
    if (walk.inode() instanceof SpecialNode) {
      throw VfsException.of(Errno.EINVAL);
    }
    try (OpenFile file = new Opening(this, who, OpenFile.WRITE).openFound(walk)) {
      if (file != null) {
        file.truncate(size);
      }
      return file != null;
    }
  }

  /**
   * The extended attributes of an inode.
   *
   * @throws VfsException EACCES without read permission
   */
  public Xattrs xattrs(Credentials who, Inode inode) throws IOException {
    Access.require(inode, who, Access.READ);
    return Xattrs.orEmpty(inode.readXattrs());
  }

  /**
   * Sets an extended attribute, or removes it when {@code value} is null.
   *
   * @throws VfsException ERANGE for a name that is empty or too long and E2BIG for a value too
   *     long; EROFS, ENOENT when the inode is no more, EPERM for an immutable or append-only inode,
   *     for anything but files and directories, and for a sticky directory of somebody else; EACCES
   *     without write permission, ENODATA for removing what is not there, ENOSPC
   */
  public void setXattr(Credentials who, Inode inode, String name, byte[] value) throws IOException {
    Attributes.setXattr(who, inode, name, value);
  }

  /**
   * Sets an extended attribute of what the names lead to, or removes it when {@code value} is null.
   *
   * @throws VfsException those of {@link #setXattr(Credentials, Inode, String, byte[])}
   */
  public void setXattr(
      Credentials who, Directory at, String[] names, int flags, String name, byte[] value)
      throws IOException {
    PathWalk walk = walk(who, at, names, flags);
    setXattr(who, walk.require(), name, value);
    noteModified(walk);
  }

  // ---------------------------------------------------------------- volumes

  /** The root's volume and, behind it, those that were mounted through this namespace. */
  public List<Volume> volumes() {
    return List.copyOf(volumes);
  }

  /** How much the volume holds that the names lead to. */
  public Usage statfs(Credentials who, Directory at, String[] names, int flags) throws IOException {
    return lookup(who, at, names, flags).volume().usage();
  }

  /**
   * Mounts {@code volume} on the directory that the names lead to.
   *
   * @throws VfsException ENOTDIR, EBUSY when the volume is mounted already or the directory is the
   *     root or was removed, ELOOP when the directory lies in the volume itself
   */
  public void mount(Credentials who, Volume volume, Directory at, String[] names, int flags)
      throws IOException {
    Directory directory = directory(who, at, names, flags, 0);
    synchronized (MOUNT_LOCK) {
      assert LockOrder.taken(LockOrder.Rank.MOUNTS, MOUNT_LOCK, Namespace.class);
      if (volume.covered() != null || volume.root() == root || directory == root) {
        throw VfsException.of(Errno.EBUSY);
      }
      if (Mounts.isWithin(directory, volume)) {
        throw VfsException.of(Errno.ELOOP);
      }
      synchronized (directory.lock()) {
        assert LockOrder.taken(directory);
        if (directory.isDead() || directory.mounted() != null) {
          throw VfsException.of(Errno.EBUSY);
        }
        Mounts.mount(volume, directory);
        volumes.add(volume);
      }
    }
  }

  /**
   * Unmounts the volume whose root the names lead to, and returns it; closing it is the caller's.
   *
   * @throws VfsException EINVAL when that is no root of a mounted volume, EBUSY when a file of it
   *     is open or another volume is mounted in it
   */
  public Volume unmount(Credentials who, Directory at, String[] names, int flags)
      throws IOException {
    Directory directory = directory(who, at, names, flags, 0);
    Volume volume = directory.volume();
    synchronized (MOUNT_LOCK) {
      assert LockOrder.taken(LockOrder.Rank.MOUNTS, MOUNT_LOCK, Namespace.class);
      if (directory != volume.root() || volume.covered() == null) {
        throw VfsException.of(Errno.EINVAL);
      }
      if (volume.openFiles() > 0 || isMountedIn(volume)) {
        throw VfsException.of(Errno.EBUSY);
      }
      Directory covered = volume.covered();
      synchronized (covered.lock()) {
        assert LockOrder.taken(covered);
        Mounts.unmount(volume);
        volumes.remove(volume);
      }
    }
    return volume;
  }

  /** Whether another volume is mounted in {@code volume}. Called under the mount lock. */
  private boolean isMountedIn(Volume volume) {
    return volumes.stream()
        .map(Volume::covered)
        .anyMatch(covered -> covered != null && covered.volume() == volume);
  }

  /**
   * The tree of the root's volume as it is at this moment, without what is mounted in it.
   *
   * @throws VfsException EOPNOTSUPP where the tree is not in memory; those of {@link
   *     TreeVolume#snapshot}
   */
  public TreeSnapshot snapshot() throws IOException {
    return tree().snapshot();
  }

  /**
   * Puts the tree of {@code snapshot} in the place of all there is in the root's volume, in one
   * step: whoever looks a name up meets the old tree or the new. What is open stays alive without a
   * name until it is closed, watches end, and a change under way in a directory of the old tree
   * succeeds before the step or fails as in a directory that was removed.
   *
   * @throws VfsException EOPNOTSUPP where the tree is not in memory; EROFS; ENOSPC when the
   *     snapshot does not fit or, being one of another volume, not beside what there is; EBUSY when
   *     something is mounted in the volume
   * @throws IllegalStateException when the snapshot was closed
   */
  public void restore(TreeSnapshot snapshot) throws IOException {
    TreeVolume volume = tree();
    Entries.requireWritable(volume.root());
    try (TreeReplacement replacement = new TreeReplacement(volume, snapshot)) {
      synchronized (MOUNT_LOCK) {
        assert LockOrder.taken(LockOrder.Rank.MOUNTS, MOUNT_LOCK, Namespace.class);
        if (isMountedIn(volume)) {
          throw VfsException.of(Errno.EBUSY);
        }
        replacement.run();
      }
    }
  }

  private TreeVolume tree() throws VfsException {
    if (root.volume() instanceof TreeVolume tree) {
      return tree;
    }
    throw VfsException.of(Errno.EOPNOTSUPP);
  }

  /**
   * Checks that every tree of ours in this namespace is sound, and says what is not.
   *
   * @throws IllegalStateException when something is wrong
   */
  public void verify() throws IOException {
    for (Volume volume : volumes) {
      if (volume instanceof TreeVolume tree) {
        new TreeCheck(tree).run();
      }
    }
  }
}
