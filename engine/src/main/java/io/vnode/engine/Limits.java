package io.vnode.engine;

/** The limits of the engine: what input can drive has a number here, and an {@link Errno}. */
public final class Limits {
  /** Bytes of UTF-8 in one name; past it ENAMETOOLONG. */
  public static final int NAME_MAX = 255;

  /** Bytes of UTF-8 in a path, with the NUL that C would put behind it; past it ENAMETOOLONG. */
  public static final int PATH_MAX = 4096;

  /** Symbolic links followed in one walk, whether nested or in a row; past it ELOOP. */
  public static final int FOLLOW_MAX = 40;

  /**
   * Directories from a volume's root down; past it ENAMETOOLONG. Paths cannot name a deeper tree in
   * one go, but a chain of renames could build one. The check of a mkdir does not stop the world,
   * so each mkdir under way while a rename moves a tree may exceed it by one.
   */
  public static final int DEPTH_MAX = 4096;

  /** Names of one inode; past it EMLINK. */
  public static final int LINK_MAX = Integer.MAX_VALUE;

  /** Bytes in a file; past it EFBIG. */
  public static final long FILE_SIZE_MAX = Long.MAX_VALUE;

  /** Bytes of UTF-8 in the name of an extended attribute; past it ERANGE. */
  public static final int XATTR_NAME_MAX = 255;

  /** Bytes in the value of an extended attribute; past it E2BIG. */
  public static final int XATTR_SIZE_MAX = 65_536;

  /** Bytes of all names of extended attributes of one inode, NULs included; past it ENOSPC. */
  public static final int XATTR_LIST_MAX = 65_536;

  private Limits() {}
}
