package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Playground;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** Paths as such, where a slash lies between names. */
@Area(value = "nio.paths", source = "java.nio.file.Path", writes = false)
final class PathChecks {
  /** What is required of the paths of one file system. */
  @FunctionalInterface
  interface Algebra {
    void of(FileSystem fs);
  }

  static Case slashed(String label, Algebra algebra) {
    return Case.of(
        label,
        p -> {
          isSlashed(p);
          algebra.of(p.fileSystem());
        });
  }

  static void isSlashed(Playground p) {
    Assumptions.assumeTrue(p.fileSystem().getSeparator().equals("/"), "the separator is no slash");
    Assumptions.assumeTrue(
        p.fileSystem().getPath("/").isAbsolute(), "the root is not called by a slash alone");
  }

  static String quoted(String text) {
    return text.isEmpty() ? "empty" : text.replace("/", " slash ").replace(".", " dot ");
  }

  /** A path and what it is made of: root, parent, last name, number of names. */
  private record Parts(String path, String root, String parent, String name, int count) {}

  @Cites("#getParent")
  Stream<Case> aPathHasItsParts() {
    return Stream.of(
            new Parts("/", "/", null, null, 0),
            new Parts("", null, null, "", 1),
            new Parts("a", null, null, "a", 1),
            new Parts("/a", "/", "/", "a", 1),
            new Parts("a/b", null, "a", "b", 2),
            new Parts("/a/b", "/", "/a", "b", 2),
            new Parts("a/b/c", null, "a/b", "c", 3),
            new Parts("/a/b/c", "/", "/a/b", "c", 3),
            new Parts(".", null, null, ".", 1),
            new Parts("..", null, null, "..", 1),
            new Parts("../a", null, "..", "a", 2),
            new Parts("/a/..", "/", "/a", "..", 2),
            new Parts("a b/c.d", null, "a b", "c.d", 2))
        .map(parts -> slashed(quoted(parts.path), fs -> has(fs.getPath(parts.path), parts)));
  }

  private static void has(Path path, Parts parts) {
    assertEquals(parts.path, path.toString());
    assertEquals(parts.root, text(path.getRoot()), "root");
    assertEquals(parts.parent, text(path.getParent()), "parent");
    assertEquals(parts.name, text(path.getFileName()), "file name");
    assertEquals(parts.count, path.getNameCount(), "number of names");
    assertEquals(parts.root != null, path.isAbsolute(), "absolute");
  }

  private static String text(Path path) {
    return path == null ? null : path.toString();
  }

  @Cites("#getName(int)")
  Stream<Case> namesAreCountedFromTheRoot() {
    return Stream.of("/a/b/c", "a/b/c", "x", "/x", "")
        .map(path ->
            slashed(
                quoted(path),
                fs -> {
                  Path whole = fs.getPath(path);
                  String[] names = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
                  assertEquals(names.length, whole.getNameCount());
                  for (int i = 0; i < names.length; i++) {
                    assertEquals(fs.getPath(names[i]), whole.getName(i));
                    assertFalse(whole.getName(i).isAbsolute());
                  }
                  assertEquals(List.of(names), texts(whole));
                }));
  }

  private static List<String> texts(Path path) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
  }

  @Cites("#iterator")
  void theRootHasNoNames(Playground p) {
    isSlashed(p);
    Path root = p.fileSystem().getPath("/");
    assertFalse(root.iterator().hasNext());
    p.refuses(NoSuchElementException.class, () -> root.iterator().next());
    p.refusesToTell(IllegalArgumentException.class, () -> root.getName(0));
  }

  @Cites("#iterator")
  void nothingIsRemovedFromAPath(Playground p) {
    Iterator<Path> names = p.path("a").iterator();
    names.next();
    p.refuses(UnsupportedOperationException.class, names::remove);
  }

  @Cites("#getName(int) IllegalArgumentException")
  Stream<Case> namesThatAreNotThereAreRefused() {
    return Stream.of(-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE)
        .map(index ->
            Case.of(
                index + " of 3",
                p -> {
                  Path path = p.fileSystem().getPath("a", "b", "c");
                  p.refusesToTell(IllegalArgumentException.class, () -> path.getName(index));
                }));
  }

  @Cites("#subpath")
  Stream<Case> aPartOfAPathIsRelative() {
    return Stream.of(
            new String[] {"0", "1", "a"},
            new String[] {"0", "3", "a/b/c"},
            new String[] {"1", "2", "b"},
            new String[] {"1", "3", "b/c"},
            new String[] {"2", "3", "c"})
        .map(row ->
            slashed(
                row[0] + " to " + row[1],
                fs -> {
                  int begin = Integer.parseInt(row[0]);
                  int end = Integer.parseInt(row[1]);
                  assertEquals(fs.getPath(row[2]), fs.getPath("/a/b/c").subpath(begin, end));
                  assertEquals(fs.getPath(row[2]), fs.getPath("a/b/c").subpath(begin, end));
                }));
  }

  @Cites("#subpath IllegalArgumentException")
  Stream<Case> partsThatAreNotThereAreRefused() {
    return Stream.of(
            new int[] {-1, 1},
            new int[] {0, 0},
            new int[] {2, 1},
            new int[] {0, 4},
            new int[] {3, 4},
            new int[] {2, 2})
        .map(row ->
            Case.of(
                row[0] + " to " + row[1],
                p -> {
                  Path path = p.fileSystem().getPath("a", "b", "c");
                  p.refusesToTell(
                      IllegalArgumentException.class, () -> path.subpath(row[0], row[1]));
                }));
  }

  // ---------------------------------------------------------------- laws for all

  @Cites("#equals")
  void equalTextsAreEqualPaths(Playground p) {
    isSlashed(p);
    List<Path> paths = new ArrayList<>();
    for (String text : List.of("", "/", "a", "/a", "a/b", "/a/b", "a/c", "..", "a/..", "aa")) {
      paths.add(p.fileSystem().getPath(text));
    }
    for (Path one : paths) {
      for (Path other : paths) {
        boolean same = one.toString().equals(other.toString());
        assertEquals(same, one.equals(other), () -> one + " equals " + other);
        assertEquals(same, one.compareTo(other) == 0, () -> one + " compared with " + other);
        assertEquals(Integer.signum(one.compareTo(other)), -Integer.signum(other.compareTo(one)));
      }
      Path again = p.fileSystem().getPath(one.toString());
      assertEquals(one.hashCode(), again.hashCode());
      assertEquals(one, again);
      assertFalse(one.equals((Object) one.toString()));
    }
  }

  @Cites("#toAbsolutePath")
  void anAbsolutePathLeadsFromARoot(Playground p) {
    for (String text : List.of("", "a", "a/b", "..")) {
      Path path = p.fileSystem().getPath(text);
      Path absolute = path.toAbsolutePath();
      assertTrue(absolute.isAbsolute());
      assertSame(absolute, absolute.toAbsolutePath());
      assertEquals(p.fileSystem().getPath("").toAbsolutePath().resolve(path), absolute);
    }
  }

  @Cites("java.nio.file.FileSystem#getPath")
  void severalTextsAreJoined(Playground p) {
    isSlashed(p);
    FileSystem fs = p.fileSystem();
    assertEquals(fs.getPath("a/b/c"), fs.getPath("a", "b", "c"));
    assertEquals(fs.getPath("a/b/c"), fs.getPath("a/b", "c"));
    assertEquals(fs.getPath("a/b"), fs.getPath("a", "", "b"));
    assertEquals(fs.getPath("a"), fs.getPath("", "a"));
    assertEquals(fs.getPath("/a/b"), fs.getPath("/", "a", "b"));
    assertEquals(fs.getPath(""), fs.getPath("", ""));
  }

  @Cites("java.nio.file.FileSystem#getPath")
  void slashesInARowAndAtTheEndAreOneOrNone(Playground p) {
    isSlashed(p);
    for (String text : List.of("a//b", "a/b/", "a///b//")) {
      assertEquals(p.fileSystem().getPath("a", "b"), p.fileSystem().getPath(text), text);
    }
  }

  @Cites("java.nio.file.InvalidPathException")
  void aZeroIsInNoPath(Playground p) {
    InvalidPathException thrown =
        p.refuses(InvalidPathException.class, () -> p.fileSystem().getPath("a\0b"));
    assertEquals("a\0b", thrown.getInput());
  }

  @Cites("[NullPointerException]")
  void nothingIsNoPath(Playground p) {
    Path path = p.fileSystem().getPath("a");
    p.refuses(NullPointerException.class, () -> p.fileSystem().getPath(null));
    p.refusesToTell(NullPointerException.class, () -> path.resolve((Path) null));
    p.refusesToTell(NullPointerException.class, () -> path.resolve((String) null));
    p.refusesToTell(NullPointerException.class, () -> path.relativize(null));
    p.refusesToTell(NullPointerException.class, () -> path.startsWith((Path) null));
    assertNull(path.getRoot());
  }

  @Cites("#getFileSystem")
  void aPathKnowsItsFileSystem(Playground p) {
    assertEquals(p.fileSystem(), p.path("a").getFileSystem());
    assertEquals(p.fileSystem(), p.path("a").resolve("b").getParent().getFileSystem());
  }
}
