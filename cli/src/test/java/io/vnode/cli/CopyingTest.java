package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cp, mv, rm, mkdir, ln and touch, on the host, on a memfs and between them. */
class CopyingTest {
  private static final String MEM = "memfs://copying";

  @TempDir Path temp;
  private MemFileSystem mem;
  private Path d;

  @BeforeEach
  void makeTrees() throws IOException {
    mem = MemFs.builder().name("copying").user("alice").users("bob").build();
    d = SampleTree.make(temp);
  }

  @AfterEach
  void closeMemfs() throws IOException {
    mem.close();
    mem.namespace().verify();
  }

  /** What a tree holds: type, permissions, target or contents, by path. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (TreeWalk walk = TreeWalk.of(new Location("", root, false))) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        Path path = step.location().path();
        Status status = Status.of(path);
        String rest =
            switch (status.kind()) {
              case FILE -> Files.readString(path) + status.modified().toMillis();
              case SYMLINK -> Files.readSymbolicLink(path).toString();
              default -> "";
            };
        contents.put(root.relativize(path).toString(), status.modeText() + rest);
      }
    }
    return contents;
  }

  /** POSIX cp -R -p: hierarchy, symbolic links, permissions and times. */
  @Test
  void aTreeComesBackFromMemfsAsItWent() throws IOException {
    Shell.ok("cp", "-rp", d, MEM + "/copy");
    assertEquals(contents(d), contents(mem.getPath("/copy")));
    Shell.ok("cp", "-rp", MEM + "/copy", temp.resolve("back"));
    assertEquals(contents(d), contents(temp.resolve("back")));
  }

  /** POSIX cp -R beside the host's own. */
  @Test
  void aTreeIsCopiedAsTheHostsCpDoes() throws Exception {
    Shell.ok("cp", "-rp", d, temp.resolve("ours"));
    Shell.host("cp", "-rp", d, temp.resolve("theirs"));
    assertEquals(contents(temp.resolve("theirs")), contents(temp.resolve("ours")));
  }

  /** POSIX cp 2f: a directory that is there is added to; a file in the way written over. */
  @Test
  void aTreeIsMergedIntoADirectory() throws IOException {
    Files.createDirectories(mem.getPath("/t/d/own"));
    Files.writeString(mem.getPath("/t/d/Z"), "much longer than seven");
    Shell.ok("cp", "-r", d, MEM + "/t");
    assertTrue(Files.isDirectory(mem.getPath("/t/d/own")));
    assertEquals("seven..", Files.readString(mem.getPath("/t/d/Z")));
  }

  /** POSIX cp 3a: an existing file is truncated and written, so its other names see it. */
  @Test
  void anExistingFileIsWrittenInPlace() throws IOException {
    Files.createLink(temp.resolve("other"), Files.writeString(temp.resolve("file"), "old"));
    Shell.ok("cp", d.resolve("Z"), temp.resolve("file"));
    assertEquals("seven..", Files.readString(temp.resolve("other")));
  }

  @Test
  void largeFilesArriveWhole() throws IOException {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    Files.write(temp.resolve("large"), bytes);
    Shell.ok("cp", temp.resolve("large"), MEM + "/large");
    Shell.ok("cp", MEM + "/large", MEM + "/again");
    Shell.ok("cp", MEM + "/again", temp.resolve("back"));
    assertArrayEquals(bytes, Files.readAllBytes(temp.resolve("back")));
  }

  /** POSIX cp: with neither -R nor -P the file that a link names is copied. */
  @Test
  void linksAreFollowedUnlessTreesAreCopied() throws IOException {
    Shell.ok("cp", d.resolve("link"), temp.resolve("followed"));
    assertTrue(Files.isRegularFile(temp.resolve("followed"), NOFOLLOW_LINKS));
    Shell.ok("cp", "-P", d.resolve("link"), temp.resolve("kept"));
    assertEquals("Z", Files.readSymbolicLink(temp.resolve("kept")).toString());
  }

  /** POSIX cp 3b: the file made has the permissions of the source, less the umask. */
  @Test
  void theModeOfASourceIsTakenAlong() throws IOException {
    Shell.ok("cp", d.resolve("Z"), MEM + "/z");
    assertEquals("640\n", Shell.ok("stat", "-c", "%a", MEM + "/z").out());
  }

  /** A directory that its owner may not write is filled all the same. */
  @Test
  void aReadOnlyDirectoryIsCopiedWithItsContents() throws IOException {
    Path source = Files.createDirectory(mem.getPath("/ro"));
    Files.writeString(source.resolve("f"), "in");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("r-xr-xr-x"));
    Shell.ok("cp", "-r", MEM + "/ro", MEM + "/copy");
    assertEquals("in", Files.readString(mem.getPath("/copy/f")));
    assertEquals("555\n", Shell.ok("stat", "-c", "%a", MEM + "/copy").out());
  }

  /** GNU cp: cannot copy a directory into itself. */
  @Test
  void aDirectoryIsNotCopiedIntoItself() throws IOException {
    Map<String, String> before = contents(d);
    Files.createSymbolicLink(temp.resolve("alias"), d.resolve("sub"));
    for (String target : new String[] {"d/x", "d", "d/sub/y", "alias/z"}) {
      Shell.Result result = Shell.vnode("cp", "-r", d, temp.resolve(target));
      assertEquals(1, result.status(), target);
      assertTrue(result.err().contains("lies in"), result.err());
    }
    assertEquals(before, contents(d));
  }

  @Test
  void cpSaysWhatItLeavesOut() {
    Shell.Result result = Shell.vnode("cp", d, d.resolve("Z"), temp.resolve("nowhere/at/all"));
    assertEquals("vnode cp: target '" + temp + "/nowhere/at/all': Not a directory\n", result.err());
    result = Shell.vnode("cp", d, temp.resolve("new"));
    assertEquals("vnode cp: " + d + ": Is a directory (no -r)\n", result.err());
    result = Shell.vnode("cp", d.resolve("Z"), d.resolve("hard"));
    assertEquals("vnode cp: " + d + "/Z: Same file as '" + d + "/hard'\n", result.err());
    assertEquals(1, result.status());
  }

  /** GNU cp -n. */
  @Test
  void whatIsThereCanBeLeftAlone() throws IOException {
    Files.writeString(temp.resolve("there"), "mine");
    Shell.ok("cp", "-n", d.resolve("Z"), temp.resolve("there"));
    Shell.ok("mv", "-n", d.resolve("Z"), temp.resolve("there"));
    assertEquals("mine", Files.readString(temp.resolve("there")));
    assertTrue(Files.exists(d.resolve("Z")));
  }

  /** POSIX cp -f: a target that cannot be opened is removed and made anew. */
  @Test
  void aTargetThatCannotBeWrittenIsReplacedByForce() throws IOException {
    Path locked = Files.writeString(mem.getPath("/locked"), "old");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r--r--r--"));
    Shell.Result refused = Shell.vnode("cp", d.resolve("Z"), MEM + "/locked");
    assertEquals("vnode cp: " + MEM + "/locked: Permission denied\n", refused.err());
    Shell.ok("cp", "-f", d.resolve("Z"), MEM + "/locked");
    assertEquals("seven..", Files.readString(locked));
  }

  /** A copy goes on after a file that failed, and says so in the end. */
  @Test
  void oneUnreadableFileDoesNotKeepBackTheOthers() throws IOException {
    Path tree = Files.createDirectory(mem.getPath("/tree"));
    Files.writeString(tree.resolve("a"), "a");
    Files.writeString(tree.resolve("b"), "b");
    Files.setPosixFilePermissions(tree.resolve("a"), PosixFilePermissions.fromString("---------"));
    Shell.Result result = Shell.vnode("cp", "-r", MEM + "/tree", temp.resolve("out"));
    assertEquals("vnode cp: " + MEM + "/tree/a: Permission denied\n", result.err());
    assertEquals(1, result.status());
    assertEquals("b", Files.readString(temp.resolve("out/b")));
  }

  /** POSIX mv: rename(2), also over a file that is there. */
  @Test
  void mvRenamesWithinAFileSystem() throws IOException {
    Object key = Files.getAttribute(d.resolve("Z"), "unix:ino");
    Files.createFile(temp.resolve("y"));
    Shell.ok("mv", d.resolve("Z"), temp.resolve("y"));
    assertEquals(key, Files.getAttribute(temp.resolve("y"), "unix:ino"));
    assertFalse(Files.exists(d.resolve("Z")));
  }

  /** POSIX mv 6: across file systems the hierarchy is duplicated, then removed. */
  @Test
  void mvMovesTreesBetweenFileSystems() throws IOException {
    Map<String, String> before = contents(d);
    Shell.ok("mv", d, MEM + "/tmp");
    assertFalse(Files.exists(d));
    assertEquals(before, contents(mem.getPath("/tmp/d")));
  }

  /** POSIX mv: a source that did not arrive is not removed. */
  @Test
  void mvKeepsATreeThatDidNotArriveWhole() throws IOException {
    Path tree = Files.createDirectory(mem.getPath("/tree"));
    Files.writeString(tree.resolve("a"), "a");
    Files.setPosixFilePermissions(tree.resolve("a"), PosixFilePermissions.fromString("---------"));
    assertEquals(1, Shell.vnode("mv", MEM + "/tree", temp.resolve("out")).status());
    assertTrue(Files.exists(tree.resolve("a")));
  }

  @Test
  void mvDoesNotReplaceADirectoryThatIsNotEmpty() throws IOException {
    Files.createDirectories(mem.getPath("/d/full"));
    Shell.Result result = Shell.vnode("mv", d, MEM + "/");
    assertEquals("vnode mv: " + MEM + "/d: Directory not empty\n", result.err());
    assertTrue(Files.exists(d));
  }

  /** POSIX rm: directories only with -R; -f: no word about what is not there. */
  @Test
  void rmRemovesWhatItIsAskedTo() {
    assertEquals("vnode rm: " + d + ": Is a directory\n", Shell.vnode("rm", d).err());
    Shell.ok("rm", d.resolve("Z"), d.resolve("link"));
    Shell.ok("rm", "-f", d.resolve("Z"));
    assertEquals(1, Shell.vnode("rm", d.resolve("Z")).status());
    Shell.ok("rm", "-r", d);
    assertFalse(Files.exists(d, NOFOLLOW_LINKS));
  }

  /** POSIX rm: a link to a directory is removed, not what is in the directory. */
  @Test
  void rmRemovesLinksNotWhatTheyName() throws IOException {
    Files.createSymbolicLink(temp.resolve("tree"), d);
    Shell.ok("rm", "-r", temp.resolve("tree"));
    assertTrue(Files.exists(d.resolve("Z")));
  }

  /** POSIX rm 1: dot and dot-dot are refused; GNU rm: so is the root. */
  @Test
  void rmRefusesWhatNobodyMeans() {
    for (String refused : new String[] {d + "/.", d + "/..", MEM + "/"}) {
      assertEquals(1, Shell.vnode("rm", "-r", refused).status(), refused);
    }
    assertTrue(Files.exists(d.resolve("Z")));
  }

  /** Only what stays is told of, not every directory above it. */
  @Test
  void rmTellsOfWhatStaysOnce() throws IOException {
    Path tree = Files.createDirectories(mem.getPath("/tree/locked"));
    Files.createFile(tree.resolve("a"));
    Files.createFile(mem.getPath("/tree/b"));
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-xr-xr-x"));
    Shell.Result result = Shell.vnode("rm", "-r", MEM + "/tree");
    assertEquals("vnode rm: " + MEM + "/tree/locked/a: Permission denied\n", result.err());
    assertFalse(Files.exists(mem.getPath("/tree/b")));
  }

  /** POSIX mkdir: -p, -m, and EEXIST without -p. */
  @Test
  void mkdirMakesDirectories() throws IOException {
    Shell.ok("mkdir", "-p", MEM + "/a/b/c", MEM + "/a/b");
    assertTrue(Files.isDirectory(mem.getPath("/a/b/c")));
    assertEquals(
        "vnode mkdir: " + MEM + "/a: File exists\n", Shell.vnode("mkdir", MEM + "/a").err());
    Shell.ok("mkdir", "-m", "1777", MEM + "/shared");
    assertEquals("1777\n", Shell.ok("stat", "-c", "%a", MEM + "/shared").out());
    assertEquals(2, Shell.vnode("mkdir", "-m", "99", MEM + "/x").status());
  }

  /** POSIX ln: hard links are names of one file; -s keeps the text. */
  @Test
  void lnLinks() throws IOException {
    Files.writeString(mem.getPath("/f"), "x");
    Shell.ok("ln", MEM + "/f", MEM + "/hard");
    assertEquals("2\n", Shell.ok("stat", "-c", "%h", MEM + "/hard").out());
    Shell.ok("ln", "-s", "../any where", MEM + "/soft");
    assertEquals("../any where", Files.readSymbolicLink(mem.getPath("/soft")).toString());
    Shell.ok("ln", "-sf", MEM + "/f", MEM + "/soft");
    assertEquals("/f", Files.readSymbolicLink(mem.getPath("/soft")).toString());
    assertEquals(
        "vnode ln: " + MEM + "/f: Invalid cross-device link\n",
        Shell.vnode("ln", MEM + "/f", temp.resolve("f")).err());
  }

  @Test
  void touchMakesFilesAndSetsTimes() throws IOException {
    Shell.ok("touch", "-c", MEM + "/absent");
    assertFalse(Files.exists(mem.getPath("/absent")));
    Shell.ok("touch", "-d", "2001-02-03T04:05:06Z", MEM + "/made");
    assertEquals("981173106\n", Shell.ok("stat", "-c", "%Y", MEM + "/made").out());
  }

  /** A provider that none of this was written for: the JDK's zip file system. */
  @Test
  void jarsAreTreesToo() throws IOException {
    Path jar = temp.resolve("new.jar");
    new ZipOutputStream(Files.newOutputStream(jar)).close();
    String root = "jar:" + jar.toUri() + "!/";
    Shell.ok("cp", d.resolve("Z"), d.resolve("a file"), root);
    assertEquals("Z\na file\n", Shell.ok("ls", root).out());
    assertEquals(root + "a%20file\n", Shell.ok("find", root, "-size", "+1k").out());
    assertEquals("seven..", Shell.ok("cat", root + "Z").out());
    Shell.ok("mv", root + "Z", MEM + "/z");
    assertEquals("seven..", Files.readString(Path.of(URI.create(MEM + "/z"))));
    assertEquals("a file\n", Shell.ok("ls", root).out());
  }
}
