package io.vnode.mem.format;

import io.vnode.engine.Kind;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What an archive tells of one file besides its contents.
 *
 * @param name the way from the top of the tree, with slashes; empty for the top itself
 * @param target of a symbolic link its text; of a regular file the name of an earlier member that
 *     is the same file; else null
 * @param size the bytes of a regular file that is no such second name, else zero
 * @param mode permission bits, or -1 where they are not known
 * @param owner who it belongs to, or null where that is not known
 * @param modified the time of the last modification, or null where it is not known
 * @param born the time of creation, likewise
 * @param xattrs extended attributes by their full names
 * @param rdev the number of a device
 */
record Member(
    String name,
    Kind kind,
    String target,
    long size,
    int mode,
    Owner owner,
    FileTime modified,
    FileTime born,
    Map<String, byte[]> xattrs,
    long rdev) {

  /** A user and a group, each with a number and, unless null or empty, a name. */
  record Owner(long uid, String user, long gid, String group) {}

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /** Whether it is one more name of an earlier member. */
  boolean isHardLink() {
    return kind == Kind.REGULAR && target != null;
  }

  boolean hasContents() {
    return kind == Kind.REGULAR && target == null;
  }

  /** The same file under its first name. */
  Member linkTo(String first) {
    return new Member(name, kind, first, 0, mode, owner, modified, born, Map.of(), rdev);
  }

  /** The member as exceptions name it. */
  String shown() {
    return name.isEmpty() ? "." : name;
  }
}
