package io.vnode.engine;

/**
 * The only code that decides permission.
 *
 * <p>What an object allows at all (read-only volumes, immutable inodes, busy mount points) is
 * decided before, by {@link Namespace}: that holds for root as well. Where a volume's options
 * switch permissions off, everybody is root.
 */
public final class Access {
  public static final int EXECUTE = 1;
  public static final int WRITE = 2;
  public static final int READ = 4;

  private Access() {}

  /** Whether {@code who} may do all of {@code want}, a sum of the three constants. */
  public static boolean allows(Inode inode, Credentials who, int want) {
    int mode = inode.mode();
    int granted = who.uid() == inode.uid() ? mode >> 6 : who.isIn(inode.gid()) ? mode >> 3 : mode;
    return (granted & want) == want || (overrides(inode, who) && rootMay(mode, want));
  }

  /** Root reads, writes and searches anything, but executes only what somebody may execute. */
  private static boolean rootMay(int mode, int want) {
    return (want & EXECUTE) == 0
        || Kind.of(mode) == Kind.DIRECTORY
        || (mode & Mode.ANY_EXECUTE) != 0;
  }

  /**
   * @throws VfsException EACCES unless {@code who} may do all of {@code want}
   */
  static void require(Inode inode, Credentials who, int want) throws VfsException {
    if (!allows(inode, who, want)) {
      throw VfsException.of(Errno.EACCES);
    }
  }

  /** Whether {@code who} may look up names in {@code directory}. */
  static boolean allowsSearch(Directory directory, Credentials who) {
    return (directory.mode() & Mode.ANY_EXECUTE) == Mode.ANY_EXECUTE
        || allows(directory, who, EXECUTE);
  }

  /**
   * Requires that {@code who} may take {@code inode}'s name out of {@code directory}.
   *
   * @throws VfsException EACCES without write and search permission, EPERM where the directory is
   *     sticky and neither it nor the inode is the caller's
   */
  static void requireRemoval(Directory directory, Inode inode, Credentials who)
      throws VfsException {
    require(directory, who, WRITE | EXECUTE);
    if ((directory.mode() & Mode.STICKY) != 0
        && who.uid() != inode.uid()
        && who.uid() != directory.uid()
        && !overrides(inode, who)) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  /** Whether {@code who} owns {@code inode} or counts as its owner. */
  static boolean owns(Inode inode, Credentials who) {
    return who.uid() == inode.uid() || overrides(inode, who);
  }

  /** Whether {@code who} is in {@code group} or above it. */
  static boolean isInGroup(Inode inode, Credentials who, int group) {
    return who.isIn(group) || overrides(inode, who);
  }

  /** Whether checks do not hold {@code who} up at {@code inode}. */
  static boolean overrides(Inode inode, Credentials who) {
    return overrides(inode.volume(), who);
  }

  /** Whether checks do not hold {@code who} up in {@code volume}. */
  static boolean overrides(Volume volume, Credentials who) {
    return who.isRoot() || !volume.options().permissions();
  }

  /**
   * Requires that {@code who} may make {@code change}.
   *
   * @throws VfsException EPERM for a change of mode or of chosen times by another than the owner,
   *     for a change of owner by another than root, for a change of group by another than an owner
   *     who is in it, and for a change of flags by another than root; EACCES for "touch" by
   *     somebody who may not write
   */
  static void requireChange(Inode inode, Credentials who, Change change) throws VfsException {
    if (overrides(inode, who)) {
      return;
    }
    boolean owner = who.uid() == inode.uid();
    boolean chowns = change.hasOwner() && !(owner && change.uid() == inode.uid());
    boolean chgrps = change.hasGroup() && !(owner && mayGiveTo(inode, who, change.gid()));
    boolean owners = change.hasMode() || (change.hasTime() && change.choosesTime());
    if (chowns || chgrps || change.hasFlags() || (owners && !owner)) {
      throw VfsException.of(Errno.EPERM);
    }
    if (change.hasTime() && !owner) {
      require(inode, who, WRITE);
    }
  }

  private static boolean mayGiveTo(Inode inode, Credentials who, int group) {
    return group == inode.gid() || who.isIn(group);
  }

  /** The mode that a chmod by {@code who} leads to: set-gid only for those who are in the group. */
  static int chmod(Inode inode, Credentials who, int mode, int group) {
    return isInGroup(inode, who, group) ? mode : mode & ~Mode.SET_GID;
  }

  /** The mode that a chown by {@code who} leaves: a new owner does not inherit set-id bits. */
  static int chown(Inode inode, Credentials who) {
    return inode.kind() == Kind.DIRECTORY ? inode.mode() : withoutSetId(inode, who);
  }

  /** The mode that a write by {@code who} leaves: nobody smuggles code into a set-id program. */
  static int write(Inode inode, Credentials who) {
    return overrides(inode, who) ? inode.mode() : withoutSetId(inode, who);
  }

  private static int withoutSetId(Inode inode, Credentials who) {
    int mode = inode.mode() & ~Mode.SET_UID;
    boolean executable = (mode & Mode.GROUP_EXECUTE) != 0;
    return executable || !isInGroup(inode, who, inode.gid()) ? mode & ~Mode.SET_GID : mode;
  }

  /** What an inode made by {@code who} in {@code directory} starts as. */
  static Birth birth(Directory directory, Credentials who, int mode, long rdev, String target) {
    if ((directory.mode() & Mode.SET_GID) == 0) {
      return new Birth(mode, who.uid(), who.gid(), rdev, target);
    }
    int group = directory.gid();
    if (Kind.of(mode) == Kind.DIRECTORY) {
      mode |= Mode.SET_GID;
    } else if ((mode & Mode.GROUP_EXECUTE) != 0 && !isInGroup(directory, who, group)) {
      mode &= ~Mode.SET_GID;
    }
    return new Birth(mode, who.uid(), group, rdev, target);
  }
}
