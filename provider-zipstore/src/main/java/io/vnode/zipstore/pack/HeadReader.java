package io.vnode.zipstore.pack;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.Time;
import io.vnode.nio.FilePermissions;
import io.vnode.zipstore.format.EntryHead;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What an archive is to say of files: as much as their file systems tell. Where one tells no
 * permissions, directories are {@code rwxr-xr-x} and files {@code rw-r--r--}.
 */
final class HeadReader {
  private static final int DIRECTORY_MODE = 0755;
  private static final int FILE_MODE = 0644;

  private final Instant fixedTime;

  /** One that gives each file the time {@code fixedTime} and no owner; or its own, for null. */
  HeadReader(Instant fixedTime) {
    this.fixedTime = fixedTime;
  }

  /** What to say of {@code file} under {@code name}, which says whether it is a directory. */
  EntryHead head(String name, Path file) throws IOException {
    Set<String> views = file.getFileSystem().supportedFileAttributeViews();
    BasicFileAttributes attributes = attributes(file, views.contains("posix"));
    if (attributes.isOther() || attributes.isDirectory() != name.endsWith("/")) {
      throw new FileSystemException(file.toString(), null, "became another kind of file");
    }
    Map<String, Object> unix =
        views.contains("unix")
            ? Files.readAttributes(file, "unix:mode,uid,gid", NOFOLLOW_LINKS)
            : Map.of();
    boolean isOwned = fixedTime == null && !unix.isEmpty();
    long modified =
        Time.of(fixedTime != null ? fixedTime : attributes.lastModifiedTime().toInstant());
    return new EntryHead(
        name,
        kind(attributes).bits() | permissions(attributes, unix),
        isOwned ? (int) unix.get("uid") : 0,
        isOwned ? (int) unix.get("gid") : 0,
        modified,
        timeOr(modified, attributes.lastAccessTime()),
        timeOr(modified, attributes.creationTime()));
  }

  private static BasicFileAttributes attributes(Path file, boolean isPosix) throws IOException {
    return isPosix
        ? Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS)
        : Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return Kind.DIRECTORY;
    }
    return attributes.isSymbolicLink() ? Kind.SYMLINK : Kind.REGULAR;
  }

  /** Those of a link mean nothing, and are what Linux says that they are. */
  private static int permissions(BasicFileAttributes attributes, Map<String, Object> unix) {
    if (attributes.isSymbolicLink()) {
      return Mode.PERMISSIONS;
    }
    if (unix.get("mode") instanceof Integer mode) {
      return mode & Mode.CHANGEABLE;
    }
    if (attributes instanceof PosixFileAttributes posix) {
      return FilePermissions.bits(posix.permissions());
    }
    return attributes.isDirectory() ? DIRECTORY_MODE : FILE_MODE;
  }

  /** A time, if it is to be told and is known: who does not know it says 1970. */
  private long timeOr(long modified, FileTime time) {
    return fixedTime != null || time.toMillis() == 0 ? modified : Time.of(time.toInstant());
  }
}
