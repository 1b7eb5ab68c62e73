package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VfsPathTest {
  private final TextFileSystem fileSystem = new TextFileSystem("memfs://one", "/desk");
  private final TextFileSystem another = new TextFileSystem("memfs://two", "/desk");
  private final TextFileSystem otherProvider = new TextFileSystem("wofs://one", "/desk");

  private VfsPath path(String text) {
    return fileSystem.getPath(text);
  }

  /** POSIX Pathname Resolution: dot-dot is a name to look up, so a walk must get to see it. */
  @Test
  void namesForTheWalkKeepTheirDots() {
    assertArrayEquals(new String[] {"a", "..", ".", "b"}, path("/a/.././b/").names());
  }

  /** {@link VfsPath#names}: split once and never copied. */
  @Test
  void namesAreSplitOnce() {
    VfsPath path = path("/a/b");
    assertSame(path.names(), path.names());
  }

  /** {@link Path}: an empty path has one name, which is empty; a walk has nothing to do. */
  @Test
  void theEmptyPathHasOneElementAndNoNamesToWalk() {
    VfsPath empty = path("");
    assertEquals(1, empty.getNameCount());
    assertEquals(empty, empty.getName(0));
    assertEquals(empty, empty.getFileName());
    assertEquals(0, empty.names().length);
    assertNull(empty.getParent());
  }

  /** {@link Path#normalize}: nothing is above the root; of a relative path leading dots stay. */
  @Test
  void normalizeStopsAtTheRootAndKeepsWhatLeadsAboveTheStart() {
    assertEquals(path("/a"), path("/../../a").normalize());
    assertEquals(path("../../a"), path("../b/../../a").normalize());
    assertEquals(path(""), path("a/..").normalize());
    assertEquals(path("/"), path("/.").normalize());
  }

  /** {@link Path#relativize}: the way up is as many dots as there are names to leave. */
  @Test
  void relativizeClimbsOutOfWhatIsNotShared() {
    assertEquals(path("../../c"), path("/a/b/x").relativize(path("/a/c")));
    assertEquals(path(""), path("/a").relativize(path("/a")));
    assertEquals(path("../.."), path("a/b").relativize(path("")));
  }

  /** {@link Path#relativize}: with {@code ..} left in this path whether a way exists is unknown. */
  @Test
  void relativizeRefusesToGuessANameBelowDots() {
    assertThrows(IllegalArgumentException.class, () -> path("../a").relativize(path("b")));
    assertEquals(path("../../b"), path("../a").relativize(path("../../b")));
  }

  /** {@link Path#relativize}: not if only one of the paths has a root. */
  @Test
  void relativizeRefusesPathsOfTwoKinds() {
    assertThrows(IllegalArgumentException.class, () -> path("/a").relativize(path("a")));
  }

  /** {@link Path#resolve(Path)}: an absolute path stands for itself, the empty one adds nothing. */
  @Test
  void resolveOfAnAbsoluteOrEmptyPathMakesNoNewPath() {
    VfsPath base = path("/a");
    VfsPath absolute = path("/b");
    assertSame(absolute, base.resolve(absolute));
    assertSame(base, base.resolve(""));
    assertEquals(path("/b"), path("/").resolve("b"));
  }

  /** {@link Path#startsWith(Path)}: names count, not characters. */
  @Test
  void startsWithAndEndsWithCompareWholeNames() {
    assertTrue(path("/foo/bar").startsWith("/foo"));
    assertFalse(path("/foo/bar").startsWith("/fo"));
    assertTrue(path("/foo/bar").endsWith("bar"));
    assertFalse(path("/foo/bar").endsWith("ar"));
    assertFalse(path("/foo/bar").endsWith("/bar"));
  }

  /** {@link Path#startsWith(Path)}, {@link Path#endsWith(Path)}: false for another file system. */
  @Test
  void nothingStartsOrEndsWithAPathOfAnotherFileSystem() {
    for (Path foreign : List.of(Path.of("a"), another.getPath("a"), otherProvider.getPath("a"))) {
      assertFalse(path("a").startsWith(foreign));
      assertFalse(path("a").endsWith(foreign));
      assertNotEquals(path("a"), foreign);
    }
  }

  /** {@link ProviderMismatchException}: a path made by one provider is used with another. */
  @Test
  void pathsOfAnotherProviderAreRefused() {
    for (Path foreign : List.of(Path.of("a"), otherProvider.getPath("a"))) {
      assertThrows(ProviderMismatchException.class, () -> path("b").resolve(foreign));
      assertThrows(ProviderMismatchException.class, () -> path("b").relativize(foreign));
      assertThrows(ProviderMismatchException.class, () -> path("b/c").resolveSibling(foreign));
      assertThrows(ClassCastException.class, () -> path("b").compareTo(foreign));
    }
  }

  /** {@link VfsPath}: a name is a name; where an absolute path lies is part of it. */
  @Test
  void pathsOfAnotherFileSystemOfThisProviderResolve() {
    assertEquals(path("/b/a"), path("/b").resolve(another.getPath("a")));
    assertEquals(another.getPath("/a"), path("/b").resolve(another.getPath("/a")));
    assertThrows(
        IllegalArgumentException.class, () -> path("/b").relativize(another.getPath("/a")));
  }

  /** {@link Comparable}: consistent with equals, so a sorted set holds both. */
  @Test
  void sameTextOnTwoFileSystemsIsOrderedByTheirAddress() {
    Path there = another.getPath("/a");
    assertTrue(path("/a").compareTo(there) < 0);
    assertTrue(there.compareTo(path("/a")) > 0);
    assertTrue(path("/b").compareTo(there) > 0);
  }

  /** {@link Path}: every method that takes an object refuses null, as the package says. */
  @Test
  void nullIsRefused() {
    VfsPath path = path("a");
    Path noPath = null;
    String noText = null;
    assertThrows(NullPointerException.class, () -> path.resolve(noPath));
    assertThrows(NullPointerException.class, () -> path.resolve(noText));
    assertThrows(NullPointerException.class, () -> path.relativize(noPath));
    assertThrows(NullPointerException.class, () -> path.startsWith(noPath));
    assertThrows(NullPointerException.class, () -> path.endsWith(noPath));
    assertThrows(NullPointerException.class, () -> path.compareTo(noPath));
    assertThrows(NullPointerException.class, () -> fileSystem.getPath("a", noText));
    assertFalse(path.equals(noPath));
  }

  /** {@link Path#toAbsolutePath}: from the working directory, without normalizing. */
  @Test
  void relativePathsStartAtTheWorkingDirectory() {
    assertEquals(path("/desk/../a"), path("../a").toAbsolutePath());
    assertEquals(path("/desk"), path("").toAbsolutePath());
    VfsPath absolute = path("/a");
    assertSame(absolute, absolute.toAbsolutePath());
  }

  /** {@link Path#toRealPath}: following links is the default, and the file system's business. */
  @Test
  void theRealPathIsTheFileSystemsToTell() throws IOException {
    VfsPath path = path("a/../b");
    assertEquals(path("/desk/b"), path.toRealPath());
    assertEquals(List.of(path, true), fileSystem.lastCall);
    path.toRealPath(LinkOption.NOFOLLOW_LINKS);
    assertEquals(List.of(path, false), fileSystem.lastCall);
  }

  /** {@link Path#register}: both forms reach the file system. */
  @Test
  void registrationIsTheFileSystemsBusiness() throws IOException {
    VfsPath path = path("/a");
    WatchEvent.Kind<?> kind = StandardWatchEventKinds.ENTRY_CREATE;
    path.register(null, kind);
    assertEquals(List.of(path, List.of(kind), List.of()), fileSystem.lastCall);
  }

  /** The JDK's {@code UnixPath.toUri}: the URI of a directory ends with one slash. */
  @Test
  void theUriOfADirectoryEndsWithASlash() {
    TextFileSystem fileSystem = new TextFileSystem("memfs://one", "/desk");
    fileSystem.directory = fileSystem.getPath("/desk/dir");
    assertEquals("memfs://one/desk/dir/", fileSystem.getPath("dir").toUri().toString());
    assertEquals("memfs://one/desk/file", fileSystem.getPath("file").toUri().toString());
    fileSystem.directory = fileSystem.getPath("/");
    assertEquals("memfs://one/", fileSystem.getPath("/").toUri().toString());
  }

  /** {@link Path#toFile}: only the default provider's paths have one; the message helps on. */
  @Test
  void toFileSaysWhyNotAndWhatInstead() {
    UnsupportedOperationException e =
        assertThrows(UnsupportedOperationException.class, () -> path("/a b").toFile());
    Stream.of("memfs://one/a%20b", "java.io.File", "java.nio.file.Files")
        .forEach(part -> assertTrue(e.getMessage().contains(part), e::getMessage));
  }
}
