package io.vnode.nio;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The nine permission bits of a mode, and the set of {@link PosixFilePermission} that says it. */
public final class FilePermissions {
  private static final PosixFilePermission[] ALL = PosixFilePermission.values();

  private FilePermissions() {}

  /** The permissions that {@code mode} grants: a set of the caller's own. */
  public static Set<PosixFilePermission> of(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : ALL) {
      if ((mode & bit(permission)) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  /**
   * The bits of {@code permissions}.
   *
   * @throws ClassCastException for an element of another kind
   * @throws NullPointerException for null, as a set or in it
   */
  public static int bits(Set<?> permissions) {
    int mode = 0;
    for (Object permission : permissions) {
      mode |= bit((PosixFilePermission) permission);
    }
    return mode;
  }

  private static int bit(PosixFilePermission permission) {
    return switch (permission) {
      case OWNER_READ -> 0400;
      case OWNER_WRITE -> 0200;
      case OWNER_EXECUTE -> 0100;
      case GROUP_READ -> 0040;
      case GROUP_WRITE -> 0020;
      case GROUP_EXECUTE -> 0010;
      case OTHERS_READ -> 0004;
      case OTHERS_WRITE -> 0002;
      case OTHERS_EXECUTE -> 0001;
    };
  }
}
