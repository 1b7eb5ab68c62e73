package io.vnode.tck.posix;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.stream.Stream;

/** {@code open()} with {@code O_CREAT}, and what {@code stat()} tells of what there is then. */
@Area(value = "posix.open", source = "POSIX.1-2024 open()")
final class OpenChecks {
  @Cites("[DESCRIPTION] O_CREAT: the file shall be created as a regular file")
  void aNewFileIsEmptyAndRegular(Playground p) throws IOException {
    p.create("f");
    assertTrue(p.stat("f").isRegularFile());
    assertEquals(0, p.stat("f").size());
    p.shows("f");
  }

  @Cites("[DESCRIPTION] a new file has one name, and is no directory of its parent")
  @Needs(UNIX_ATTRIBUTES)
  void aNewFileHasOneLinkAndItsParentNoMore(Playground p) throws IOException {
    p.mkdir("d");
    int before = p.nlink("d");
    p.create("d/f");
    assertEquals(1, p.nlink("d/f"));
    assertEquals(before, p.nlink("d"));
  }

  @Cites("[EEXIST] O_CREAT and O_EXCL are set, and the named file exists.")
  Stream<Case> whatIsThereIsNotMadeAnew() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "there");
                      p.expect(Errno.EEXIST, () -> p.create("there"));
                    })
                .needs(kind.needs()));
  }

  private static final Map<String, OpenOption[]> WRITING =
      Map.of(
          "write", new OpenOption[] {WRITE},
          "append", new OpenOption[] {APPEND},
          "truncate", new OpenOption[] {WRITE, TRUNCATE_EXISTING},
          "create", new OpenOption[] {WRITE, CREATE});

  @Cites("[EISDIR] The named file is a directory and oflag includes O_WRONLY or O_RDWR")
  Stream<Case> noDirectoryIsOpenedToBeWritten() {
    return Stream.of(Kind.EMPTY_DIRECTORY, Kind.FULL_DIRECTORY, Kind.LINK_TO_DIRECTORY)
        .flatMap(kind ->
            WRITING.keySet().stream()
                .sorted()
                .map(how ->
                    Case.of(
                            how + " " + kind,
                            p -> {
                              kind.make(p, "d");
                              p.expect(Errno.EISDIR, () -> Call.open(p, "d", WRITING.get(how)));
                            })
                        .needs(kind.needs())));
  }

  @Cites("[DESCRIPTION] O_TRUNC: its length shall be truncated to 0")
  void onlyTheFileThatIsNamedIsTruncated(Playground p) throws IOException {
    p.tree("d/", "d/a=1", "d/b=2");
    Call.open(p, "d/a", WRITE, TRUNCATE_EXISTING);
    p.shows("d/", "d/a", "d/b=2");
  }

  @Cites("[DESCRIPTION] O_CREAT: If the file exists, this flag has no effect")
  void aFileThatIsThereKeepsItsContent(Playground p) throws IOException {
    p.write("f", "content");
    Object key = p.stat("f").fileKey();
    Call.open(p, "f", WRITE, CREATE);
    p.shows("f=content");
    assertEquals(key, p.stat("f").fileKey());
  }

  // ---------------------------------------------------------------- stat() and lstat()

  @Cites("POSIX.1-2024 lstat() [DESCRIPTION] when path refers to a symbolic link ...")
  Stream<Case> lstatTellsWhatHasTheName() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "x");
                      assertKind(p.stat("x"), kind == Kind.FILE, kind.isDirectory(), kind.isLink());
                    })
                .needs(kind.needs()));
  }

  @Cites("POSIX.1-2024 stat() [DESCRIPTION] continue pathname resolution using the contents")
  Stream<Case> statTellsWhereTheNameLeads() {
    return Stream.of(
            Kind.FILE,
            Kind.EMPTY_DIRECTORY,
            Kind.FULL_DIRECTORY,
            Kind.LINK_TO_FILE,
            Kind.LINK_TO_DIRECTORY)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "x");
                      boolean file = kind == Kind.FILE || kind == Kind.LINK_TO_FILE;
                      assertKind(
                          Files.readAttributes(p.path("x"), BasicFileAttributes.class),
                          file,
                          !file,
                          false);
                    })
                .needs(kind.needs()));
  }

  private static void assertKind(
      BasicFileAttributes attributes, boolean file, boolean directory, boolean link) {
    assertEquals(file, attributes.isRegularFile(), "isRegularFile");
    assertEquals(directory, attributes.isDirectory(), "isDirectory");
    assertEquals(link, attributes.isSymbolicLink(), "isSymbolicLink");
    assertEquals(false, attributes.isOther(), "isOther");
  }

  @Cites("POSIX.1-2024 stat() [DESCRIPTION] st_size: the file size in bytes")
  Stream<Case> theSizeIsThatOfTheContents() {
    return Stream.of(0, 1, 4096, 100_000)
        .map(size ->
            Case.of(
                size + " bytes",
                p -> {
                  Files.write(p.path("f"), new byte[size]);
                  assertEquals((long) size, p.stat("f").size());
                }));
  }

  @Cites("POSIX.1-2024 stat() [DESCRIPTION] the file that a link leads to")
  @Needs(SYMBOLIC_LINKS)
  void aLinkHasTheSizeOfItsTargetWhereItIsFollowed(Playground p) throws IOException {
    p.tree("f=content", "l -> f");
    assertEquals(7, Files.size(p.path("l")));
    assertEquals(1L, Files.getAttribute(p.path("l"), "size", LinkOption.NOFOLLOW_LINKS));
  }
}
