package io.vnode.tck.posix;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Limit;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** {@code link()}, by {@code Files.createLink}: several names of one file. */
@Area(value = "posix.link", source = "POSIX.1-2024 link()")
@Needs(HARD_LINKS)
final class LinkChecks {
  @Cites("[DESCRIPTION] create a new link (directory entry) for the existing file")
  void bothNamesAreOneFile(Playground p) throws IOException {
    p.tree("f=content", "d/");
    p.link("d/g", "f");
    assertEquals("content", p.read("d/g"));
    assertEquals(p.stat("f").fileKey(), p.stat("d/g").fileKey());
    assertTrue(Files.isSameFile(p.path("f"), p.path("d/g")));
  }

  @Cites("[DESCRIPTION] the link count of the file shall be incremented by one")
  @Needs(UNIX_ATTRIBUTES)
  void eachNameIsCounted(Playground p) throws IOException {
    p.write("f", "x");
    assertEquals(1, p.nlink("f"));
    for (int count = 2; count <= 20; count++) {
      p.link("f" + count, "f" + (count == 2 ? "" : count - 1));
      assertEquals(count, p.nlink("f"));
      assertEquals(count, p.nlink("f" + count));
    }
    for (int count = 20; count >= 2; count--) {
      p.delete("f" + count);
      assertEquals(count - 1, p.nlink("f"));
    }
  }

  @Cites("[DESCRIPTION] both names are of the same file")
  Stream<Case> whatIsDoneByOneNameIsSeenByTheOther() {
    return Stream.of(
        Case.of(
            "contents",
            p -> {
              named(p);
              Files.writeString(p.path("d/g"), " and more", StandardOpenOption.APPEND);
              assertEquals("content and more", p.read("f"));
            }),
        Case.of(
            "truncation",
            p -> {
              named(p);
              Call.open(p, "f", StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
              assertEquals(0, p.stat("d/g").size());
            }),
        Case.of(
            "modification time",
            p -> {
              named(p);
              FileTime time = FileTime.fromMillis(1_000_000_000_000L);
              p.set("f", "lastModifiedTime", time);
              assertEquals(time, p.stat("d/g").lastModifiedTime());
            }),
        Case.of(
                "permissions",
                p -> {
                  named(p);
                  p.chmod("d/g", "r-x--x--x");
                  assertEquals(
                      p.attribute("d/g", "posix:permissions"),
                      p.attribute("f", "posix:permissions"));
                })
            .needs(POSIX_PERMISSIONS));
  }

  private static void named(Playground p) throws IOException {
    p.tree("f=content", "d/", "d/g == f");
  }

  @Cites("[DESCRIPTION] the file lives as long as it has a name")
  Stream<Case> eitherNameOutlivesTheOther() {
    return Stream.of("f", "d/g")
        .map(name ->
            Case.of(
                name,
                p -> {
                  named(p);
                  p.delete(name);
                  p.shows(name.equals("f") ? "d/g=content" : "f=content", "d/");
                }));
  }

  @Cites("[DESCRIPTION] a name may move")
  void aNameThatMovesIsStillOneOfTheFile(Playground p) throws IOException {
    named(p);
    p.move("d/g", "h", ATOMIC_MOVE);
    p.shows("d/", "f=content", "h == f");
  }

  @Cites("[DESCRIPTION] a directory goes without what it held")
  void aFileOutlivesTheDirectoryOfItsFirstName(Playground p) throws IOException {
    p.tree("d/", "d/f=content", "g == d/f");
    p.delete("d/f");
    p.delete("d");
    p.shows("g=content");
  }

  @Cites("[EEXIST] The path2 argument resolves to an existing directory entry or ... a link.")
  Stream<Case> whatIsThereIsNotReplaced() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      p.write("f", "x");
                      kind.make(p, "there");
                      p.expect(Errno.EEXIST, () -> p.link("there", "f"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[EEXIST] The path2 argument resolves to an existing directory entry")
  void aFileGetsNoNameThatItHas(Playground p) throws IOException {
    p.tree("f=x", "g == f");
    p.expect(Errno.EEXIST, () -> p.link("f", "f"));
    p.expect(Errno.EEXIST, () -> p.link("g", "f"));
  }

  @Cites("[EPERM] The file named by path1 is a directory")
  Stream<Case> aDirectoryGetsNoSecondName() {
    return Stream.of(Kind.EMPTY_DIRECTORY, Kind.FULL_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "d");
                  p.expectAny(new Errno[] {Errno.EPERM, Errno.EISDIR}, () -> p.link("second", "d"));
                }));
  }

  @Cites("[DESCRIPTION] it is implementation-defined whether link() follows the symbolic link")
  @Needs(SYMBOLIC_LINKS)
  void aNameMadeForALinkIsOneOfTheLinkOrOfWhatItLeadsTo(Playground p) throws IOException {
    p.tree("f=content", "l -> f");
    p.link("g", "l");
    assertTrue(
        List.of(p.stat("f").fileKey(), p.stat("l").fileKey()).contains(p.stat("g").fileKey()));
    assertEquals("content", p.read("g"));
  }

  @Cites("[EMLINK] The number of links to the file named by path1 would exceed {LINK_MAX}.")
  @TimeLimit(60)
  void aFileHasAsManyNamesAsTheLimitAndNoMore(Playground p) throws IOException {
    long most = p.limit(Limit.LINK_COUNT);
    p.write("f", "x");
    for (long count = 2; count <= most; count++) {
      Files.createLink(p.path("f" + count), p.path("f"));
    }
    p.expect(Errno.EMLINK, () -> p.link("one-too-many", "f"));
    if (p.offers(UNIX_ATTRIBUTES)) {
      assertEquals(most, p.nlink("f"));
    }
    p.delete("f2");
    p.link("in-its-place", "f");
  }

  // ---------------------------------------------------------------- which file it is

  @Cites("POSIX.1-2024 <sys/stat.h> st_ino and st_dev uniquely identify the file")
  Stream<Case> thingsThatAreThereHaveNumbersOfTheirOwn() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "one");
                      kind.make(p, "other");
                      assertNotEquals(number(p, "one"), number(p, "other"));
                      assertNotEquals(number(p, "one"), number(p, ""));
                      assertNotEquals(p.stat("one").fileKey(), p.stat("other").fileKey());
                    })
                .needs(kind.needs())
                .needs(UNIX_ATTRIBUTES));
  }

  @Cites("POSIX.1-2024 <sys/stat.h> st_ino and st_dev uniquely identify the file")
  @Needs(UNIX_ATTRIBUTES)
  Stream<Case> aFileKeepsItsNumber() {
    return Stream.of(
        Case.of(
            "when it gets a name",
            p -> {
              p.write("f", "x");
              Object before = number(p, "f");
              p.link("g", "f");
              assertEquals(before, number(p, "g"));
            }),
        Case.of(
            "when it moves",
            p -> {
              p.tree("f=x", "d/");
              Object before = number(p, "f");
              p.move("f", "d/g", ATOMIC_MOVE);
              assertEquals(before, number(p, "d/g"));
            }),
        Case.of(
            "when it is written anew",
            p -> {
              p.write("f", "x");
              Object before = number(p, "f");
              p.write("f", "other");
              assertEquals(before, number(p, "f"));
            }),
        Case.of(
            "when it loses a name",
            p -> {
              p.tree("f=x", "g == f");
              Object before = number(p, "f");
              p.delete("f");
              assertEquals(before, number(p, "g"));
            }));
  }

  private static Object number(Playground p, String name) throws IOException {
    return p.attribute(name, "unix:ino");
  }
}
