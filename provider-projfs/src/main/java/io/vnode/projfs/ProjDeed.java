package io.vnode.projfs;

import java.util.Locale;

/** What somebody may want to do with a path of a projection. */
public enum ProjDeed {
  /** Reading a file, listing a directory. */
  READ,

  /** Writing to a file. */
  WRITE,

  /** Making a file that has the path. */
  CREATE,

  /** Removing the file or the empty directory that has the path. */
  DELETE,

  /** Giving it another name in its directory. */
  RENAME,

  /** Changing its permissions. */
  CHMOD;

  /** As people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is about the name in its directory, and not about what the name leads to. */
  boolean isOfName() {
    return this == CREATE || this == DELETE || this == RENAME;
  }
}
