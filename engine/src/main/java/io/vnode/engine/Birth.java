package io.vnode.engine;

/**
 * What a new inode starts as: kind, permissions and owner, and what its kind needs besides.
 *
 * @param mode type and permission bits, the caller's umask already taken off
 * @param rdev the device number of a device node, zero for anything else
 * @param target the text of a symbolic link, null for anything else
 */
public record Birth(int mode, int uid, int gid, long rdev, String target) {

  public Kind kind() {
    return Kind.of(mode);
  }
}
