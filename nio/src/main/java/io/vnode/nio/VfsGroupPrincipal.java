package io.vnode.nio;

import java.nio.file.attribute.GroupPrincipal;

/** A group: a gid, and the name it is shown by. Two are equal when their gids are. */
public final class VfsGroupPrincipal implements GroupPrincipal {
  private final int gid;
  private final String name;

  VfsGroupPrincipal(int gid, String name) {
    this.gid = gid;
    this.name = name;
  }

  public int gid() {
    return gid;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VfsGroupPrincipal that && gid == that.gid;
  }

  @Override
  public int hashCode() {
    return gid;
  }

  @Override
  public String toString() {
    return name;
  }
}
