package io.vnode.tck.model;

import io.vnode.engine.Credentials;
import io.vnode.tck.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
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
    Files.delete(probe);
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

  @Override
  public void close() throws IOException {
    Removal.of(base);
  }
}
