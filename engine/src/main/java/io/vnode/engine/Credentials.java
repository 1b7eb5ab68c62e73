package io.vnode.engine;

import java.util.Arrays;

/**
 * Who asks: a user, a group and the supplementary groups.
 *
 * <p>Immutable, and passed with every operation rather than kept by thread, so that one thread can
 * speak for many users and many threads for one.
 */
public final class Credentials {
  /** The user who may do everything: uid 0, gid 0. */
  public static final Credentials ROOT = new Credentials(0, 0);

  private final int uid;
  private final int gid;
  private final int[] groups;

  /** The user {@code uid} with the primary group {@code gid} and the supplementary groups. */
  public Credentials(int uid, int gid, int... groups) {
    this.uid = uid;
    this.gid = gid;
    this.groups = groups.clone();
    Arrays.sort(this.groups);
  }

  public int uid() {
    return uid;
  }

  public int gid() {
    return gid;
  }

  /** Whether these are the credentials of the superuser, who passes (nearly) every check. */
  public boolean isRoot() {
    return uid == 0;
  }

  /** Whether {@code group} is the primary or a supplementary group. */
  public boolean isIn(int group) {
    return group == gid || Arrays.binarySearch(groups, group) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials that
        && uid == that.uid
        && gid == that.gid
        && Arrays.equals(groups, that.groups);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * uid + gid) + Arrays.hashCode(groups);
  }

  @Override
  public String toString() {
    return "uid=" + uid + " gid=" + gid + " groups=" + Arrays.toString(groups);
  }
}
