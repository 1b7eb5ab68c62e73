package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A directory that is come to again and again is not walked to name by name, and what happens to
 * its names is seen at once nevertheless: each test first makes it one of those.
 */
class InPlaceTest {
  private static final int OFTEN = 100;

  @TempDir Path host;
  private Path top;
  private ProjFileSystem projection;
  private Path file;

  @BeforeEach
  void makeTheDirectoryAFamiliarOne() throws IOException {
    top = Files.createDirectory(host.resolve("top"));
    Files.writeString(Files.createDirectories(top.resolve("a/b/c")).resolve("f"), "inside");
    projection = ProjFs.builder().portal("/p", top, READ_WRITE).build();
    file = projection.getPath("/p/a/b/c/f");
    for (int i = 0; i < OFTEN; i++) {
      assertEquals(6, Files.size(file));
    }
  }

  @AfterEach
  void close() throws IOException {
    projection.close();
  }

  private Path move(String from, Path to) throws IOException {
    return Files.move(top.resolve(from), to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Issue 7: names are the host's, which is asked each time. */
  @Test
  void whatTheHostRenamesOnTheWayIsFoundUnderItsNewNameAlone() throws IOException {
    move("a/b", top.resolve("a/z"));
    assertFalse(Files.exists(file));
    assertEquals("inside", Files.readString(projection.getPath("/p/a/z/c/f")));
  }

  /** Issue 7, no way out: what has left the tree is not reached by a link that leads there. */
  @Test
  void aDirectoryThatWasMovedOutAndLinkedToIsNotFollowedThere() throws IOException {
    Files.createSymbolicLink(top.resolve("a/b"), move("a/b", host.resolve("b")));
    assertThrows(NoSuchFileException.class, () -> Files.readString(file));
    assertThrows(
        NoSuchFileException.class, () -> Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** Issue 7: a link within a portal leads where its text leads to in the projection. */
  @Test
  void aLinkInPlaceOfADirectoryIsResolvedInTheProjection() throws IOException {
    Path moved = move("a/b", top.resolve("a/z"));
    Files.createSymbolicLink(top.resolve("a/b"), Path.of("z"));
    assertEquals("inside", Files.readString(file));
    assertEquals(projection.getPath("/p/a/z/c/f"), file.toRealPath());
    Files.delete(top.resolve("a/b"));
    Files.createSymbolicLink(top.resolve("a/b"), moved);
    assertFalse(Files.exists(file));
  }

  /** Issue 7: what takes the place of a directory is found in its place. */
  @Test
  void whatTheHostPutsInPlaceOfADirectoryIsFoundThere() throws IOException {
    move("a", host.resolve("old"));
    Files.writeString(Files.createDirectories(top.resolve("a/b/c")).resolve("f"), "another");
    assertEquals("another", Files.readString(file));
  }

  /** rename(2): the projection's own renames are seen as those of the host. */
  @Test
  void whatTheProjectionRenamesOnTheWayIsFoundUnderItsNewNameAlone() throws IOException {
    Files.move(projection.getPath("/p/a"), projection.getPath("/p/x"));
    assertFalse(Files.exists(file));
    assertTrue(Files.exists(projection.getPath("/p/x/b/c/f")));
  }

  /** mount(2): what is mounted on the way hides what is below. */
  @Test
  void whatIsMountedOnTheWayHidesWhatIsBelow() throws IOException {
    Path other = Files.createDirectory(host.resolve("other"));
    projection.mount(projection.getPath("/p/a/b"), other, READ_WRITE);
    assertFalse(Files.exists(file));
    projection.unmount(projection.getPath("/p/a/b"));
    assertTrue(Files.exists(file));
  }

  /** The whole tree is what the portal shows, wherever the host moves it. */
  @Test
  void aTreeThatIsMovedAsAWholeStaysInThePortal() throws IOException {
    Files.move(top, host.resolve("elsewhere"));
    for (int i = 0; i < OFTEN; i++) {
      assertEquals(6, Files.readAttributes(file, BasicFileAttributes.class).size());
    }
  }

  /**
   * {@code Files.readAttributes}: who asks for basic attributes gets no owner that was not asked.
   */
  @Test
  void basicAttributesAreNoMoreThanThat() throws IOException {
    BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
    PosixFileAttributes all =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    assertFalse(basic instanceof PosixFileAttributes);
    assertEquals(all.fileKey(), basic.fileKey());
    assertEquals(all.size(), basic.size());
    assertEquals(all.lastModifiedTime(), basic.lastModifiedTime());
    assertTrue(basic.isRegularFile());
  }
}
