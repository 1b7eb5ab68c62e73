package io.vnode.nio;

import io.vnode.engine.Change;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A view of the attributes of {@code stat(2)}. Basic, owner, posix and unix are this one class:
 * they differ in the names they know.
 *
 * <p>As on Linux, a symbolic link that is not followed has an owner and times to change, and no
 * permissions. Unlike there, the creation time can be set, which is how archives restore it.
 */
final class StatView implements PosixFileAttributeView, NamedView {
  private final Location place;
  private final int flags;
  private final StatScope scope;

  /** The view of {@code scope} at {@code place}, walked to with {@code flags}. */
  StatView(Location place, StatScope scope, int flags) {
    this.place = place;
    this.scope = scope;
    this.flags = flags;
  }

  @Override
  public String name() {
    return scope.view();
  }

  @Override
  public VfsFileAttributes readAttributes() throws IOException {
    return place.stat(flags);
  }

  @Override
  public UserPrincipal getOwner() throws IOException {
    return readAttributes().owner();
  }

  @Override
  public void setTimes(FileTime lastModifiedTime, FileTime lastAccessTime, FileTime createTime)
      throws IOException {
    change(AttributeName.times(new Change(), lastModifiedTime, lastAccessTime, createTime));
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    set(AttributeName.PERMISSIONS, permissions);
  }

  @Override
  public void setOwner(UserPrincipal owner) throws IOException {
    set(AttributeName.OWNER, owner);
  }

  @Override
  public void setGroup(GroupPrincipal group) throws IOException {
    set(AttributeName.GROUP, group);
  }

  @Override
  public void set(String attribute, Object value) throws IOException {
    AttributeName name = scope.attribute(attribute);
    if (name == null || !name.isSettable()) {
      throw new IllegalArgumentException("'" + name() + ":" + attribute + "' not recognized");
    }
    set(name, value);
  }

  private void set(AttributeName attribute, Object value) throws IOException {
    Change change = new Change();
    attribute.put(change, value);
    change(change);
  }

  /** A change of nothing is none, and does not even look for the file. */
  private void change(Change change) throws IOException {
    if (!change.isEmpty()) {
      place.change(change, flags);
    }
  }

  @Override
  public Map<String, Object> read(String... attributes) throws IOException {
    Set<AttributeName> wanted = wanted(attributes);
    VfsFileAttributes snapshot = readAttributes();
    Map<String, Object> values = new HashMap<>();
    wanted.forEach(attribute -> values.put(attribute.text(), attribute.get(snapshot)));
    return Collections.unmodifiableMap(values);
  }

  private Set<AttributeName> wanted(String... attributes) {
    Set<AttributeName> wanted = EnumSet.noneOf(AttributeName.class);
    for (String attribute : attributes) {
      AttributeName name = scope.attribute(attribute);
      if (name != null) {
        wanted.add(name);
      } else if (attribute.equals("*")) {
        wanted.addAll(scope.all());
      } else {
        throw new IllegalArgumentException("'" + name() + ":" + attribute + "' not recognized");
      }
    }
    return wanted;
  }
}
