package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies and moves within one memfs and between two: what the host cannot be asked. */
class CopyMoveTest {
  private static final FileTime LONG_AGO =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000, 123_456_789));
  private static final FileTime LONGER_AGO =
      FileTime.from(Instant.ofEpochSecond(900_000_000, 987_654_321));
  private static final int MIB = 1 << 20;

  private final MemFileSystem here = MemFs.builder().user("alice").users("bob").build();
  private final MemFileSystem there = MemFs.builder().capacity(4 * MIB).build();
  private final Path file = here.getPath("/file");

  @AfterEach
  void treesAreSound() throws IOException {
    here.namespace().verify();
    there.namespace().verify();
    here.close();
    there.close();
  }

  enum Place {
    SAME_FILE_SYSTEM,
    OTHER_FILE_SYSTEM;
  }

  private Path target(Place place, String path) {
    return (place == Place.SAME_FILE_SYSTEM ? here : there).getPath(path);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static UserDefinedFileAttributeView userView(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  private static long used(FileSystem fileSystem) throws IOException {
    var store = fileSystem.getFileStores().iterator().next();
    return store.getTotalSpace() - store.getUnallocatedSpace();
  }

  /** {@link StandardCopyOption#COPY_ATTRIBUTES}. */
  @ParameterizedTest
  @EnumSource
  void copyAttributesTakesPermissionsTimesAndUserAttributesAlong(Place place) throws IOException {
    Files.writeString(file, "text");
    userView(file).write("colour", ByteBuffer.wrap(noise(100)));
    Files.setAttribute(file, "lastAccessTime", LONGER_AGO);
    Files.setLastModifiedTime(file, LONG_AGO);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--rw-rwx"));

    Path copy = Files.copy(file, target(place, "/copy"), StandardCopyOption.COPY_ATTRIBUTES);

    assertEquals("text", Files.readString(copy));
    assertEquals("r--rw-rwx", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    assertEquals(LONG_AGO, Files.getLastModifiedTime(copy));
    assertEquals(
        Files.getAttribute(file, "creationTime"), Files.getAttribute(copy, "creationTime"));
    ByteBuffer colour = ByteBuffer.allocate(200);
    userView(copy).read("colour", colour);
    assertArrayEquals(noise(100), Arrays.copyOf(colour.array(), colour.position()));
  }

  /** {@link StandardCopyOption#COPY_ATTRIBUTES}: the time of last access as it was. */
  @Test
  void theCopyHasTheAccessTimeFromBeforeTheCopy() throws IOException {
    Files.writeString(file, "text");
    Files.setAttribute(file, "lastAccessTime", LONGER_AGO);
    Path copy = Files.copy(file, here.getPath("/copy"), StandardCopyOption.COPY_ATTRIBUTES);
    assertEquals(LONGER_AGO, Files.getAttribute(copy, "lastAccessTime"));
  }

  /** {@link Files#copy(Path, Path, CopyOption...)}: nothing but the permissions otherwise. */
  @Test
  void withoutCopyAttributesACopyIsNewAndHasWhatTheUmaskAllows() throws IOException {
    Files.writeString(file, "text");
    userView(file).write("colour", ByteBuffer.wrap(noise(100)));
    Files.setLastModifiedTime(file, LONG_AGO);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path copy = Files.copy(file, here.getPath("/copy"));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    assertNotEquals(LONG_AGO, Files.getLastModifiedTime(copy));
    assertTrue(userView(copy).list().isEmpty());
  }

  /** {@link Files#move}: if both are the same file, whatever it is called, nothing happens. */
  @Test
  void aDirectoryCanBeMovedOntoItselfByAnyName() throws IOException {
    Path directory = Files.createDirectory(here.getPath("/directory"));
    Files.move(directory, directory.resolve("."), StandardCopyOption.REPLACE_EXISTING);
    Files.move(directory.resolve("."), directory);
    assertTrue(Files.isDirectory(directory));
  }

  /** chown(2), EPERM: who may not give files away keeps the copy, without set-id bits. */
  @Test
  void aCopyOfSomebodyElsesFileIsTheCopiers() throws IOException {
    Files.writeString(file, "text");
    Files.setAttribute(file, "unix:mode", 06777);
    Path asBob = here.as("bob").getPath("/tmp/copy");
    Files.copy(here.as("bob").getPath("/file"), asBob, StandardCopyOption.COPY_ATTRIBUTES);
    assertEquals("bob", Files.getOwner(asBob).getName());
    assertEquals(0100755, Files.getAttribute(asBob, "unix:mode"));
  }

  /** cp(1) -p as root. */
  @Test
  void rootCopiesOwnerAndSetIdBits() throws IOException {
    Files.writeString(file, "text");
    Files.setAttribute(file, "unix:mode", 06755);
    FileSystem root = here.as("root");
    Path copy =
        Files.copy(
            root.getPath("/file"), root.getPath("/tmp/copy"), StandardCopyOption.COPY_ATTRIBUTES);
    assertEquals("alice", Files.getOwner(copy).getName());
    assertEquals(0106755, Files.getAttribute(copy, "unix:mode"));
  }

  /** A copy within a volume shares its blocks until one of the two is written. */
  @Test
  void aCopyTakesNoSpaceUntilItIsWritten() throws IOException {
    Files.write(file, noise(MIB));
    long before = used(here);
    Path copy = Files.copy(file, here.getPath("/copy"));
    assertEquals(before, used(here));
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), MIB / 2);
    }
    long part = used(here) - before;
    assertTrue(part > 0 && part < MIB / 4, () -> "took " + part);
    assertArrayEquals(noise(MIB), Files.readAllBytes(file));
  }

  /** A hole stays a hole in another file system, whatever its size. */
  @Test
  void aSparseFileStaysSparse() throws IOException {
    long end = 1L << 40;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(noise(10)), 0);
      channel.write(ByteBuffer.wrap(noise(10)), end / 2);
      channel.write(ByteBuffer.wrap(new byte[1]), end - 1);
      channel.truncate(end - 1);
    }
    Path copy = Files.copy(file, there.getPath("/copy"));
    assertEquals(end - 1, Files.size(copy));
    try (FileChannel channel = FileChannel.open(copy)) {
      ByteBuffer middle = ByteBuffer.allocate(10);
      channel.read(middle, end / 2);
      assertArrayEquals(noise(10), middle.array());
    }
    assertTrue(used(there) < MIB / 4);
  }

  /** A failed copy leaves nothing behind. */
  @Test
  void aCopyThatFindsNoSpaceLeavesNothing() throws IOException {
    Files.write(file, noise(8 * MIB));
    Path copy = there.getPath("/copy");
    FileSystemException full =
        assertThrows(FileSystemException.class, () -> Files.copy(file, copy));
    assertEquals("No space left on device", full.getReason());
    assertTrue(Files.notExists(copy));
    assertEquals(0, used(there));
  }

  /** A failed move leaves the source. */
  @Test
  void aMoveThatFindsNoSpaceLeavesTheSource() throws IOException {
    Files.write(file, noise(8 * MIB));
    assertThrows(FileSystemException.class, () -> Files.move(file, there.getPath("/moved")));
    assertTrue(Files.notExists(there.getPath("/moved")));
    assertArrayEquals(noise(8 * MIB), Files.readAllBytes(file));
  }

  /** {@link Files#move}: between file stores all attributes go along. */
  @Test
  void aMoveToAnotherFileSystemIsACopyAndARemoval() throws IOException {
    Files.writeString(file, "text");
    Files.setLastModifiedTime(file, LONG_AGO);
    Path moved = Files.move(file, there.getPath("/moved"));
    assertTrue(Files.notExists(file));
    assertEquals("text", Files.readString(moved));
    assertEquals(LONG_AGO, Files.getLastModifiedTime(moved));
  }

  /** {@link Files#move}: a symbolic link itself is moved, not its target. */
  @Test
  void aLinkIsMovedToAnotherFileSystemAsALink() throws IOException {
    Path link = Files.createSymbolicLink(here.getPath("/link"), here.getPath("nowhere"));
    Path moved = Files.move(link, there.getPath("/moved"));
    assertEquals("nowhere", Files.readSymbolicLink(moved).toString());
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
  }

  /** {@link Files#move}: AtomicMoveNotSupportedException. */
  @Test
  void anAtomicMoveToAnotherFileSystemIsRefused() throws IOException {
    Files.writeString(file, "text");
    AtomicMoveNotSupportedException refused =
        assertThrows(
            AtomicMoveNotSupportedException.class,
            () -> Files.move(file, there.getPath("/x"), StandardCopyOption.ATOMIC_MOVE));
    assertEquals("/file", refused.getFile());
    assertEquals("/x", refused.getOtherFile());
    assertEquals("Invalid cross-device link", refused.getReason());
    assertTrue(Files.exists(file));
  }

  /** {@link Files#move}: entries would have to be moved, so DirectoryNotEmptyException. */
  @Test
  void onlyAnEmptyDirectoryMovesToAnotherFileSystem() throws IOException {
    Path directory = Files.createDirectory(here.getPath("/directory"));
    Files.createFile(directory.resolve("entry"));
    DirectoryNotEmptyException refused =
        assertThrows(
            DirectoryNotEmptyException.class,
            () -> Files.move(directory, there.getPath("/directory")));
    assertEquals("/directory", refused.getFile());
    Files.delete(directory.resolve("entry"));
    Files.move(directory, there.getPath("/directory"));
    assertTrue(Files.isDirectory(there.getPath("/directory")));
    assertTrue(Files.notExists(directory));
  }

  /** {@link Files#move}: FileAlreadyExistsException, and REPLACE_EXISTING. */
  @Test
  void aMoveToAnotherFileSystemReplacesOnlyWhenAsked() throws IOException {
    Files.writeString(file, "new");
    Path old = Files.writeString(there.getPath("/old"), "old");
    assertThrows(FileAlreadyExistsException.class, () -> Files.move(file, old));
    assertEquals("old", Files.readString(old));
    Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("new", Files.readString(old));
  }

  /** A view does not lend its rights: a move from alice to bob is a copy by bob. */
  @Test
  void aMoveBetweenTwoUsersGivesTheFileAway() throws IOException {
    Files.writeString(file, "text");
    Path bobs = Files.move(file, here.as("bob").getPath("/tmp/file"));
    assertEquals("bob", Files.getOwner(bobs).getName());
    assertTrue(Files.notExists(file));
  }

  /** {@link Files#copy(Path, Path, CopyOption...)}: read access to the source is needed. */
  @Test
  void whatMayNotBeReadIsNotCopied() throws IOException {
    Files.writeString(file, "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
    AccessDeniedException refused =
        assertThrows(AccessDeniedException.class, () -> Files.copy(file, here.getPath("/copy")));
    assertEquals("/file", refused.getFile());
    assertTrue(Files.notExists(here.getPath("/copy")));
  }

  /** cp(1) -R: a special file is copied as what it is. */
  @ParameterizedTest
  @EnumSource
  void aSpecialFileIsCopiedAsSuch(Place place) throws IOException {
    here.namespace()
        .mknod(here.credentials(), here.namespace().root(), new String[] {"fifo"}, 0, 0010640, 0);
    Path copy = Files.copy(here.getPath("/fifo"), target(place, "/copy"));
    assertEquals(0010640, Files.getAttribute(copy, "unix:mode"));
  }

  /** rename(2), EINVAL: at any depth. */
  @Test
  void aDirectoryDoesNotMoveIntoItself() throws IOException {
    Path deep = Files.createDirectories(here.getPath("/a/b/c/d/e"));
    FileSystemException refused =
        assertThrows(
            FileSystemException.class, () -> Files.move(here.getPath("/a"), deep.resolve("a")));
    assertEquals("Invalid argument", refused.getReason());
    assertEquals("/a", refused.getFile());
    assertEquals("/a/b/c/d/e/a", refused.getOtherFile());
  }

  /** {@link NoSuchFileException}: the source alone, or both when it is the target's parent. */
  @Test
  void theExceptionSaysWhatIsMissing() throws IOException {
    NoSuchFileException source =
        assertThrows(
            NoSuchFileException.class, () -> Files.move(file, here.getPath("/missing/file")));
    assertEquals("/file", source.getFile());
    assertEquals(null, source.getOtherFile());
    Files.createFile(file);
    NoSuchFileException parent =
        assertThrows(
            NoSuchFileException.class, () -> Files.move(file, here.getPath("/missing/file")));
    assertEquals("/missing/file", parent.getOtherFile());
  }

  /** {@link Files#copy(Path, Path, CopyOption...)} and {@link Files#move}: their options. */
  @Test
  void eachTakesItsOwnOptionsOnly() throws IOException {
    Files.createFile(file);
    Path target = here.getPath("/target");
    assertThrows(
        UnsupportedOperationException.class,
        () -> Files.copy(file, target, StandardCopyOption.ATOMIC_MOVE));
    assertThrows(
        UnsupportedOperationException.class,
        () -> Files.move(file, target, StandardCopyOption.COPY_ATTRIBUTES));
    assertThrows(NullPointerException.class, () -> Files.copy(file, target, (CopyOption) null));
    assertThrows(NullPointerException.class, () -> Files.move(file, target, (CopyOption) null));
    assertTrue(Files.notExists(target));
  }

  /** {@link Files#copy(Path, Path, CopyOption...)} between providers, which is the JDK's own. */
  @Test
  void filesGoToTheHostAndBack() throws IOException {
    Path host = Files.createTempDirectory("vnode");
    try {
      Files.write(file, noise(MIB));
      Path outside = Files.copy(file, host.resolve("file"));
      Path back = Files.move(outside, here.getPath("/back"));
      assertArrayEquals(noise(MIB), Files.readAllBytes(back));
      assertTrue(Files.notExists(outside));
    } finally {
      Files.delete(host);
    }
  }
}
