package io.vnode.mem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A folder of the host's own, on tmpfs where there is one, and what is known of its file system and
 * of who runs the tests.
 */
final class HostFolder implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));

  private final Path base;
  private final Credentials who;
  private final int umask;
  private final boolean countsDirectories;
  private final boolean executes;

  private HostFolder(Path base) throws IOException {
    this.base = base;
    Path probe =
        Files.createDirectory(
            base.resolve("probe"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    who =
        new Credentials(
            (Integer) Files.getAttribute(probe, "unix:uid"),
            (Integer) Files.getAttribute(probe, "unix:gid"));
    umask = 0777 & ~(Integer) Files.getAttribute(probe, "unix:mode");
    countsDirectories = Files.getAttribute(base, "unix:nlink").equals(3);
    Path file = Files.createFile(probe.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    executes = Files.isExecutable(file);
    clear(base);
  }

  /** A new folder where files have user attributes. */
  static HostFolder create() throws IOException {
    for (Path place : PLACES) {
      if (Files.isWritable(place)) {
        Path base = Files.createTempDirectory(place.toRealPath(), "vnode-model-");
        if (hasUserAttributes(base)) {
          return new HostFolder(base);
        }
        Files.delete(base);
      }
    }
    throw new IOException("no folder of the host with user attributes among " + PLACES);
  }

  private static boolean hasUserAttributes(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
  }

  Path base() {
    return base;
  }

  /** Who runs the tests. */
  Credentials who() {
    return who;
  }

  int umask() {
    return umask;
  }

  /**
   * Takes out of {@code words} what this file system does not have: some count no subdirectories as
   * links, and one that is mounted "noexec" lets nobody execute a file.
   */
  String blur(String words) {
    String blurred = words;
    if (!countsDirectories) {
      blurred = blurred.replaceFirst("^(04\\d+) nlink=\\d+", "$1");
    }
    if (!executes) {
      blurred = blurred.replaceFirst("^([r-][w-])[x-]$", "$1");
    }
    return blurred;
  }

  /** Removes everything below {@code directory}, whatever its permissions are. */
  static void clear(Path directory) throws IOException {
    Deque<Path> open = new ArrayDeque<>(List.of(directory));
    Deque<Path> below = new ArrayDeque<>();
    while (!open.isEmpty()) {
      Path path = open.pop();
      below.push(path);
      if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        entries(path).forEach(open::push);
      }
    }
    below.removeLast();
    for (Path path : below) {
      Files.delete(path);
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(paths::add);
    }
    return paths;
  }

  @Override
  public void close() throws IOException {
    clear(base);
    Files.delete(base);
  }
}
