package io.vnode.nio.volume;

import io.vnode.engine.Access;
import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Mode;
import io.vnode.engine.VfsException;
import io.vnode.nio.FilePermissions;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What an inode is at the host: a key that tells it from all others, a place where it is found, and
 * the attributes there.
 *
 * <p>An inode has one of these and passes on to it what an inode of another volume would keep.
 */
final class HostEntry {
  private final NioVolume volume;
  private final Object key;
  private volatile Place place;

  /** The file {@code key} at {@code place}; the root of {@code volume} when that is null. */
  HostEntry(NioVolume volume, Object key, Place place) {
    this.volume = volume;
    this.key = key;
    this.place = place;
  }

  Object key() {
    return key;
  }

  Place place() {
    return place;
  }

  /** Notes that it was seen at {@code place}. */
  void seenAt(Place place) {
    if (!place.equals(this.place)) {
      this.place = place;
    }
  }

  boolean isRoot() {
    return place == null;
  }

  Path path() {
    Place place = this.place;
    return place == null ? volume.top() : place.path();
  }

  /** The root is where somebody has said, even by a link; all below is where it is. */
  private LinkOption[] following() {
    return isRoot() ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
  }

  /** The attributes. @throws VfsException ENOENT when another file, or none, is there by now */
  HostStat stat() throws IOException {
    if (volume.hasUnix()) {
      // By its path: what that leads to meanwhile says itself whether it is this one.
      HostStat found =
          HostErrors.asking(
              () -> HostStat.ofUnix(Files.readAttributes(path(), HostStat.UNIX, following())));
      if (isThis(found.key())) {
        return found;
      }
    }
    return HostStat.of(known());
  }

  /**
   * The text of the link that this is. It can only be had by path, and that may lead to another one
   * meanwhile: it must lead here, before and after.
   *
   * @throws VfsException ENOENT when it does not
   */
  String readLink() throws IOException {
    Path path = path();
    requireHere(path);
    String target = HostErrors.asking(() -> Files.readSymbolicLink(path)).toString();
    requireHere(path);
    return target.replace(path.getFileSystem().getSeparator(), "/");
  }

  private void requireHere(Path path) throws IOException {
    if (volume.directories().isHeld()) {
      BasicFileAttributes found =
          HostErrors.asking(
              () -> Files.readAttributes(path, BasicFileAttributes.class, following()));
      if (!isThis(found.fileKey())) {
        throw VfsException.of(Errno.ENOENT);
      }
    }
  }

  private BasicFileAttributes known() throws IOException {
    BasicFileAttributes found = isRoot() ? volume.readTop() : volume.read(place);
    if (!isThis(found.fileKey())) {
      throw VfsException.of(Errno.ENOENT);
    }
    return found;
  }

  private boolean isThis(Object found) {
    return found == null || found.equals(key);
  }

  /** Whether the host allows this process all of {@code want}, of the constants of Access. */
  boolean allows(int want) throws IOException {
    Path path = path();
    AccessMode[] modes = modes(want);
    try {
      HostErrors.telling(() -> path.getFileSystem().provider().checkAccess(path, modes));
      return true;
    } catch (VfsException e) {
      if (e.errno() == Errno.EACCES || e.errno() == Errno.EROFS) {
        return false;
      }
      throw e;
    }
  }

  private static AccessMode[] modes(int want) {
    List<AccessMode> modes = new ArrayList<>();
    if ((want & Access.READ) != 0) {
      modes.add(AccessMode.READ);
    }
    if ((want & Access.WRITE) != 0) {
      modes.add(AccessMode.WRITE);
    }
    if ((want & Access.EXECUTE) != 0) {
      modes.add(AccessMode.EXECUTE);
    }
    return modes.toArray(AccessMode[]::new);
  }

  /** Passes {@code change} on. */
  void apply(Change change, long now) throws IOException {
    Place place = this.place;
    if (place == null) {
      change(change, now, Views.of(path(), following()));
    } else {
      place.parent().tell(host -> change(change, now, Views.of(host, place.hostName())));
    }
  }

  /** Passes {@code change} of a link on. */
  void applyToLink(Change change, long now) throws IOException {
    Place place = this.place;
    HostDirectory.LinkTask task = path -> change(change, now, Views.of(path, following()));
    place.parent().tell(host -> host.onLink(place.hostName(), key, task));
  }

  /** What changes a file; the second is null where the host has no such view. */
  private record Views(BasicFileAttributeView basic, PosixFileAttributeView posix) {
    static Views of(Path path, LinkOption... options) {
      return new Views(
          Files.getFileAttributeView(path, BasicFileAttributeView.class, options),
          Files.getFileAttributeView(path, PosixFileAttributeView.class, options));
    }

    static Views of(HostDirectory host, Path name) {
      return new Views(
          host.view(name, BasicFileAttributeView.class),
          host.view(name, PosixFileAttributeView.class));
    }
  }

  private void change(Change change, long now, Views views) throws IOException {
    PosixFileAttributeView posix = views.posix();
    if (posix == null && (change.hasMode() || change.hasOwner() || change.hasGroup())) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    if (change.hasOwner()) {
      posix.setOwner(volume.users().lookupPrincipalByName(Integer.toString(change.uid())));
    }
    if (change.hasGroup()) {
      posix.setGroup(volume.users().lookupPrincipalByGroupName(Integer.toString(change.gid())));
    }
    if (change.hasMode()) {
      setMode(change.mode(), posix);
    }
    if (change.hasAccessed() || change.hasModified() || change.hasBorn()) {
      views
          .basic()
          .setTimes(
              change.hasModified() ? time(change.modifiedAt(now)) : null,
              change.hasAccessed() ? time(change.accessedAt(now)) : null,
              change.hasBorn() ? time(change.born()) : null);
    }
  }

  /** Bits that {@link java.nio.file.attribute.PosixFilePermission} has no word for go by path. */
  private void setMode(int mode, PosixFileAttributeView posix) throws IOException {
    int special = (mode | stat().mode()) & Mode.CHANGEABLE & ~Mode.PERMISSIONS;
    if (special != 0 && volume.hasUnix()) {
      Files.setAttribute(path(), "unix:mode", mode, following());
    } else {
      posix.setPermissions(FilePermissions.of(mode));
    }
  }

  private static FileTime time(long time) {
    return FileTime.from(time, TimeUnit.NANOSECONDS);
  }
}
