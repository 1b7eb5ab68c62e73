package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Files and directories of new names, in a directory that is given. */
@Area(value = "nio.temp-files", source = "java.nio.file.Files")
final class TempFileChecks {
  @Cites("#createTempFile(Path,String,String,FileAttribute[])")
  Stream<Case> aNewFileHasTheEndsOfItsName() {
    return Stream.of(
            new String[] {"before-", ".after"},
            new String[] {"", ""},
            new String[] {null, ".txt"},
            new String[] {"x", null},
            new String[] {"a b", " c"})
        .map(ends ->
            Case.of(
                "prefix " + ends[0] + " suffix " + ends[1],
                p -> {
                  Path file = Files.createTempFile(p.path(""), ends[0], ends[1]);
                  String name = file.getFileName().toString();
                  assertEquals(p.path(""), file.getParent());
                  assertTrue(name.startsWith(ends[0] == null ? "" : ends[0]), name);
                  assertTrue(name.endsWith(ends[1] == null ? ".tmp" : ends[1]), name);
                  assertTrue(Files.isRegularFile(file));
                  assertEquals(0, Files.size(file));
                }));
  }

  @Cites("#createTempDirectory(Path,String,FileAttribute[])")
  void aNewDirectoryHasTheStartOfItsName(Playground p) throws IOException {
    Path directory = Files.createTempDirectory(p.path(""), "before-");
    assertTrue(directory.getFileName().toString().startsWith("before-"));
    assertTrue(Files.isDirectory(directory));
    assertNotEquals(directory, Files.createTempDirectory(p.path(""), "before-"));
    assertNotEquals(
        Files.createTempDirectory(p.path(""), null), Files.createTempDirectory(p.path(""), null));
  }

  @Cites("#createTempFile(Path,String,String,FileAttribute[])")
  void eachNameIsNew(Playground p) throws IOException {
    for (int i = 0; i < 50; i++) {
      Files.createTempFile(p.path(""), "a", "b");
    }
    assertEquals(50, p.list("").size());
  }

  @Cites("#createTempFile(Path,String,String,FileAttribute[])")
  @Needs(POSIX_PERMISSIONS)
  void permissionsThatAreGivenAreSet(Playground p) throws IOException {
    var permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
    Path file = Files.createTempFile(p.path(""), "a", "b", permissions);
    assertEquals(permissions.value(), Files.getPosixFilePermissions(file));
  }

  @Cites("#createTempFile(Path,String,String,FileAttribute[]) IllegalArgumentException")
  Stream<Case> aSlashInTheNameIsRefused() {
    return Stream.of("prefix", "suffix", "prefix of a directory")
        .map(where ->
            Case.of(
                where,
                p -> {
                  String slash = "a" + p.fileSystem().getSeparator() + "b";
                  p.refuses(
                      IllegalArgumentException.class,
                      () -> {
                        switch (where) {
                          case "prefix" -> Files.createTempFile(p.path(""), slash, "x");
                          case "suffix" -> Files.createTempFile(p.path(""), "x", slash);
                          default -> Files.createTempDirectory(p.path(""), slash);
                        }
                      });
                  p.shows();
                }));
  }

  @Cites("#createTempFile(Path,String,String,FileAttribute[]) IOException if dir does not exist")
  void whereThereIsNoDirectoryNothingIsMade(Playground p) {
    p.expect(Errno.ENOENT, () -> Files.createTempFile(p.path("no"), "a", "b"));
    p.expect(Errno.ENOENT, () -> Files.createTempDirectory(p.path("no"), "a"));
  }
}
