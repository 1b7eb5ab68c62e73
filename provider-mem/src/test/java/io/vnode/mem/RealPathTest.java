package io.vnode.mem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Path#toRealPath}, with links followed and not. */
class RealPathTest {
  private final MemFileSystem fileSystem = MemFs.create();

  /** {@code /a/b/file} and {@code /link -> a/b}. */
  @BeforeEach
  void makeTree() throws IOException {
    Files.createDirectories(path("/a/b"));
    Files.createFile(path("/a/b/file"));
    Files.createSymbolicLink(path("/link"), path("a/b"));
  }

  @AfterEach
  void treeIsSound() throws IOException {
    fileSystem.namespace().verify();
    fileSystem.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private Path unresolved(String text) throws IOException {
    return path(text).toRealPath(NOFOLLOW_LINKS);
  }

  /** {@link Path#toRealPath}: links are resolved to their final target, and then dots. */
  @Test
  void linksAreFollowedByDefault() throws IOException {
    assertEquals(path("/a/b/file"), path("link/./file").toRealPath());
    assertEquals(path("/a"), path("/link/..").toRealPath());
    assertThrows(NotDirectoryException.class, () -> path("/a/b/file/..").toRealPath());
  }

  /** {@link Path#toRealPath} with NOFOLLOW_LINKS: symbolic links are not resolved, anywhere. */
  @Test
  void withoutFollowingALinkStaysWhereverItStands() throws IOException {
    assertEquals(path("/link"), unresolved("link"));
    assertEquals(path("/link/file"), unresolved("a/../link/./file"));
  }

  /** {@link Path#toRealPath}: {@code ..} takes a name away only where that is no link. */
  @Test
  void withoutFollowingDotDotTakesBackAnythingButALink() throws IOException {
    assertEquals(path("/a"), unresolved("/a/b/.."));
    assertEquals(path("/a"), unresolved("/a/b/file/../.."));
    assertEquals(path("/link/../b"), unresolved("/link/../b"));
    assertEquals(path("/"), unresolved("/../.."));
    assertThrows(NoSuchFileException.class, () -> unresolved("/missing/.."));
  }

  /** {@link Path#toRealPath}: of an existing file. */
  @Test
  void withoutFollowingTheFileStillHasToBeThere() {
    assertThrows(NoSuchFileException.class, () -> unresolved("/link/missing"));
  }
}
