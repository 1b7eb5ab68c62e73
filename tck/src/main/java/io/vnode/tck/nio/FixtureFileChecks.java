package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static io.vnode.tck.Capability.USER_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Populated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is told of files that are only read, and copies of them on another file system. */
@Area(value = "nio.fixture.files", source = "java.nio.file.Files", writes = false)
@Populated
final class FixtureFileChecks {

  // ---------------------------------------------------------------- attributes

  @Cites("#readAttributes(Path,String,LinkOption[])")
  Stream<Case> attributesHaveNames() {
    return Stream.of(
        Case.of("size", p -> assertEquals(12L, p.attribute("file", "size"))),
        Case.of("basic size", p -> assertEquals(0L, p.attribute("empty", "basic:size"))),
        Case.of("kind", p -> assertEquals(true, p.attribute("d/e", "isDirectory"))),
        Case.of("two", p -> assertEquals(Set.of("size", "isOther"), names(p, "size,isOther"))),
        Case.of("all", p -> assertTrue(names(p, "*").containsAll(Set.of("size", "creationTime")))),
        Case.of("posix", p -> assertTrue(names(p, "posix:*").contains("permissions")))
            .needs(POSIX_PERMISSIONS),
        Case.of("unix", p -> assertTrue(names(p, "unix:*").containsAll(Set.of("ino", "nlink"))))
            .needs(UNIX_ATTRIBUTES),
        Case.of("link", p -> assertEquals(true, p.attribute("links/far", "isSymbolicLink")))
            .needs(SYMBOLIC_LINKS));
  }

  private static Set<String> names(Playground p, String attributes) throws IOException {
    Map<String, Object> read = Files.readAttributes(p.path("file"), attributes);
    return read.keySet();
  }

  @Cites("#readAttributes(Path,Class,LinkOption[])")
  @Needs(POSIX_PERMISSIONS)
  void ownerGroupAndPermissionsAreReadAtOnce(Playground p) throws IOException {
    Path path = p.path("modes/rwxr-xr-x");
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    assertEquals(Files.getPosixFilePermissions(path), attributes.permissions());
    assertEquals(Files.getOwner(path), attributes.owner());
    assertEquals(Files.getAttribute(path, "posix:group"), attributes.group());
  }

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView")
  @Needs(USER_ATTRIBUTES)
  void anAttributeOfOnesOwnIsRead(Playground p) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(p.path("tagged"), UserDefinedFileAttributeView.class);
    assertEquals(List.of(Fixture.TAG), view.list());
    ByteBuffer value = ByteBuffer.allocate(view.size(Fixture.TAG));
    view.read(Fixture.TAG, value);
    assertEquals(Fixture.TAG_VALUE, StandardCharsets.UTF_8.decode(value.flip()).toString());
    assertFalse(
        Files.getFileAttributeView(p.path("file"), UserDefinedFileAttributeView.class)
            .list()
            .contains(Fixture.TAG));
  }

  @Cites("#isRegularFile")
  Stream<Case> whatItIsIsAnswered() {
    return Stream.of("file", "empty", "d", "d/e", "missing")
        .map(name ->
            Case.of(
                name,
                p -> {
                  Path path = p.path(name);
                  boolean directory = name.startsWith("d");
                  boolean file = name.equals("file") || name.equals("empty");
                  assertEquals(directory, Files.isDirectory(path), "a directory");
                  assertEquals(file, Files.isRegularFile(path), "a file");
                  assertEquals(directory || file, Files.exists(path), "there");
                  assertEquals(!directory && !file, Files.notExists(path), "not there");
                  assertEquals(directory || file, Files.isReadable(path), "readable");
                }));
  }

  @Cites("#isSameFile")
  void twoWaysToAFileLeadToOneFile(Playground p) throws IOException {
    Path around = p.path("d").resolve("..").resolve("file");
    assertTrue(Files.isSameFile(around, p.path("file")));
    assertFalse(Files.isSameFile(p.path("d/inside"), p.path("file")));
    assertTrue(Files.isSameFile(p.path("d"), p.path("d/e").resolve("..")));
  }

  // ---------------------------------------------------------------- out of it

  /** A place on the host, for copies. */
  private static void copied(Playground p, String name, Outside outside) throws IOException {
    Path directory = Files.createTempDirectory("tck-copy-");
    Path copy = directory.resolve("copy");
    try {
      outside.look(p.path(name), copy);
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(directory);
    }
  }

  /** Copies, and looks at the copy. */
  @FunctionalInterface
  private interface Outside {
    void look(Path source, Path copy) throws IOException;
  }

  @Cites("#copy(Path,Path,CopyOption[])")
  Stream<Case> aFileIsCopiedToAnotherFileSystem() {
    return Stream.of("file", "empty", "large", "zeros", "deep/a/b/c/d/leaf")
        .map(name ->
            Case.of(
                name,
                p ->
                    copied(
                        p,
                        name,
                        (source, copy) -> {
                          assertEquals(copy, Files.copy(source, copy));
                          assertEquals(
                              Fixture.entry(name).text(),
                              Files.readString(copy, StandardCharsets.ISO_8859_1));
                          assertEquals(-1, Files.mismatch(source, copy));
                        })));
  }

  @Cites("java.nio.file.StandardCopyOption#COPY_ATTRIBUTES")
  Stream<Case> itsTimeOfModificationGoesAlong() {
    return Fixture.in("times/").stream()
        .map(entry ->
            Case.of(
                entry.text(),
                p ->
                    copied(
                        p,
                        entry.name(),
                        (source, copy) -> {
                          Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES);
                          assertEquals(
                              Files.getLastModifiedTime(source).toMillis(),
                              Files.getLastModifiedTime(copy).toMillis());
                        })));
  }

  @Cites("#copy(Path,Path,CopyOption[]) [directory]")
  void aDirectoryIsCopiedWithoutWhatIsInIt(Playground p) throws IOException {
    copied(
        p,
        "d",
        (source, copy) -> {
          Files.copy(source, copy);
          assertTrue(Files.isDirectory(copy));
          try (Stream<Path> inside = Files.list(copy)) {
            assertEquals(List.of(), inside.toList());
          }
        });
  }
}
