package io.vnode.nio;

import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * What the {@link FileAttribute}s of a call say about a file that is to be made: its kind, its mode
 * with the umask taken off, and the device it stands for.
 *
 * <p>Later attributes go over earlier ones. {@code posix:permissions} is nine bits. {@code
 * unix:mode} is all twelve, set-id and sticky, and where it has type bits they choose the kind:
 * with those of a fifo, a socket or a device {@code Files.createFile} is {@code mknod(2)}, and
 * {@code unix:rdev} the number of the device. The JDK knows the first alone.
 */
final class CreateAttributes {
  private static final int DIRECTORY_DEFAULT = 0777;
  private static final int FILE_DEFAULT = 0666;

  private final int umask;
  private Kind kind;
  private int permissions;
  private long rdev;

  private CreateAttributes(Kind kind, int umask) {
    this.kind = kind;
    this.umask = umask;
    this.permissions = kind == Kind.DIRECTORY ? DIRECTORY_DEFAULT : FILE_DEFAULT;
  }

  /**
   * What {@code attributes} say about a file at {@code place}.
   *
   * @param kind what is made unless they say otherwise: a directory or a regular file
   * @throws UnsupportedOperationException for another attribute, and for a kind that the call does
   *     not make
   * @throws ClassCastException for a value of another class than the attribute's
   */
  static CreateAttributes of(Location place, Kind kind, FileAttribute<?>... attributes) {
    CreateAttributes wanted = new CreateAttributes(kind, place.fileSystem().umask());
    for (FileAttribute<?> attribute : attributes) {
      wanted.add(attribute);
    }
    return wanted;
  }

  private void add(FileAttribute<?> attribute) {
    switch (attribute.name()) {
      case "posix:permissions", "unix:permissions" ->
          permissions =
              (permissions & ~Mode.PERMISSIONS) | FilePermissions.bits((Set<?>) attribute.value());
      case "unix:mode" -> addMode((Integer) attribute.value());
      case "unix:rdev" -> rdev = (Long) attribute.value();
      default -> throw refusal("'" + attribute.name() + "'");
    }
  }

  private void addMode(int mode) {
    if ((mode & Mode.TYPE) != 0) {
      kind = kindOf(mode);
    }
    permissions = mode & Mode.CHANGEABLE;
  }

  private Kind kindOf(int mode) {
    Kind wanted = Kind.of(mode);
    boolean makes =
        kind == Kind.DIRECTORY
            ? wanted == Kind.DIRECTORY
            : wanted != null && wanted != Kind.DIRECTORY && wanted != Kind.SYMLINK;
    if (!makes) {
      throw refusal("'unix:mode' of the type 0" + Integer.toOctalString(mode & Mode.TYPE));
    }
    return wanted;
  }

  private static UnsupportedOperationException refusal(String attribute) {
    return new UnsupportedOperationException(attribute + " not supported as initial attribute");
  }

  /**
   * Refuses every attribute: a symbolic link has none of its own to start with.
   *
   * @throws RuntimeException as {@link #of}, when that would refuse one already
   */
  static void refuseAll(FileAttribute<?>... attributes) {
    CreateAttributes none = new CreateAttributes(Kind.REGULAR, 0);
    for (FileAttribute<?> attribute : attributes) {
      none.add(attribute);
    }
    if (attributes.length > 0) {
      throw new UnsupportedOperationException(
          "Initial file attributes not supported when creating symbolic link");
    }
  }

  /** Requires a regular file. @throws UnsupportedOperationException for one of another kind */
  CreateAttributes requireRegular() {
    if (kind != Kind.REGULAR) {
      throw refusal("'unix:mode' of the type 0" + Integer.toOctalString(kind.bits()));
    }
    return this;
  }

  /** What is to be made. */
  Kind kind() {
    return kind;
  }

  /** Type and permission bits, the umask taken off. */
  int mode() {
    return kind.bits() | (permissions & ~umask);
  }

  /** The number of a device, zero unless one was given. */
  long rdev() {
    return rdev;
  }
}
