package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.engine.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link MemFs#copyTree} and {@link MemFs#load}: what cp(1) -a does, between any file systems. */
class TreeCopyTest {
  private static final FileTime LONG_AGO =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000, 7_000));

  private final MemFileSystem memory = MemFs.create();
  private final MemFileSystem second = MemFs.create();
  private final FileSystem jimfs =
      Jimfs.newFileSystem(Configuration.unix().toBuilder().setAttributeViews("posix").build());
  @TempDir private Path host;

  @AfterEach
  void treesAreSound() throws IOException {
    memory.namespace().verify();
    second.namespace().verify();
    memory.close();
    second.close();
    jimfs.close();
  }

  enum Way {
    HOST_TO_MEMORY,
    MEMORY_TO_HOST,
    WITHIN_MEMORY,
    MEMORY_TO_SECOND,
    HOST_TO_HOST,
    JIMFS_TO_MEMORY,
    MEMORY_TO_JIMFS
  }

  private Path from(Way way) {
    return switch (way) {
      case HOST_TO_MEMORY, HOST_TO_HOST -> host.resolve("from");
      case MEMORY_TO_HOST, WITHIN_MEMORY, MEMORY_TO_SECOND, MEMORY_TO_JIMFS ->
          memory.getPath("/from");
      case JIMFS_TO_MEMORY -> jimfs.getPath("/from");
    };
  }

  private Path to(Way way) {
    return switch (way) {
      case HOST_TO_MEMORY, WITHIN_MEMORY, JIMFS_TO_MEMORY -> memory.getPath("/to");
      case MEMORY_TO_HOST, HOST_TO_HOST -> host.resolve("to");
      case MEMORY_TO_SECOND -> second.getPath("/to");
      case MEMORY_TO_JIMFS -> jimfs.getPath("/to");
    };
  }

  /**
   * <pre>
   * from/
   *   file          rw-r-----, 2001
   *   same          a second name of file
   *   link          -> file
   *   directory/    r-xr-xr-x, 2001
   *     inner       empty
   * </pre>
   */
  private static Path makeTree(Path from) throws IOException {
    Files.createDirectory(from);
    Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.writeString(from.resolve("file"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(file, LONG_AGO);
    Files.createLink(from.resolve("same"), file);
    Files.createSymbolicLink(from.resolve("link"), from.getFileSystem().getPath("file"));
    Path directory = Files.createDirectory(from.resolve("directory"));
    Files.createFile(directory.resolve("inner"));
    Files.setLastModifiedTime(directory, LONG_AGO);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    return from;
  }

  /** cp(1) -a. */
  @ParameterizedTest
  @EnumSource
  void aTreeIsCopiedWithLinksNamesModesAndTimes(Way way) throws IOException {
    Path to = to(way);
    MemFs.copyTree(makeTree(from(way)), to);

    assertEquals("text", Files.readString(to.resolve("file")));
    assertEquals(LONG_AGO, Files.getLastModifiedTime(to.resolve("file")));
    assertEquals("rw-r-----", permissions(to.resolve("file")));
    assertEquals("text", Files.readString(to.resolve("same")));
    // Only a source with the unix view tells that two of its names are one file.
    boolean linked = Files.isSameFile(to.resolve("file"), to.resolve("same"));
    assertEquals(way != Way.JIMFS_TO_MEMORY, linked);
    assertEquals("file", Files.readSymbolicLink(to.resolve("link")).toString());
    assertTrue(Files.exists(to.resolve("directory/inner")));
    assertEquals(LONG_AGO, Files.getLastModifiedTime(to.resolve("directory")));
    assertEquals("r-xr-xr-x", permissions(to.resolve("directory")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  /** cp(1) --preserve=xattr. */
  @Test
  void userAttributesAndSpecialFilesAreCopiedBetweenTwoOfOurs() throws IOException {
    Path from = Files.createDirectory(memory.getPath("/from"));
    Path file = Files.createFile(from.resolve("file"));
    userView(file).write("colour", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    memory
        .namespace()
        .mknod(
            memory.credentials(),
            memory.namespace().root(),
            new String[] {"from", "fifo"},
            0,
            0010600,
            0);
    Path to = second.getPath("/to");
    MemFs.copyTree(from, to);
    ByteBuffer value = ByteBuffer.allocate(3);
    userView(to.resolve("file")).read("colour", value);
    assertArrayEquals(new byte[] {1, 2, 3}, value.array());
    assertEquals(0010600, Files.getAttribute(to.resolve("fifo"), "unix:mode"));
  }

  private static UserDefinedFileAttributeView userView(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  /** cp(1) -a as root: owners go by name. */
  @Test
  void rootKeepsOwnersByName() throws IOException {
    try (MemFileSystem one = MemFs.builder().user("root").users("ann", "bob").build();
        MemFileSystem other = MemFs.builder().user("root").users("bob").build()) {
      Path file = Files.createFile(one.getPath("/file"));
      Files.setOwner(file, one.getUserPrincipalLookupService().lookupPrincipalByName("bob"));
      MemFs.copyTree(file, other.getPath("/file"));
      assertEquals("bob", Files.getOwner(other.getPath("/file")).getName());
      assertEquals(1001, Files.getAttribute(other.getPath("/file"), "unix:uid"));
    }
  }

  /** A directory is entered when it is there; anything else in the way ends the copy. */
  @Test
  void directoriesAreMergedAndFilesAreNotReplaced() throws IOException {
    Path from = makeTree(memory.getPath("/from"));
    Path to = Files.createDirectory(memory.getPath("/to"));
    Files.writeString(to.resolve("other"), "stays");
    MemFs.copyTree(from, to);
    assertEquals("stays", Files.readString(to.resolve("other")));
    assertThrows(FileAlreadyExistsException.class, () -> MemFs.copyTree(from, to));
  }

  /** cp(1): cannot copy a directory into itself. */
  @Test
  void aTreeIsNotCopiedIntoItself() throws IOException {
    Path from = makeTree(memory.getPath("/from"));
    assertThrows(FileSystemException.class, () -> MemFs.copyTree(from, from.resolve("to")));
    assertThrows(FileSystemException.class, () -> MemFs.copyTree(from, from));
    assertTrue(Files.notExists(from.resolve("to")));
  }

  /** {@link MemFs#load}: the root's own attributes are not those of the tree. */
  @Test
  void loadFillsANewFileSystemAndItsUserOwnsEverything() throws IOException {
    Path from = makeTree(host.resolve("from"));
    Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwx------"));
    try (FileSystem loaded = MemFs.load(from)) {
      assertEquals("text", Files.readString(loaded.getPath("/file")));
      assertEquals("rwxr-xr-x", permissions(loaded.getPath("/")));
      Files.writeString(loaded.getPath("/file"), "mine");
    }
    assertThrows(FileSystemException.class, () -> MemFs.load(from.resolve("file")));
  }

  /** Deep trees need no deep stack. */
  @Test
  void aTreeAsDeepAsPathsReachIsCopied() throws IOException {
    int levels = (Limits.PATH_MAX - 200) / 2;
    Path deep = memory.getPath("/from" + "/d".repeat(levels));
    Files.createDirectories(deep);
    MemFs.copyTree(memory.getPath("/from"), second.getPath("/to"));
    assertTrue(Files.isDirectory(second.getPath("/to" + "/d".repeat(levels))));
  }
}
