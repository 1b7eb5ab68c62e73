package io.vnode.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guava's {@link MoreFiles}. */
class MoreFilesTest extends InMemory {
  private Path tree;
  private Path kept;

  /** A tree with links of both kinds that lead out of it, around in it and nowhere. */
  @BeforeEach
  void plant() throws IOException {
    tree = directory("/tree");
    kept = file("/kept/file", "text");
    file("/tree/a/b/file", "text");
    Files.createLink(tree.resolve("a/hard"), kept);
    Files.createSymbolicLink(tree.resolve("out"), kept.getParent());
    Files.createSymbolicLink(tree.resolve("a/up"), path(".."));
    Files.createSymbolicLink(tree.resolve("nowhere"), path("/missing"));
  }

  /** Without {@code ALLOW_INSECURE}: only a {@link SecureDirectoryStream} will do. */
  @Test
  void deleteRecursivelyDeletesATreeAndNotWhatLinksLeadTo() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(tree)) {
      assertTrue(stream instanceof SecureDirectoryStream);
    }
    MoreFiles.deleteRecursively(tree);
    assertFalse(Files.exists(tree));
    assertEquals("text", Files.readString(kept));
    assertEquals(1, Files.getAttribute(kept, "unix:nlink"));
  }

  /** {@link MoreFiles#deleteDirectoryContents}. */
  @Test
  void deleteDirectoryContentsLeavesTheDirectory() throws IOException {
    MoreFiles.deleteDirectoryContents(tree);
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(tree)) {
      assertTrue(Iterables.isEmpty(stream));
    }
    assertTrue(Files.exists(kept));
  }

  /** {@link MoreFiles#deleteRecursively}: deletes what it can, and throws what it could not. */
  @Test
  void deleteRecursivelyTellsWhatItMayNotDelete() throws IOException {
    Path locked = tree.resolve("a/b");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    FileSystemException failure =
        assertThrows(FileSystemException.class, () -> MoreFiles.deleteRecursively(tree));
    assertTrue(failure.getSuppressed().length > 0 || failure instanceof DirectoryNotEmptyException);
    assertTrue(Files.exists(locked.resolve("file")));
    assertFalse(Files.exists(tree.resolve("out")));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** {@link MoreFiles#fileTraverser}: links are not followed. */
  @Test
  void fileTraverserVisitsEachFileOnce() {
    assertEquals(
        "[/tree, /tree/a, /tree/a/b, /tree/a/b/file, /tree/a/hard, /tree/a/up, /tree/out,"
            + " /tree/nowhere]",
        Iterables.toString(MoreFiles.fileTraverser().depthFirstPreOrder(tree)));
  }

  /** {@link MoreFiles#equal}, {@link MoreFiles#touch} and the sources and sinks. */
  @Test
  void filesAreComparedTouchedReadAndWritten() throws IOException {
    Path copy = path("/copy");
    MoreFiles.asByteSource(kept).copyTo(MoreFiles.asByteSink(copy));
    assertTrue(MoreFiles.equal(kept, copy));
    MoreFiles.asCharSink(copy, UTF_8, java.nio.file.StandardOpenOption.APPEND).write(" more");
    assertFalse(MoreFiles.equal(kept, copy));
    assertEquals("text more", MoreFiles.asCharSource(copy, UTF_8).read());
    MoreFiles.touch(path("/new"));
    assertEquals(0, MoreFiles.asByteSource(path("/new")).size());
    MoreFiles.createParentDirectories(path("/x/y/z"));
    assertTrue(Files.isDirectory(path("/x/y")));
  }
}
