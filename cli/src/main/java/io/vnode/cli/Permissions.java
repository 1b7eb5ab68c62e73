package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits, as the views of NIO take them. */
final class Permissions {
  private static final int NAMED_BITS = 0777;
  private static final FileAttribute<?>[] NONE = {};

  private Permissions() {}

  static boolean areKept(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Sets all twelve bits, or the nine that have names where the view knows no more. */
  static void set(Path path, int bits) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      Files.setAttribute(path, "unix:mode", bits);
    } else if ((bits & ~NAMED_BITS) == 0) {
      Files.setPosixFilePermissions(path, named(bits));
    } else {
      throw new UnsupportedOperationException("mode " + Integer.toOctalString(bits));
    }
  }

  /** What makes a new file with these bits but those of the umask; nothing where none are kept. */
  static FileAttribute<?>[] forNew(Path path, Integer bits) {
    return bits == null || !areKept(path)
        ? NONE
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(named(bits))};
  }

  private static Set<PosixFilePermission> named(int bits) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((bits >> (all.length - 1 - i) & 1) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
