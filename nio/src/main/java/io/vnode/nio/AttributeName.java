package io.vnode.nio;

import io.vnode.engine.Change;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The attributes of {@code stat(2)} by name: how each is taken out of a snapshot, and how it is
 * asked to change.
 *
 * <p>They stand in the order of the views that know them, see {@link StatScope}.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its functions are lambdas that capture nothing.
enum AttributeName {
  SIZE("size", VfsFileAttributes::size),
  CREATION_TIME(
      "creationTime",
      VfsFileAttributes::creationTime,
      (change, value) -> times(change, null, null, (FileTime) value)),
  LAST_ACCESS_TIME(
      "lastAccessTime",
      VfsFileAttributes::lastAccessTime,
      (change, value) -> times(change, null, (FileTime) value, null)),
  LAST_MODIFIED_TIME(
      "lastModifiedTime",
      VfsFileAttributes::lastModifiedTime,
      (change, value) -> times(change, (FileTime) value, null, null)),
  FILE_KEY("fileKey", VfsFileAttributes::fileKey),
  IS_DIRECTORY("isDirectory", VfsFileAttributes::isDirectory),
  IS_REGULAR_FILE("isRegularFile", VfsFileAttributes::isRegularFile),
  IS_SYMBOLIC_LINK("isSymbolicLink", VfsFileAttributes::isSymbolicLink),
  IS_OTHER("isOther", VfsFileAttributes::isOther),

  PERMISSIONS(
      "permissions",
      VfsFileAttributes::permissions,
      (change, value) -> change.mode(FilePermissions.bits((Set<?>) value))),
  GROUP(
      "group",
      VfsFileAttributes::group,
      (change, value) -> group(change, VfsPrincipals.gid((GroupPrincipal) value))),
  OWNER(
      "owner",
      VfsFileAttributes::owner,
      (change, value) -> owner(change, VfsPrincipals.uid((UserPrincipal) value))),

  MODE("mode", VfsFileAttributes::mode, (change, value) -> change.mode((Integer) value)),
  INO("ino", VfsFileAttributes::inode),
  DEV("dev", VfsFileAttributes::device),
  RDEV("rdev", VfsFileAttributes::rdev),
  NLINK("nlink", VfsFileAttributes::links),
  UID("uid", VfsFileAttributes::uid, (change, value) -> owner(change, (Integer) value)),
  GID("gid", VfsFileAttributes::gid, (change, value) -> group(change, (Integer) value)),
  CTIME("ctime", VfsFileAttributes::changeTime),

  /** Units of 512 bytes that the contents take up; ours alone, so no {@code *} stands for it. */
  BLOCKS("blocks", attributes -> attributes.allocated() / AttributeName.BLOCK_UNIT);

  /** The unit of {@code st_blocks}, whatever the block size. */
  private static final int BLOCK_UNIT = 512;

  /** An id that {@code chown(2)} takes for "leave it". */
  private static final int UNCHANGED = -1;

  private final String text;
  private final Getter getter;
  private final Setter setter;

  /** An attribute that nobody can set. */
  AttributeName(String text, Getter getter) {
    this(text, getter, null);
  }

  AttributeName(String text, Getter getter, Setter setter) {
    this.text = text;
    this.getter = getter;
    this.setter = setter;
  }

  @FunctionalInterface
  private interface Getter {
    Object get(VfsFileAttributes attributes);
  }

  @FunctionalInterface
  private interface Setter {
    void put(Change change, Object value) throws IOException;
  }

  /** The name as it is written behind the colon. */
  String text() {
    return text;
  }

  Object get(VfsFileAttributes attributes) {
    return getter.get(attributes);
  }

  boolean isSettable() {
    return setter != null;
  }

  /**
   * Adds to {@code change} that this attribute become {@code value}.
   *
   * @throws ClassCastException when the value is not of the attribute's class
   * @throws IOException when the value is a group and the attribute the owner
   */
  void put(Change change, Object value) throws IOException {
    setter.put(change, value);
  }

  /** Asks for times; null leaves one as it is, and one too far away becomes the nearest we keep. */
  static Change times(Change change, FileTime modified, FileTime accessed, FileTime born) {
    if (modified != null) {
      change.modified(modified.to(TimeUnit.NANOSECONDS));
    }
    if (accessed != null) {
      change.accessed(accessed.to(TimeUnit.NANOSECONDS));
    }
    if (born != null) {
      change.born(born.to(TimeUnit.NANOSECONDS));
    }
    return change;
  }

  private static void owner(Change change, int uid) {
    if (uid != UNCHANGED) {
      change.owner(uid);
    }
  }

  private static void group(Change change, int gid) {
    if (gid != UNCHANGED) {
      change.group(gid);
    }
  }
}
