package io.vnode.tck.posix;

import static io.vnode.tck.Capability.CASE_SENSITIVE;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code opendir()} and {@code readdir()}, by {@code Files.newDirectoryStream}. */
@Area(value = "posix.readdir", source = "POSIX.1-2024 readdir()")
final class ReaddirChecks {
  @Cites("[DESCRIPTION] an empty directory has no entries but dot and dot-dot")
  void anEmptyDirectoryHasNoNames(Playground p) throws IOException {
    p.mkdir("d");
    assertEquals(List.of(), p.list("d"));
  }

  @Cites("[DESCRIPTION] a pointer to a structure representing the directory entry")
  Stream<Case> aNameIsListedWhateverItStandsFor() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      p.mkdir("d");
                      kind.make(p, "x");
                      p.move("x", "d/x");
                      assertEquals(List.of("x"), p.list("d"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[DESCRIPTION] entries of the directory, and not of those in it")
  void namesFurtherDownAreNotListed(Playground p) throws IOException {
    p.tree("d/", "d/e/", "d/e/f", "d/g");
    assertEquals(List.of("e", "g"), p.list("d"));
  }

  @Cites("[DESCRIPTION] each entry once")
  Stream<Case> everyNameIsListedOnce() {
    return Stream.of(1, 2, 30, 300)
        .map(count ->
            Case.of(
                count + " names",
                p -> {
                  p.mkdir("d");
                  for (int i = 0; i < count; i++) {
                    Files.createFile(p.path("d/name-" + i));
                  }
                  List<String> names = p.list("d");
                  assertEquals(count, names.size());
                  assertEquals(count, Set.copyOf(names).size());
                }));
  }

  @Cites("POSIX.1-2024 3.141 Filename: bytes other than <slash> and <NUL>")
  Stream<Case> namesAreKeptAsTheyAre() {
    List<String> names =
        List.of(
            "a b",
            " a",
            "a ",
            ".hidden",
            "...",
            "-rf",
            "*",
            "a?b[c]{d}",
            "a\tb",
            "line\nbreak",
            "\"quoted'",
            "a:b",
            "a|b",
            "a#b%20",
            "~",
            "\u00e4\u00f6\u00fc",
            "\u65e5\u672c",
            "\uD83D\uDE00");
    return IntStream.range(0, names.size())
        .mapToObj(i ->
            Case.of(
                "name " + (i + 1),
                p -> {
                  p.mkdir("d");
                  Path path = p.path("d").resolve(names.get(i));
                  Files.write(path, new byte[] {1});
                  assertEquals(List.of(names.get(i)), p.list("d"));
                  assertEquals(1, Files.size(path));
                }));
  }

  @Cites("POSIX.1-2024 3.141 Filename: names that differ in a byte are two")
  @Needs(CASE_SENSITIVE)
  void namesThatDifferInCaseAreTwo(Playground p) throws IOException {
    p.tree("d/", "d/name=1", "d/Name=2", "d/NAME=3");
    assertEquals(List.of("NAME", "Name", "name"), p.list("d"));
    assertEquals("2", p.read("d/Name"));
  }

  @Cites("POSIX.1-2024 opendir() [ENOTDIR] A component of dirname names an existing file that is")
  Stream<Case> whatIsNoDirectoryIsNotRead() {
    return Stream.of(Kind.FILE, Kind.LINK_TO_FILE)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "x");
                      p.expect(Errno.ENOTDIR, () -> p.list("x"));
                    })
                .needs(kind.needs()));
  }

  @Cites("POSIX.1-2024 opendir() [DESCRIPTION] a symbolic link at the end is followed")
  @Needs(SYMBOLIC_LINKS)
  void aDirectoryIsReadThroughALink(Playground p) throws IOException {
    p.tree("d/", "d/f", "l -> d");
    assertEquals(List.of("f"), p.list("l"));
  }

  @Cites(
      "[DESCRIPTION] If a file is removed from or added to the directory ... unspecified whether")
  Stream<Case> namesThatStayAreListedWhateverHappensToOthers() {
    return Stream.of("delete", "create", "rename")
        .map(change -> Case.of(change, p -> listsWhatStays(p, change)));
  }

  /** Lists {@code d} while its names {@code gone-*} change, and requires all others. */
  private static void listsWhatStays(Playground p, String change) throws IOException {
    final int count = 100;
    p.mkdir("d");
    Set<String> stay = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Files.createFile(p.path("d/gone-" + i));
      Files.createFile(p.path("d/stays-" + i));
      stay.add("stays-" + i);
    }
    List<String> seen = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("d"))) {
      int step = 0;
      for (Path path : stream) {
        seen.add(path.getFileName().toString());
        if (step < count) {
          changes(p, change, step++);
        }
      }
    }
    List<String> listed = seen.stream().filter(stay::contains).toList();
    assertEquals(stay, Set.copyOf(listed));
    assertEquals(count, listed.size(), "a name that stays is listed twice");
  }

  private static void changes(Playground p, String change, int step) throws IOException {
    switch (change) {
      case "delete" -> Files.delete(p.path("d/gone-" + step));
      case "create" -> Files.createFile(p.path("d/new-" + step));
      default -> Files.move(p.path("d/gone-" + step), p.path("d/renamed-" + step));
    }
  }

  @Cites("[DESCRIPTION] as rm -r does it")
  void eachNameMayBeDeletedWhenItIsListed(Playground p) throws IOException {
    p.mkdir("d");
    for (int i = 0; i < 200; i++) {
      Files.createFile(p.path("d/name-" + i));
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("d"))) {
      for (Path path : stream) {
        Files.delete(path);
      }
    }
    assertEquals(List.of(), p.list("d"));
    p.delete("d");
  }

  @Cites("POSIX.1-2024 opendir() [DESCRIPTION] each stream is positioned at the first entry")
  void twoStreamsOfOneDirectoryDoNotDisturbEachOther(Playground p) throws IOException {
    p.tree("d/", "d/a", "d/b", "d/c");
    try (DirectoryStream<Path> one = Files.newDirectoryStream(p.path("d"));
        DirectoryStream<Path> other = Files.newDirectoryStream(p.path("d"))) {
      var first = one.iterator();
      first.next();
      List<Path> all = new ArrayList<>();
      other.forEach(all::add);
      assertEquals(3, all.size());
      first.next();
      first.next();
      assertTrue(!first.hasNext());
    }
  }

  @Cites("POSIX.1-2024 rename() [DESCRIPTION] an open directory is no name")
  void aDirectoryThatMovesIsReadOn(Playground p) throws IOException {
    p.tree("d/", "d/a", "d/b");
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("d"))) {
      p.move("d", "e");
      List<String> names = new ArrayList<>();
      stream.forEach(path -> names.add(path.getFileName().toString()));
      assertEquals(Set.of("a", "b"), Set.copyOf(names));
    }
  }
}
