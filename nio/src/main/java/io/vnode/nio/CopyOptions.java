package io.vnode.nio;

import java.nio.file.CopyOption;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;

/**
 * What the options of a copy or a move ask for.
 *
 * @param replace whether what has the target's name gives way
 * @param attributes whether the copy gets the owner, permissions, times and user attributes, too
 * @param follow whether of a symbolic link the file is copied that it leads to
 * @param atomic whether a move that is not one step is refused
 */
record CopyOptions(boolean replace, boolean attributes, boolean follow, boolean atomic) {

  /** The options of {@code Files.copy}. @throws UnsupportedOperationException for any other */
  static CopyOptions ofCopy(CopyOption... options) {
    boolean replace = false;
    boolean attributes = false;
    boolean follow = true;
    for (CopyOption option : options) {
      if (option == StandardCopyOption.REPLACE_EXISTING) {
        replace = true;
      } else if (option == StandardCopyOption.COPY_ATTRIBUTES) {
        attributes = true;
      } else if (option == LinkOption.NOFOLLOW_LINKS) {
        follow = false;
      } else {
        throw refused(option);
      }
    }
    return new CopyOptions(replace, attributes, follow, false);
  }

  /**
   * The options of {@code Files.move}, which never follows links and takes all attributes along.
   *
   * @throws UnsupportedOperationException for any other
   */
  static CopyOptions ofMove(CopyOption... options) {
    boolean replace = false;
    boolean atomic = false;
    for (CopyOption option : options) {
      if (option == StandardCopyOption.REPLACE_EXISTING) {
        replace = true;
      } else if (option == StandardCopyOption.ATOMIC_MOVE) {
        atomic = true;
      } else if (option != LinkOption.NOFOLLOW_LINKS) {
        throw refused(option);
      }
    }
    return new CopyOptions(replace, true, false, atomic);
  }

  private static RuntimeException refused(CopyOption option) {
    return option == null
        ? new NullPointerException("option")
        : new UnsupportedOperationException("Unsupported copy option: " + option);
  }
}
