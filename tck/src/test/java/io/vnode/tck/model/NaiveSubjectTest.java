package io.vnode.tck.model;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.tck.Errno;
import java.util.HashMap;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the naive model foretells, and where it holds its tongue. */
class NaiveSubjectTest {
  private static final Actor OWNER = new Actor("owner", 1000, 1000, Set.of(), false);
  private static final Actor OTHER = new Actor("other", 1001, 1001, Set.of(), false);

  private NaiveTree tree;

  @BeforeEach
  void makeAStickyDirectory() {
    tree = new NaiveTree(MemTree.manners(), OWNER, Histories.EVERYBODY_WRITES | Histories.STICKY);
  }

  private Subject as(Actor who) {
    return new NaiveSubject(tree, new HashMap<>(), who);
  }

  /** POSIX.1-2024, 2.3 "Error Numbers": where two apply, either may be returned. */
  @Test
  void aMoveOverAStickyDirectoryAboveItsSourceFailsForEitherReason() throws Exception {
    as(OWNER).createDirectory("a", 0777);
    as(OWNER).createSymbolicLink("a/c", "../a");
    assertThrows(Unforetold.class, () -> as(OTHER).move("a/c", "a", Set.of(REPLACE_EXISTING)));
  }

  /** POSIX.1-2024, rename, EPERM: "the S_ISVTX flag is set on the directory containing" it. */
  @Test
  void aMoveOverAnothersDirectoryInAStickyOneIsRefused() throws Exception {
    as(OWNER).createDirectory("a", 0777);
    as(OTHER).createFile("c", 0666);
    NaiveError error =
        assertThrows(NaiveError.class, () -> as(OTHER).move("c", "a", Set.of(REPLACE_EXISTING)));
    assertEquals(Errno.EPERM, error.errno());
  }

  /** {@link java.nio.file.Files#copy}, COPY_ATTRIBUTES: of the source as it was when asked for. */
  @Test
  void aCopyOfADirectoryIntoItselfHasTheTimesFromBefore() throws Exception {
    as(OWNER).createDirectory("a", 0777);
    int before = tree.root.entries.get("a").modified;
    tree.now++;
    as(OWNER).copy("a", "a/b", Set.of(COPY_ATTRIBUTES));
    assertEquals(before, tree.root.entries.get("a").entries.get("b").modified);
  }
}
