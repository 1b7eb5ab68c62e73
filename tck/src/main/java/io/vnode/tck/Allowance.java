package io.vnode.tck;

/** A manner in which file systems may differ, because what is cited leaves it open. */
public enum Allowance {
  /**
   * A plain {@code FileSystemException} or {@code IOException} where the Javadoc names an "optional
   * specific exception".
   */
  PLAIN_EXCEPTIONS,

  /** Reading leaves the access time alone, as mounted with {@code noatime}. */
  ATIME_NEVER,

  /** The link count of a directory is not two and one for each directory in it. */
  DIRECTORY_LINKS_UNCOUNTED,

  /** Writing and truncating leave the set-user-ID and set-group-ID bits alone. */
  SET_ID_KEPT,

  /**
   * What is read while it is written is in part of before and in part of after, down to single
   * bytes: of Linux' own file systems few lock out readers, as POSIX would have it.
   */
  TORN_READS
}
