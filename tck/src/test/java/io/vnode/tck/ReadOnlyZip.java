package io.vnode.tck;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A zip that the JDK's zip file system cannot write, because the file cannot be written: not by
 * anybody, as permissions of the host would be for root.
 */
final class ReadOnlyZip {
  private static final Map<String, ?> ENV =
      Map.of("create", "true", "enablePosixFileAttributes", "true");

  private ReadOnlyZip() {}

  /** A file system that holds what a zip can hold of the {@link Fixture}. */
  static FileSystem of() throws IOException {
    MemFileSystem disk = MemFs.builder().user("alice").build();
    Path zip = disk.getPath("/tree.zip");
    try (FileSystem writable = FileSystems.newFileSystem(zip, ENV)) {
      Fixture.make(writable.getPath("/"), ReadOnlyZip::isKept);
    }
    Files.setPosixFilePermissions(zip, PosixFilePermissions.fromString("r--r--r--"));
    return FileSystems.newFileSystem(zip, ENV);
  }

  private static boolean isKept(Capability capability) {
    return capability == Capability.POSIX_PERMISSIONS;
  }
}
