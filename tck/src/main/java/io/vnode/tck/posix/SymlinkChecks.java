package io.vnode.tck.posix;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Limit;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code symlink()} and {@code readlink()}, by the methods of {@code Files} for links. */
@Area(value = "posix.symlink", source = "POSIX.1-2024 symlink()")
@Needs(SYMBOLIC_LINKS)
final class SymlinkChecks {
  private static final List<String> TEXTS =
      List.of(
          "target",
          ".",
          "..",
          "../../up",
          "./here",
          "a/./b/../c",
          "/",
          "/absolute/path",
          "a b",
          "-n",
          "*?[x]",
          "ünïcödé",
          "\uD83D\uDE00",
          "line\nbreak",
          "n".repeat(1000));

  // ---------------------------------------------------------------- the text

  @Cites("POSIX.1-2024 readlink() [DESCRIPTION] the contents of the symbolic link")
  Stream<Case> theTextIsKeptAsItIs() {
    return IntStream.range(0, TEXTS.size())
        .mapToObj(i -> Case.of(label(i), p -> keeps(p, TEXTS.get(i))));
  }

  private static void keeps(Playground p, String text) throws IOException {
    p.symlink("l", text);
    assertEquals(text, p.readlink("l"));
    assertTrue(p.stat("l").isSymbolicLink());
  }

  @Cites("POSIX.1-2024 <sys/stat.h> st_size: for symbolic links, the length in bytes of the text")
  Stream<Case> theSizeOfALinkIsThatOfItsText() {
    return Stream.of("target", "\u00fcn\u00efc\u00f6d\u00e9", "n".repeat(1000))
        .map(text ->
            Case.of(
                text.getBytes(UTF_8).length + " bytes",
                p -> {
                  p.symlink("l", text);
                  assertEquals(text.getBytes(UTF_8).length, p.stat("l").size());
                }));
  }

  /** Texts of which an id can keep nothing are counted. */
  private static String label(int index) {
    String words = TEXTS.get(index).replaceAll("[^a-z/ ]", "").strip();
    return "text " + (index + 1) + " " + (words.length() > 30 ? "long" : words);
  }

  @Cites("[ENAMETOOLONG] The length of path1 is longer than {SYMLINK_MAX}.")
  void aTextMayBeAsLongAsAPathAndNoLonger(Playground p) throws IOException {
    int most = (int) p.limit(Limit.PATH_LENGTH) - 1;
    String longest = "./".repeat(most / 2) + "x".repeat(most % 2);
    p.symlink("l", longest.endsWith("/") ? longest.substring(0, most - 1) : longest);
    p.expect(Errno.ENAMETOOLONG, () -> p.symlink("too-long", "./".repeat(most / 2) + "xyz"));
  }

  @Cites("POSIX.1-2024 readlink() [EINVAL] The path argument names a file that is not a ... link.")
  Stream<Case> whatIsNoLinkHasNoText() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "x");
                  p.expect(Errno.NOT_A_LINK, () -> p.readlink("x"));
                }));
  }

  @Cites("[EEXIST] The path2 argument names an existing file.")
  Stream<Case> whatIsThereIsNotReplaced() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "there");
                      p.expect(Errno.EEXIST, () -> p.symlink("there", "target"));
                    })
                .needs(kind.needs()));
  }

  // ---------------------------------------------------------------- where it leads

  @Cites("POSIX.1-2024 4.16 Pathname Resolution: relative to the directory that holds the link")
  Stream<Case> aRelativeTextIsReadFromTheDirectoryOfTheLink() {
    return Stream.of(
            "d/e/l -> ../f",
            "l -> d/f",
            "d/l -> f",
            "d/l -> ./f",
            "d/e/l -> ../../d/f",
            "d/l -> e/../f",
            "l -> ./d/./f")
        .map(link ->
            Case.of(
                link.replace(" -> ", " to ").replace("..", "up").replace(".", "here"),
                p -> {
                  p.tree("d/", "d/e/", "f=wrong", "d/f=right", link);
                  assertEquals("right", p.read(link.substring(0, link.indexOf(' '))));
                }));
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution")
  void aLinkThatMovesLeadsElsewhere(Playground p) throws IOException {
    p.tree("d/", "f=up", "d/f=down", "d/l -> f");
    assertEquals("down", p.read("d/l"));
    p.move("d/l", "l", ATOMIC_MOVE);
    assertEquals("up", p.read("l"));
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution")
  void aLinkLeadsToWhateverHasTheName(Playground p) throws IOException {
    p.symlink("l", "f");
    p.expect(Errno.ENOENT, () -> p.read("l"));
    p.write("f", "first");
    assertEquals("first", p.read("l"));
    p.delete("f");
    p.tree("f/", "f/inside=second");
    assertEquals("second", p.read("l/inside"));
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] O_CREAT: the file that a link names is created")
  Stream<Case> openMakesWhatALinkLeadsTo() {
    return Stream.of("l -> new", "l -> d/new", "d/l -> ../new", "d/l -> new")
        .map(link ->
            Case.of(
                link.replace(" -> ", " to ").replace("..", "up"),
                p -> {
                  p.tree("d/", link);
                  Call.open(p, link.substring(0, link.indexOf(' ')), WRITE, CREATE);
                  p.shows(
                      "d/",
                      link,
                      link.startsWith("l -> d") || link.equals("d/l -> new") ? "d/new" : "new");
                }));
  }

  @Cites("POSIX.1-2024 open() [ENOENT] O_CREAT is set and a component of the path prefix ...")
  void openMakesNothingInADirectoryThatIsMissing(Playground p) throws IOException {
    p.symlink("l", "missing/new");
    p.expect(Errno.ENOENT, () -> Call.open(p, "l", WRITE, CREATE));
  }

  @Cites("POSIX.1-2024 open() [EEXIST] O_CREAT and O_EXCL are set ... path names a symbolic link")
  Stream<Case> whatIsToBeNewIsNotMadeThroughALink() {
    return Stream.of(
            Kind.LINK_TO_FILE, Kind.LINK_TO_DIRECTORY, Kind.DANGLING_LINK, Kind.LINK_TO_ITSELF)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "l");
                  p.expect(Errno.EEXIST, () -> p.create("l"));
                }));
  }

  @Cites("POSIX.1-2024 unlink() [DESCRIPTION] If path names a symbolic link, unlink() shall remove")
  Stream<Case> aLinkGoesAndWhatItLedToStays() {
    return Stream.of(Kind.LINK_TO_FILE, Kind.LINK_TO_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "l");
                  p.delete("l");
                  assertEquals(List.of("l-target"), p.list(""));
                }));
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution: a directory through a link")
  void aDirectoryIsTheSameThroughALink(Playground p) throws IOException {
    p.tree("d/", "l -> d", "m -> l");
    p.write("m/f", "x");
    p.mkdir("l/e");
    p.delete("m/f");
    p.shows("d/", "d/e/", "l -> d", "m -> l");
    assertEquals(List.of("e"), p.list("m"));
  }
}
