package io.vnode.nio.volume;

import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Mode;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import io.vnode.nio.FilePermissions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.concurrent.TimeUnit;

/** The way by which the attributes of one file of a host are changed. */
final class HostChange {
  private final FileSystem host;
  private final Where where;
  private final LinkOption[] options;
  private final BasicFileAttributeView basic;

  /** Null where the host has no such view. */
  private final PosixFileAttributeView posix;

  /** How the path is had, which is not always needed. */
  private interface Where {
    Path path() throws IOException;
  }

  private HostChange(
      FileSystem host,
      Where where,
      LinkOption[] options,
      BasicFileAttributeView basic,
      PosixFileAttributeView posix) {
    this.host = host;
    this.where = where;
    this.options = options;
    this.basic = basic;
    this.posix = posix;
  }

  /** Of what {@code path} leads to with {@code options}. */
  static HostChange of(Path path, LinkOption... options) {
    return new HostChange(
        path.getFileSystem(),
        () -> path,
        options,
        Files.getFileAttributeView(path, BasicFileAttributeView.class, options),
        Files.getFileAttributeView(path, PosixFileAttributeView.class, options));
  }

  /** Of what is under {@code name} in {@code directory}. */
  static HostChange of(HostDirectory directory, Path name) {
    return new HostChange(
        name.getFileSystem(),
        () -> directory.at(name),
        new LinkOption[] {LinkOption.NOFOLLOW_LINKS},
        directory.view(name, BasicFileAttributeView.class),
        directory.view(name, PosixFileAttributeView.class));
  }

  /**
   * Makes {@code change}.
   *
   * @throws VfsException EOPNOTSUPP where the host has no owners and permissions
   */
  void apply(Change change, long now) throws IOException {
    if (posix == null && (change.hasMode() || change.hasOwner() || change.hasGroup())) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    if (change.hasOwner()) {
      posix.setOwner(users().lookupPrincipalByName(Integer.toString(change.uid())));
    }
    if (change.hasGroup()) {
      posix.setGroup(users().lookupPrincipalByGroupName(Integer.toString(change.gid())));
    }
    if (change.hasMode()) {
      setMode(change.mode());
    }
    if (change.hasAccessed() || change.hasModified() || change.hasBorn()) {
      basic.setTimes(
          change.hasModified() ? time(change.modifiedAt(now)) : null,
          change.hasAccessed() ? time(change.accessedAt(now)) : null,
          change.hasBorn() ? time(change.born()) : null);
    }
  }

  private UserPrincipalLookupService users() {
    return host.getUserPrincipalLookupService();
  }

  /** Bits that {@code PosixFilePermission} has no word for go by the path. */
  private void setMode(int mode) throws IOException {
    HostViews views = HostViews.of(host);
    int special = Mode.CHANGEABLE & ~Mode.PERMISSIONS;
    Path path = where.path();
    if (views.unix()
        && ((mode | views.stat(path, Stat.Detail.NAMES, options).mode()) & special) != 0) {
      Files.setAttribute(path, "unix:mode", mode, options);
    } else {
      posix.setPermissions(FilePermissions.of(mode));
    }
  }

  private static FileTime time(long time) {
    return FileTime.from(time, TimeUnit.NANOSECONDS);
  }
}
