package io.vnode.nio.volume;

import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicReference;

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

  /** Fills {@code into} with the attributes, as those of {@code self}. */
  void fill(Stat into, Inode self) throws IOException {
    stat(into.detail()).fill(into, self);
  }

  /**
   * The attributes.
   *
   * @throws VfsException ENOENT when another file, or none, is there by now
   */
  HostStat stat(Stat.Detail detail) throws IOException {
    return volume.recent().stat(this, detail, this::askStat);
  }

  private HostStat askStat(Stat.Detail detail) throws IOException {
    if (volume.views().unix()) {
      // By its path: what that leads to meanwhile says itself whether it is this one.
      HostStat found = file().stat(detail);
      if (isThis(found.key())) {
        return found;
      }
    }
    return HostStat.of(known());
  }

  /** The text of the link that this is. */
  String readLink() throws IOException {
    Place place = this.place;
    Path target = place.parent().ask(host -> host.readLink(place.hostName(), key));
    return target.toString().replace(target.getFileSystem().getSeparator(), "/");
  }

  private BasicFileAttributes known() throws IOException {
    Place place = this.place;
    BasicFileAttributes found =
        place == null ? volume.readTop() : place.parent().read(place.hostName());
    if (!isThis(found.fileKey())) {
      throw VfsException.of(Errno.ENOENT);
    }
    return found;
  }

  private boolean isThis(Object found) {
    return found == null || found.equals(key);
  }

  /**
   * Whether the host allows this process all of {@code want}, of the constants of Access. That it
   * is there is known already.
   */
  boolean allows(int want) throws IOException {
    return want == 0 || file().allows(want);
  }

  private HostFile file() {
    return isRoot() ? HostFile.followed(path()) : HostFile.at(path());
  }

  /** Passes {@code change} on. */
  void apply(Change change, long now) throws IOException {
    volume.requireChangeable(change);
    Place place = this.place;
    if (place == null) {
      volume.beforeChange();
      file().apply(change, now);
      volume.recent().changed();
    } else {
      place.parent().tell(host -> HostChange.of(host, place.hostName()).apply(change, now));
    }
  }

  /** Passes {@code change} of a link on. */
  void applyToLink(Change change, long now) throws IOException {
    volume.requireChangeable(change);
    Place place = this.place;
    HostDirectory.PathTask task = path -> HostFile.at(path).apply(change, now);
    place.parent().tell(host -> host.onLink(place.hostName(), key, task));
  }

  /** The user attributes; null where a policy lets there be none. */
  Xattrs readXattrs() throws IOException {
    if (!volume.policy().userAttributes()) {
      return null;
    }
    AtomicReference<Xattrs> found = new AtomicReference<>();
    onFile(file -> found.set(file.readXattrs()));
    return found.get();
  }

  void setXattrs(Xattrs replacement) throws IOException {
    volume.beforeChange();
    onFile(file -> file.setXattrs(replacement));
    volume.recent().changed();
  }

  /** Something that a file of the host is asked or told. */
  private interface FileTask {
    void run(HostFile file) throws IOException;
  }

  private void onFile(FileTask task) throws IOException {
    Place place = this.place;
    if (place == null) {
      task.run(file());
    } else {
      place
          .parent()
          .ask(host -> {
            host.onFile(place.hostName(), key, path -> task.run(HostFile.at(path)));
            return null;
          });
    }
  }

  /** Whether a policy lets links be followed. */
  boolean followsLinks() {
    return volume.policy().links();
  }

  /** Whether a policy makes it read-only, by the name that it was seen under last. */
  boolean isProtected() {
    Place place = this.place;
    ProtectedNames names = volume.protectedNames();
    return place != null && names != null && names.cover(place);
  }

  /** Whether a policy makes it read-only, by any of its names. */
  boolean isProtectedByAnyName() {
    ProtectedNames names = volume.protectedNames();
    if (names == null) {
      return false;
    }
    try {
      return isProtected() || names.coverOtherNameOf(this);
    } catch (IOException e) {
      return true; // As it cannot be seen that it is not.
    }
  }
}
