package io.vnode.testkit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

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
public final class HostFolder implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));

  private final Path base;
  private final int uid;
  private final int gid;
  private final int umask;

  private HostFolder(Path base) throws IOException {
    this.base = base;
    Path probe =
        Files.createDirectory(
            base.resolve("probe"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    uid = (Integer) Files.getAttribute(probe, "unix:uid");
    gid = (Integer) Files.getAttribute(probe, "unix:gid");
    umask = 0777 & ~(Integer) Files.getAttribute(probe, "unix:mode");
    Files.delete(probe);
  }

  /** A new folder where files have user attributes. */
  public static HostFolder create() throws IOException {
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

  public Path base() {
    return base;
  }

  /** Who runs the tests. */
  public int uid() {
    return uid;
  }

  public int gid() {
    return gid;
  }

  public int umask() {
    return umask;
  }

  /** Removes everything below {@code directory}, whatever its permissions are. */
  private static void clear(Path directory) throws IOException {
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
