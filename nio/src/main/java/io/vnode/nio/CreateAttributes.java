package io.vnode.nio;

import io.vnode.engine.Kind;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * What the {@link FileAttribute}s of a call say about a file that is to be made: its mode, with the
 * umask taken off.
 */
final class CreateAttributes {
  private static final int DIRECTORY_DEFAULT = 0777;
  private static final int FILE_DEFAULT = 0666;

  private final int mode;

  private CreateAttributes(int mode) {
    this.mode = mode;
  }

  static CreateAttributes of(Location place, Kind kind, FileAttribute<?>... attributes) {
    int mode = kind == Kind.DIRECTORY ? DIRECTORY_DEFAULT : FILE_DEFAULT;
    for (FileAttribute<?> attribute : attributes) {
      if (!attribute.name().equals("posix:permissions")) {
        throw new UnsupportedOperationException(
            "'" + attribute.name() + "' is no attribute to make a file with");
      }
      mode = permissions((Set<?>) attribute.value());
    }
    return new CreateAttributes(kind.bits() | (mode & ~place.fileSystem().umask()));
  }

  private static int permissions(Set<?> permissions) {
    int mode = 0;
    for (Object permission : permissions) {
      mode |= 0400 >> ((PosixFilePermission) permission).ordinal();
    }
    return mode;
  }

  /** A symbolic link has no attributes of its own to start with. */
  static void refuseAll(FileAttribute<?>... attributes) {
    if (attributes.length > 0) {
      throw new UnsupportedOperationException(
          "Initial file attributes not supported when creating symbolic link");
    }
  }

  int mode() {
    return mode;
  }
}
