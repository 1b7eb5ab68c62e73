package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * A small tree with one of everything, for any file system.
 *
 * <pre>
 * d/
 *   .hidden
 *   Z  (7 bytes, rw-r-----)
 *   a file  (5000 bytes)
 *   empty/
 *   hard = Z
 *   link -> Z
 *   sub/
 *     deep/
 *       é  (1 byte)
 *     dangling -> nowhere
 * </pre>
 */
final class SampleTree {
  private static final FileTime TIME = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));

  private SampleTree() {}

  static Path make(Path parent) throws IOException {
    Path d = Files.createDirectory(parent.resolve("d"));
    Files.createFile(d.resolve(".hidden"));
    Files.writeString(d.resolve("Z"), "seven..");
    Files.write(d.resolve("a file"), new byte[5000]);
    Files.createDirectory(d.resolve("empty"));
    Files.createLink(d.resolve("hard"), d.resolve("Z"));
    Files.createSymbolicLink(d.resolve("link"), d.getFileSystem().getPath("Z"));
    Files.createDirectories(d.resolve("sub/deep"));
    Files.writeString(d.resolve("sub/deep/é"), "1");
    Files.createSymbolicLink(d.resolve("sub/dangling"), d.getFileSystem().getPath("nowhere"));
    Files.setPosixFilePermissions(d.resolve("Z"), PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(d.resolve("Z"), TIME);
    return d;
  }
}
