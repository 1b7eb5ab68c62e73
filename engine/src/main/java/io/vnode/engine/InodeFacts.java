package io.vnode.engine;

/**
 * What there is to know of an inode but its contents and names: what has to be kept to make it
 * again.
 *
 * @param mode type and permission bits
 * @param flags {@link Inode#IMMUTABLE}, {@link Inode#APPEND_ONLY} and {@link Inode#SEALED}
 * @param rdev the number of a device node, zero for anything else
 * @param target the text of a symbolic link, null for anything else
 * @param xattrs null for none
 */
public record InodeFacts(
    long number,
    int mode,
    int flags,
    int uid,
    int gid,
    long accessed,
    long modified,
    long changed,
    long born,
    long rdev,
    String target,
    Xattrs xattrs) {

  public Kind kind() {
    return Kind.of(mode);
  }

  Birth birth() {
    return new Birth(mode, uid, gid, rdev, target);
  }
}
