package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Allowance;
import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** {@code rename()} between directories: what moves along, what is counted, what is refused. */
@Area(value = "posix.rename-tree", source = "POSIX.1-2024 rename()")
final class RenameTreeChecks {
  // ---------------------------------------------------------------- what moves along

  @Cites("[DESCRIPTION] a directory moves with all that is in it")
  Stream<Case> aTreeMovesAsAWhole() {
    return Stream.of("new", "d/new", "d/e/new")
        .map(to ->
            Case.of(
                to,
                p -> {
                  p.tree("d/", "d/e/", "t/", "t/f=1", "t/u/", "t/u/v/", "t/u/v/g=2");
                  rename(p, "t", to);
                  p.shows(
                      "d/",
                      "d/e/",
                      to + "/",
                      to + "/f=1",
                      to + "/u/",
                      to + "/u/v/",
                      to + "/u/v/g=2");
                }));
  }

  @Cites("[DESCRIPTION] dot-dot of a directory that moves is its new parent")
  void dotDotOfATreeThatMovedIsItsNewParent(Playground p) throws IOException {
    p.tree("a/", "a/t/", "b/", "b/mark=x");
    rename(p, "a/t", "b/t");
    assertEquals("x", p.read("b/t/../mark"));
    assertEquals(true, Files.isSameFile(p.path("b"), p.path("b/t/..")));
  }

  @Cites("[DESCRIPTION] links in a tree lead where their text says")
  @Needs(SYMBOLIC_LINKS)
  void aLinkInATreeThatMovesIsReadFromItsNewPlace(Playground p) throws IOException {
    p.tree("d/", "t/", "f=top", "d/f=down", "t/l -> ../f");
    rename(p, "t", "d/t");
    assertEquals("down", p.read("d/t/l"));
  }

  @Cites("[DESCRIPTION] one name at a time")
  void twoNamesAreSwappedByWayOfAThird(Playground p) throws IOException {
    p.tree("a/", "a/1=a", "b/", "b/2=b");
    rename(p, "a", "c");
    rename(p, "b", "a");
    rename(p, "c", "b");
    p.shows("a/", "a/2=b", "b/", "b/1=a");
  }

  @Cites("[DESCRIPTION] parent and child change places")
  void aChildMovesOutAndItsParentMovesIn(Playground p) throws IOException {
    p.tree("p/", "p/c/", "p/c/f=x");
    rename(p, "p/c", "c");
    rename(p, "p", "c/p");
    p.shows("c/", "c/f=x", "c/p/");
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution: both paths may lead through links")
  @Needs(SYMBOLIC_LINKS)
  void bothPathsMayLeadThroughLinks(Playground p) throws IOException {
    p.tree("a/", "a/f=x", "b/", "to-a -> a", "to-b -> b");
    rename(p, "to-a/f", "to-b/g");
    p.shows("a/", "b/", "b/g=x", "to-a -> a", "to-b -> b");
  }

  // ---------------------------------------------------------------- what is refused

  @Cites("[EINVAL] The old pathname names an ancestor directory of the new pathname.")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> noDirectoryMovesIntoItselfByADetour() {
    return Stream.of("link/new", "link/e/new", "d/e/loop/new", "d/../d/new", "d/e/../new")
        .map(to ->
            Case.of(
                to.replace("..", "up"),
                p -> {
                  p.tree("d/", "d/e/", "link -> d", "d/e/loop -> ../../d/e");
                  p.expect(Errno.EINVAL, () -> rename(p, "d", to));
                }));
  }

  @Cites("[EINVAL] a link to itself is no ancestor")
  @Needs(SYMBOLIC_LINKS)
  void aLinkMovesIntoTheDirectoryItLeadsTo(Playground p) throws IOException {
    p.tree("d/", "l -> d");
    rename(p, "l", "d/l");
    p.shows("d/", "d/l -> d");
  }

  @Cites("[ENOTEMPTY] The link named by new is a directory that is not an empty directory")
  @Needs(ATOMIC_RENAME_OVER)
  Stream<Case> aDirectoryThatHoldsAnythingIsNotReplaced() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY, Kind.DANGLING_LINK)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      p.tree("from/", "to/");
                      kind.make(p, "x");
                      rename(p, "x", "to/x");
                      p.expect(Errno.ENOTEMPTY_OR_EEXIST, () -> rename(p, "from", "to"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[ENOTEMPTY] an ancestor is never empty")
  void noDirectoryReplacesItsGrandparent(Playground p) throws IOException {
    p.tree("a/", "a/b/", "a/b/c/");
    p.expect(Errno.ENOTEMPTY_OR_EEXIST, () -> rename(p, "a/b/c", "a"));
  }

  @Cites("[EXDEV] The links named by new and old are on different file systems")
  Stream<Case> nothingMovesAtOnceToAnotherFileSystem() {
    return Stream.of(Kind.FILE, Kind.FULL_DIRECTORY, Kind.DANGLING_LINK)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "x");
                      Path elsewhere = Files.createTempDirectory("tck-elsewhere-");
                      try {
                        Assumptions.assumeFalse(
                            isSame(p.path(""), elsewhere), "no second file system");
                        Path target = elsewhere.resolve("x");
                        p.expect(Errno.EXDEV, () -> Files.move(p.path("x"), target, ATOMIC_MOVE));
                        assertEquals(false, Files.exists(target));
                      } finally {
                        Files.delete(elsewhere);
                      }
                    })
                .needs(kind.needs()));
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    if (one.getFileSystem() != other.getFileSystem()) {
      return false;
    }
    FileStore store = Files.getFileStore(one);
    return store.equals(Files.getFileStore(other));
  }

  // ---------------------------------------------------------------- what is counted

  /** The links of {@code from}, {@code to} and what moves, before and after. */
  @Cites("[DESCRIPTION] st_nlink")
  @Needs({UNIX_ATTRIBUTES, ATOMIC_RENAME_OVER})
  Stream<Case> linksOfBothParentsAreCounted() {
    return Stream.of(
        counts("a file to a new name", "from/f", "to/new", 0, 0),
        counts("a directory to a new name", "from/d", "to/new", -1, 1),
        counts("a file over a file", "from/f", "to/f", 0, 0),
        counts("a directory over a directory", "from/d", "to/d", -1, 0),
        counts("a directory beside", "from/d", "from/new", 0, 0),
        counts("a file beside", "from/f", "from/new", 0, 0),
        counts("a directory over one beside", "from/d", "from/e", -1, 0));
  }

  private static Case counts(String label, String from, String to, int fromBy, int toBy) {
    return Case.of(
        label,
        p -> {
          p.tree("from/", "from/f=1", "from/d/", "from/e/", "to/", "to/f=2", "to/d/");
          rename(p, from, to);
          if (!p.allows(Allowance.DIRECTORY_LINKS_UNCOUNTED)) {
            assertEquals(4 + fromBy, p.nlink("from"));
            assertEquals(3 + toBy, p.nlink("to"));
          }
        });
  }

  @Cites("[DESCRIPTION] the link named new shall be removed")
  @Needs({UNIX_ATTRIBUTES, ATOMIC_RENAME_OVER, HARD_LINKS})
  Stream<Case> aFileThatIsReplacedKeepsItsOtherNames() {
    return Stream.of("g", "d/g")
        .map(name ->
            Case.of(
                name,
                p -> {
                  p.tree("d/", "f=old", name + " == f", "new=new");
                  rename(p, "new", "f");
                  assertEquals(1, p.nlink(name));
                  p.shows("d/", "f=new", name + "=old");
                }));
  }

  @Cites("[DESCRIPTION] a file that moves has as many names as before")
  @Needs({UNIX_ATTRIBUTES, HARD_LINKS})
  void aNameThatMovesIsCountedOnce(Playground p) throws IOException {
    p.tree("d/", "f=x", "g == f");
    rename(p, "g", "d/g");
    assertEquals(2, p.nlink("f"));
  }

  private static void rename(Playground p, String from, String to) throws IOException {
    p.move(from, to, ATOMIC_MOVE);
  }
}
