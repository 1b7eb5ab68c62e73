package io.vnode.nio.volume;

import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.Stat;
import io.vnode.nio.FilePermissions;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The attributes of a file of the host at one moment, as numbers.
 *
 * @param key what tells the file from all others of the host; null where the host cannot tell
 * @param mode type and permissions
 */
record HostStat(
    Object key,
    int mode,
    int links,
    int uid,
    int gid,
    long rdev,
    long size,
    long accessed,
    long modified,
    long changed,
    long born) {

  private static final int DIRECTORY_PERMISSIONS = 0755;
  private static final int FILE_PERMISSIONS = 0644;

  /** What a host that has the view {@code unix} answers. */
  static HostStat ofUnix(Map<String, Object> answer) {
    return new HostStat(
        answer.get("fileKey"),
        mode(answer),
        (Integer) answer.get("nlink"),
        ((Number) answer.getOrDefault("uid", 0)).intValue(),
        ((Number) answer.getOrDefault("gid", 0)).intValue(),
        ((Number) answer.getOrDefault("rdev", 0)).longValue(),
        (Long) answer.get("size"),
        time((FileTime) answer.get("lastAccessTime")),
        time((FileTime) answer.get("lastModifiedTime")),
        time((FileTime) answer.get("ctime")),
        time((FileTime) answer.get("creationTime")));
  }

  /** Some hosts leave the type out of the mode. */
  private static int mode(Map<String, Object> answer) {
    int mode = (Integer) answer.get("mode");
    return Kind.of(mode) == null ? mode | kind(answer).bits() : mode;
  }

  private static Kind kind(Map<String, Object> answer) {
    return kind(
        (Boolean) answer.get("isDirectory"),
        (Boolean) answer.get("isSymbolicLink"),
        (Boolean) answer.get("isRegularFile"));
  }

  /** What follows from {@code known} where there is no more: one link, and root as the owner. */
  static HostStat of(BasicFileAttributes known) {
    long modified = time(known.lastModifiedTime());
    return new HostStat(
        known.fileKey(),
        kind(known).bits() | permissions(known),
        known.isDirectory() ? 2 : 1,
        0,
        0,
        0,
        known.size(),
        time(known.lastAccessTime()),
        modified,
        modified,
        time(known.creationTime()));
  }

  /** Fills {@code into}, of which the basic attributes are wanted, with {@code known}. */
  static void fillBasic(BasicFileAttributes known, Stat into, Inode inode) {
    long modified = time(known.lastModifiedTime());
    into.fill(inode, kind(known).bits(), 1, 0, 0);
    into.fillSize(known.size(), known.size());
    into.fillTimes(time(known.lastAccessTime()), modified, modified, time(known.creationTime()));
  }

  /** What kind of file {@code known} are of. */
  static Kind kind(BasicFileAttributes known) {
    return kind(known.isDirectory(), known.isSymbolicLink(), known.isRegularFile());
  }

  /** The kind that is said to be there; of what is none of the usual, the least harmful. */
  private static Kind kind(boolean directory, boolean link, boolean regular) {
    if (directory) {
      return Kind.DIRECTORY;
    }
    if (link) {
      return Kind.SYMLINK;
    }
    return regular ? Kind.REGULAR : Kind.SOCKET;
  }

  private static int permissions(BasicFileAttributes known) {
    if (known instanceof PosixFileAttributes posix) {
      return FilePermissions.bits(posix.permissions());
    }
    if (known.isSymbolicLink()) {
      return Mode.PERMISSIONS;
    }
    return known.isDirectory() ? DIRECTORY_PERMISSIONS : FILE_PERMISSIONS;
  }

  private static long time(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /** What kind of file it is. */
  Kind kind() {
    return Kind.of(mode);
  }

  /** Fills {@code into} with what is known of {@code inode}. */
  void fill(Stat into, Inode inode) {
    into.fill(inode, mode, links, uid, gid);
    into.fillSize(size, size);
    if (into.kind().isDevice()) {
      into.fillDevice(rdev);
    }
    into.fillTimes(accessed, modified, changed, born);
  }
}
