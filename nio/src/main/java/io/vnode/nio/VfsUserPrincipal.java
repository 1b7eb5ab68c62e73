package io.vnode.nio;

import java.nio.file.attribute.UserPrincipal;

/** A user: a uid, and the name it is shown by. Two are equal when their uids are. */
public final class VfsUserPrincipal implements UserPrincipal {
  private final int uid;
  private final String name;

  VfsUserPrincipal(int uid, String name) {
    this.uid = uid;
    this.name = name;
  }

  public int uid() {
    return uid;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VfsUserPrincipal that && uid == that.uid;
  }

  @Override
  public int hashCode() {
    return uid;
  }

  @Override
  public String toString() {
    return name;
  }
}
