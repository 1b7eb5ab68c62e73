package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ls, tree, find, du and stat beside the tools of the host, on one tree. */
class ListingTest {
  @TempDir Path temp;
  private Path d;

  @BeforeEach
  void makeTree() throws IOException {
    d = SampleTree.make(temp);
  }

  /** POSIX ls: -1, -a, -A, -d, -i, -R, -r, -S, -t. */
  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1a", "-1A", "-1d", "-1i", "-1R", "-1r", "-1S", "-1AR"})
  void lsPrintsWhatTheHostsDoes(String options) throws Exception {
    assertEquals(Shell.host("ls", options, d).out(), Shell.ok("ls", options, d).out());
  }

  /** GNU ls -l; the total is left out of the comparison, since NIO does not tell of blocks. */
  @ParameterizedTest
  @ValueSource(strings = {"-l", "-la", "-ln", "-lh", "-li"})
  void lsLongPrintsWhatTheHostsDoes(String options) throws Exception {
    Shell.Result host = Shell.host("ls", options, "--time-style=long-iso", d);
    Shell.Result ours = Shell.ok("ls", options, d);
    assertEquals(withoutTotal(host), withoutTotal(ours));
  }

  private static List<String> withoutTotal(Shell.Result result) {
    assertTrue(result.out().startsWith("total "));
    return result.lines().subList(1, result.lines().size());
  }

  /** POSIX ls: operands that are no directories come first, then each directory with its name. */
  @Test
  void lsListsFilesBeforeDirectories() throws Exception {
    Object[] args = {"-1", d.resolve("sub"), d.resolve("Z"), d.resolve("empty"), d.resolve("link")};
    assertEquals(Shell.host(prepend("ls", args)).out(), Shell.ok(prepend("ls", args)).out());
  }

  private static Object[] prepend(Object first, Object... rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** GNU find: each test alone, and two together. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-type f",
        "-type d",
        "-type l",
        "-type f,l",
        "-name *i*",
        "-name [A-Z]",
        "-name ?",
        "-name .*",
        "-iname z",
        "-maxdepth 1",
        "-mindepth 2",
        "-maxdepth 0",
        "-size +1k",
        "-size -2",
        "-size 7c",
        "-size 10",
        "-empty",
        "-type f -name *a*"
      })
  void findFindsWhatTheHostsDoes(String tests) throws Exception {
    Object[] args = prepend(d, (Object[]) tests.split(" "));
    // The host's find reads its global options first, without a word on standard output.
    assertEquals(
        Shell.host(prepend("find", args)).sortedLines(),
        Shell.ok(prepend("find", args)).sortedLines());
  }

  /** GNU find -newer: modified later, and not the file itself. */
  @Test
  void findNewerFindsWhatTheHostsDoes() throws Exception {
    Object[] args = {d, "-newer", d.resolve("Z"), "-type", "f"};
    assertEquals(
        Shell.host(prepend("find", args)).sortedLines(),
        Shell.ok(prepend("find", args)).sortedLines());
  }

  /** GNU find -print0. */
  @Test
  void findCanEndNamesWithNul() throws IOException {
    Files.createFile(d.resolve("two\nlines"));
    Shell.Result found = Shell.ok("find", d, "-name", "two*", "-print0");
    assertEquals(d + "/two\nlines\0", found.out());
  }

  /** GNU du -b; a file with two names counts once, under the name that is met first. */
  @ParameterizedTest
  @ValueSource(strings = {"-b", "-sb", "-cb"})
  void duCountsBytesAsTheHostsDoes(String options) throws Exception {
    assertEquals(
        Shell.host("du", options, d).sortedLines(), Shell.ok("du", options, d).sortedLines());
  }

  /** GNU du: the units of -h are those of ls. */
  @Test
  void duCountsInUnits() throws IOException {
    Path file = Files.write(temp.resolve("file"), new byte[1025]);
    assertEquals("2\t" + file + "\n", Shell.ok("du", file).out());
    assertEquals("1.1K\t" + file + "\n", Shell.ok("du", "-h", file).out());
    assertEquals("1025\t" + file + "\n", Shell.ok("du", "-b", file).out());
  }

  /** GNU stat -c: every directive that NIO can tell of. */
  @ParameterizedTest
  @ValueSource(strings = {"Z", "a file", "sub", "link", ".hidden"})
  void statFillsFormatsAsTheHostsDoes(String name) throws Exception {
    String format = "%n|%N|%F|%s|%a|%A|%f|%h|%i|%d|%u|%U|%g|%G|%X|%Y|%Z|%x|%y|%z|%%";
    Path file = d.resolve(name);
    // Reading a link for the first time sets its access time.
    Shell.host("stat", "-c", "%N", file);
    assertEquals(
        Shell.host("stat", "-c", format, file).out(), Shell.ok("stat", "-c", format, file).out());
    assertEquals(
        Shell.host("stat", "-L", "-c", "%F %s", file).out(),
        Shell.ok("stat", "-L", "-c", "%F %s", file).out());
  }

  /** GNU stat: special bits show in the place of the execute bits. */
  @ParameterizedTest
  @ValueSource(strings = {"4755", "2644", "1777", "7000", "7777", "1666"})
  void statShowsSpecialBits(String mode) throws Exception {
    Path made = temp.resolve("special");
    Shell.ok("mkdir", "-m", mode, made);
    assertEquals(
        Shell.host("stat", "-c", "%a %A", made).out(), Shell.ok("stat", "-c", "%a %A", made).out());
  }

  @Test
  void statTellsUserAttributes() throws IOException {
    Files.setAttribute(d.resolve("Z"), "user:colour", "blue".getBytes(UTF_8));
    assertTrue(Shell.ok("stat", d.resolve("Z")).lines().contains(" user:colour: blue"));
    assertTrue(
        Shell.ok("stat", "--json", d.resolve("Z")).out().contains("\"user:colour\":\"blue\""));
  }

  @Test
  void treeDrawsTheTree() {
    assertEquals(
        """
        %s
        ├── Z
        ├── a file
        ├── empty
        ├── hard
        ├── link -> Z
        └── sub
            ├── dangling -> nowhere
            └── deep
                └── é

        3 directories, 6 files
        """
            .formatted(d),
        Shell.ok("tree", d).out());
  }

  @Test
  void treeDrawsLinesBesideWhatGoesOn() throws IOException {
    Files.createFile(d.resolve("sub/zz"));
    Shell.Result tree = Shell.ok("tree", d.resolve("sub"));
    assertEquals(List.of("├── deep", "│   └── é", "└── zz"), tree.lines().subList(2, 5));
  }

  @Test
  void treeGoesNoDeeperThanAsked() {
    assertEquals(
        List.of(d + "/sub", "├── dangling -> nowhere", "└── deep", "", "1 directory, 1 file"),
        Shell.ok("tree", "-L", "1", d.resolve("sub")).lines());
  }

  /** A name must not steer the terminal; in a pipe it is what it is. */
  @Test
  void controlCharactersAreEscapedOnATerminalOnly() throws IOException {
    Path names = Files.createDirectory(temp.resolve("names"));
    Files.createFile(names.resolve("x\n\u001b[31my"));
    assertEquals("x\\n\\033[31my\n", Shell.vnodeOnTerminal("ls", names).out());
    assertEquals("x\n\u001b[31my\n", Shell.ok("ls", names).out());
  }

  /** Linux names are bytes; what is no UTF-8 is shown, never replaced. */
  @Test
  void namesThatAreNoTextAreShownByTheirBytes() throws Exception {
    Path names = Files.createDirectory(temp.resolve("names"));
    Shell.host("sh", "-c", "touch \"$0/$(printf 'a\\377b')\"", names);
    assertEquals("a\\377b\n", Shell.ok("ls", names).out());
    String uri = names.toUri().toString();
    String found = Shell.ok("find", uri, "-type", "f").out();
    assertEquals(uri + "a%FFb\n", found);
    assertEquals("0\n", Shell.ok("stat", "-c", "%s", found.strip()).out());
  }

  /** The provider zipstore opens the archive that a path is wanted of. */
  @Test
  void lsLooksIntoAnArchive() throws Exception {
    Path archive = temp.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("sub/one"));
      zip.putNextEntry(new ZipEntry("sub/two"));
    }
    assertEquals("one\ntwo\n", Shell.ok("ls", "-1", "zipstore:" + archive + "!/sub").out());
  }

  /** Unix: what is missing is said as it was named, whoever was to open it. */
  @Test
  void anArchiveThatIsMissingIsNamed() throws Exception {
    String inside = "zipstore:" + temp.resolve("missing.zip") + "!/sub";
    assertEquals(
        "vnode ls: " + inside + ": No such file or directory\n", Shell.vnode("ls", inside).err());
  }
}
