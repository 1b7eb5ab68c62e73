package io.vnode.engine;

/**
 * How one volume hangs in another, and the only code that crosses between them.
 *
 * <p>Two pointers make a mount, as in BSD: the directory below knows the volume that is mounted on
 * it, and the volume knows the directory that it covers. Mounts stack: the root of a mounted volume
 * is a directory like any other.
 */
final class Mounts {
  private Mounts() {}

  /** {@code inode}, or the root of what is mounted there. */
  static Inode across(Inode inode) {
    return inode instanceof Directory directory ? across(directory) : inode;
  }

  /** {@code directory}, or the root of what is mounted there. */
  static Directory across(Directory directory) {
    Volume mounted = directory.mounted();
    while (mounted != null) {
      directory = mounted.root();
      mounted = directory.mounted();
    }
    return directory;
  }

  /**
   * Where {@code ..} leads from {@code directory}, for somebody whose world ends at {@code root}.
   */
  static Directory above(Directory directory, Directory root) {
    while (directory != root) {
      Directory covered = directory.isVolumeRoot() ? directory.volume().covered() : null;
      if (covered == null) {
        return directory.parent();
      }
      directory = covered;
    }
    return root;
  }

  /** Whether {@code directory} lies in {@code volume} or in something mounted below it. */
  static boolean isWithin(Directory directory, Volume volume) {
    Directory place = directory;
    while (place != null && place.volume() != volume) {
      place = place.volume().covered();
    }
    return place != null;
  }

  /** Whether something is mounted on {@code directory} or between it and its volume's root. */
  static boolean isOnTheWay(Directory directory) {
    Directory here = directory;
    while (here.mounted() == null && !here.isVolumeRoot()) {
      here = here.parent();
    }
    return !here.isVolumeRoot();
  }

  /** Whether something is mounted on {@code inode}, so that it cannot be moved or removed. */
  static boolean isBusy(Inode inode) {
    return inode instanceof Directory directory && directory.mounted() != null;
  }

  /**
   * Mounts {@code volume} on {@code directory}. Called under the mount lock and the directory's.
   */
  static void mount(Volume volume, Directory directory) {
    volume.setCovered(directory);
    directory.setMounted(volume);
  }

  /** Undoes {@link #mount}. */
  static void unmount(Volume volume) {
    volume.covered().setMounted(null);
    volume.setCovered(null);
  }
}
