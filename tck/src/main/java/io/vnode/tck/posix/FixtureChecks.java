package io.vnode.tck.posix;

import static io.vnode.tck.Capability.CASE_SENSITIVE;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.NANOSECOND_TIMES;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.READ_ONLY;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardOpenOption.READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Populated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A tree that is only looked at, as a file system that cannot be written must show it too. */
@Area(value = "posix.fixture", source = "POSIX.1-2024", writes = false)
@Populated
final class FixtureChecks {
  private static final int TYPE = 0170000;

  // ---------------------------------------------------------------- names

  @Cites("POSIX.1-2024 readdir() [DESCRIPTION]")
  void everyNameIsListedAndNoOther(Playground p) throws IOException {
    List<String> found = new ArrayList<>();
    Deque<String> pending = new ArrayDeque<>(List.of(""));
    while (!pending.isEmpty()) {
      String directory = pending.pop();
      for (String name : p.list(directory)) {
        String path = directory.isEmpty() ? name : directory + "/" + name;
        found.add(path);
        if (p.stat(path).isDirectory()) {
          pending.push(path);
        }
      }
    }
    Collections.sort(found);
    assertEquals(
        Fixture.entries(p::offers).stream().map(Fixture.Entry::name).sorted().toList(), found);
  }

  @Cites("POSIX.1-2024 Filename [a sequence of bytes]")
  Stream<Case> anOddNameIsFoundAndIsLeftAsItIs() {
    List<Fixture.Entry> odd = Fixture.in("names/");
    return odd.stream()
        .map(entry ->
            Case.of(
                odd.indexOf(entry) + " " + entry.name().substring("names/".length()),
                p -> {
                  assertEquals(entry.text(), p.read(entry.name()));
                  assertTrue(p.list("names").contains(entry.name().substring("names/".length())));
                }));
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution [dot and dot-dot]")
  Stream<Case> aPathMayGoAndComeBack() {
    return Stream.of(
            "d/./inside", "d/../d/inside", "deep/a/b/../../../d/inside", "././d/e/../inside")
        .map(path -> Case.of(path, p -> assertEquals(Fixture.CONTENT, p.read(path))));
  }

  @Cites("POSIX.1-2024 stat() [ENOENT]")
  Stream<Case> whatIsNotThereIsMissing() {
    return Stream.of(
        Case.of("name", p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "missing"))),
        Case.of(
            "name in a directory", p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "d/missing"))),
        Case.of(
            "directory on the way",
            p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "missing/file"))),
        Case.of("beginning of a name", p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "fil"))),
        Case.of("more than a name", p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "file2"))),
        Case.of("name in other letters", p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "FILE")))
            .needs(CASE_SENSITIVE),
        Case.of(
            "name in another normal form",
            p -> {
              assertNotEquals(p.read("names/\u00e9t\u00e9"), p.read("names/e\u0301"));
              p.expect(Errno.ENOENT, () -> Call.stat(p, "names/\u00e9"));
            }),
        Case.of("read", p -> p.expect(Errno.ENOENT, () -> Call.open(p, "missing", READ)))
            .cites("POSIX.1-2024 open() [ENOENT]"),
        Case.of("list", p -> p.expect(Errno.ENOENT, () -> p.list("d/missing")))
            .cites("POSIX.1-2024 opendir() [ENOENT]"));
  }

  @Cites("POSIX.1-2024 stat() [ENOTDIR]")
  Stream<Case> aFileIsNoDirectory() {
    return Stream.of(
        Case.of("list", p -> p.expect(Errno.ENOTDIR, () -> p.list("file")))
            .cites("POSIX.1-2024 opendir() [ENOTDIR]"),
        Case.of("stat", p -> p.expect(Errno.ENOTDIR_OR_ENOENT, () -> Call.stat(p, "file/x"))),
        Case.of("read", p -> p.expect(Errno.ENOTDIR_OR_ENOENT, () -> Call.open(p, "empty/x", READ)))
            .cites("POSIX.1-2024 open() [ENOTDIR]"),
        Case.of(
                "access",
                p -> p.expect(Errno.ENOTDIR_OR_ENOENT, () -> Call.access(p, "d/inside/x/y")))
            .cites("POSIX.1-2024 access() [ENOTDIR]"));
  }

  @Cites("POSIX.1-2024 read() [EISDIR]")
  void theBytesOfADirectoryAreNotRead(Playground p) {
    p.refuses(IOException.class, () -> Files.readAllBytes(p.path("d")));
    p.refuses(IOException.class, () -> Files.readAllBytes(p.path("d/e")));
  }

  // ---------------------------------------------------------------- attributes

  @Cites("POSIX.1-2024 stat() [st_mode]")
  Stream<Case> eachIsOfItsKindAndOfNoOther() {
    return Stream.of("file", "empty", "d", "d/e", "links/to-file", "links/to-directory")
        .map(Fixture::entry)
        .map(entry -> {
          Case row = Case.of(entry.name(), p -> assertType(entry.type(), p.stat(entry.name())));
          return entry.needs() == null ? row : row.needs(entry.needs());
        });
  }

  private static void assertType(Fixture.Type type, BasicFileAttributes attributes) {
    assertEquals(type == Fixture.Type.FILE, attributes.isRegularFile(), "a file");
    assertEquals(type == Fixture.Type.DIRECTORY, attributes.isDirectory(), "a directory");
    assertEquals(type == Fixture.Type.LINK, attributes.isSymbolicLink(), "a link");
    assertEquals(false, attributes.isOther(), "another");
  }

  @Cites("POSIX.1-2024 stat() [st_size]")
  Stream<Case> theSizeIsThatOfTheContents() {
    return Stream.of("file", "empty", "large", "zeros")
        .map(name ->
            Case.of(
                name, p -> assertEquals(Fixture.entry(name).text().length(), p.stat(name).size())));
  }

  @Cites("POSIX.1-2024 lstat() [st_size is the length of the pathname in the link]")
  @Needs(SYMBOLIC_LINKS)
  void theSizeOfALinkIsThatOfItsText(Playground p) throws IOException {
    for (Fixture.Entry link : Fixture.in("links/")) {
      assertEquals(link.text().length(), p.stat(link.name()).size(), link.name());
    }
  }

  @Cites("POSIX.1-2024 stat() [st_mode]")
  Stream<Case> permissionsAreThoseThatWereGiven() {
    return Fixture.in("modes/").stream()
        .map(entry ->
            Case.of(
                    entry.text(),
                    p ->
                        assertEquals(
                            PosixFilePermissions.fromString(entry.text()),
                            p.attribute(entry.name(), "posix:permissions")))
                .needs(POSIX_PERMISSIONS));
  }

  @Cites("POSIX.1-2024 XSH <sys/stat.h> [S_IFMT]")
  @Needs(UNIX_ATTRIBUTES)
  void theModeSaysWhatItIs(Playground p) throws IOException {
    Map<String, Integer> types = Map.of("file", 0100000, "d", 0040000, "deep/a/b", 0040000);
    for (Map.Entry<String, Integer> type : types.entrySet()) {
      assertEquals(type.getValue(), p.mode(type.getKey()) & TYPE, type.getKey());
    }
    if (p.offers(SYMBOLIC_LINKS)) {
      assertEquals(0120000, p.mode("links/dangling") & TYPE, "a link");
    }
  }

  @Cites("POSIX.1-2024 access() [DESCRIPTION]")
  @Needs(POSIX_PERMISSIONS)
  void whoMayExecuteIsTold(Playground p) throws IOException {
    Call.access(p, "modes/rwxr-xr-x", AccessMode.EXECUTE);
    Call.access(p, "modes/r-xr-x---", AccessMode.READ, AccessMode.EXECUTE);
    p.expect(Errno.EACCES, () -> Call.access(p, "modes/rw-r-----", AccessMode.EXECUTE));
  }

  @Cites("POSIX.1-2024 stat() [st_mtim]")
  Stream<Case> theTimeOfModificationIsTheOneThatWasSet() {
    return Fixture.in("times/").stream()
        .map(entry -> Case.of(entry.text(), p -> assertTime(p, entry)));
  }

  /** Never later than what was set, and earlier by no more than changes are apart. */
  private static void assertTime(Playground p, Fixture.Entry entry) throws IOException {
    FileTime told = p.stat(entry.name()).lastModifiedTime();
    Duration coarse = p.offers(NANOSECOND_TIMES) ? Duration.ZERO : p.timeGranularity();
    Duration lost = Duration.between(told.toInstant(), Fixture.time(entry).toInstant());
    assertTrue(
        !lost.isNegative() && lost.compareTo(coarse) <= 0,
        () -> told + " in the place of " + Fixture.time(entry));
  }

  @Cites("POSIX.1-2024 4.12 File Times Update")
  void readingDoesNotModify(Playground p) throws IOException {
    List<BasicFileAttributes> before = List.of(p.stat("large"), p.stat("d"));
    p.read("large");
    p.list("d");
    List<BasicFileAttributes> after = List.of(p.stat("large"), p.stat("d"));
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.get(i).lastModifiedTime(), after.get(i).lastModifiedTime());
      if (p.offers(READ_ONLY)) {
        assertEquals(before.get(i).lastAccessTime(), after.get(i).lastAccessTime(), "access");
      }
    }
  }

  // ---------------------------------------------------------------- links

  @Cites("POSIX.1-2024 readlink() [DESCRIPTION]")
  Stream<Case> theTextOfALinkIsAsItWasMade() {
    return Fixture.in("links/").stream()
        .map(link ->
            Case.of(link.name(), p -> assertEquals(link.text(), p.readlink(link.name())))
                .needs(SYMBOLIC_LINKS));
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution [symbolic link]")
  Stream<Case> aLinkLeadsWhereItsTextSays() {
    return Stream.of(
            Case.of("to a file", p -> assertEquals(Fixture.CONTENT, p.read("links/to-file"))),
            Case.of("to a link", p -> assertEquals(Fixture.CONTENT, p.read("links/to-link"))),
            Case.of("further down", p -> assertEquals("leaf", p.read("links/far"))),
            Case.of(
                "to a directory",
                p -> assertEquals(List.of("e", "inside"), p.list("links/to-directory"))),
            Case.of(
                "on the way",
                p -> assertEquals(Fixture.CONTENT, p.read("links/to-directory/inside"))),
            Case.of(
                "and back up",
                p -> assertEquals(Fixture.CONTENT, p.read("links/to-directory/e/../../file"))))
        .map(row -> row.needs(SYMBOLIC_LINKS));
  }

  @Cites("POSIX.1-2024 stat() [ENOENT]")
  @Needs(SYMBOLIC_LINKS)
  void aLinkThatLeadsNowhereIsThereAndItsTargetIsNot(Playground p) throws IOException {
    assertTrue(p.stat("links/dangling").isSymbolicLink());
    p.expect(Errno.ENOENT, () -> Call.stat(p, "links/dangling"));
    p.expect(Errno.ENOENT, () -> Call.open(p, "links/dangling", READ));
  }

  @Cites("POSIX.1-2024 stat() [ELOOP]")
  @Needs(SYMBOLIC_LINKS)
  void aLinkToItselfLeadsRoundAndRound(Playground p) {
    p.expect(Errno.ELOOP, () -> Call.stat(p, "links/to-itself"));
    p.expect(Errno.ELOOP, () -> p.read("links/to-itself/x"));
  }

  @Cites("POSIX.1-2024 realpath() [DESCRIPTION]")
  @Needs(SYMBOLIC_LINKS)
  void theRealPathHasNoLinksInIt(Playground p) throws IOException {
    assertEquals(p.path("file").toRealPath(), p.path("links/to-link").toRealPath());
    assertEquals(p.path("d/inside").toRealPath(), p.path("links/to-directory/inside").toRealPath());
  }

  @Cites("POSIX.1-2024 link() [DESCRIPTION]")
  @Needs(HARD_LINKS)
  void threeNamesAreOneFile(Playground p) throws IOException {
    for (String name : List.of("hard/two", "hard/below/three")) {
      assertEquals("one file", p.read(name));
      assertTrue(Files.isSameFile(p.path("hard/one"), p.path(name)), name);
      assertEquals(p.stat("hard/one").fileKey(), p.stat(name).fileKey(), name);
    }
    if (p.offers(UNIX_ATTRIBUTES)) {
      assertEquals(3, p.nlink("hard/below/three"));
    }
  }

  @Cites("POSIX.1-2024 <sys/stat.h> [st_ino and st_dev identify the file]")
  @Needs(UNIX_ATTRIBUTES)
  void filesOfOneContentAreTwoFiles(Playground p) throws IOException {
    assertNotEquals(p.attribute("file", "unix:ino"), p.attribute("d/inside", "unix:ino"));
    assertNotEquals(p.stat("many/00").fileKey(), p.stat("many/01").fileKey());
  }

  // ---------------------------------------------------------------- open files

  @Cites("POSIX.1-2024 open() [a new open file description, with an offset of its own]")
  void eachWhoReadsHasAPlaceOfItsOwn(Playground p) throws IOException {
    try (SeekableByteChannel one = Files.newByteChannel(p.path("file"), READ);
        SeekableByteChannel two = Files.newByteChannel(p.path("file"), READ)) {
      assertEquals("hello", next(one, 5));
      assertEquals("hell", next(two, 4));
      assertEquals(", tree\n", next(one, 9));
      assertEquals("o, ", next(two, 3));
    }
  }

  private static String next(SeekableByteChannel channel, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    channel.read(buffer);
    return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
  }
}
