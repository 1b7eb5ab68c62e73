package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Credentials;
import io.vnode.engine.Kind;
import io.vnode.engine.Limits;
import io.vnode.engine.Time;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attributes where there is no host to ask: our own rules, other users, the clock. */
class FileAttributesTest {
  private static final Credentials ALICE = new Credentials(1000, 1000, 2000);
  private static final Credentials BOB = new Credentials(1001, 1001);
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private final AtomicLong clock = new AtomicLong(1_000_000_000_000L);
  private VfsFileSystem root;
  private VfsFileSystem alice;
  private Path file;

  @BeforeEach
  void makeAFile() throws IOException {
    VolumeOptions options = VolumeOptions.DEFAULT.withClock(clock::get);
    root =
        TreeFileSystem.of(
            TreeFileSystem.volume(ALICE, options, 1 << 20, 100), Credentials.ROOT, 022);
    root.principals().addGroup("staff", 2000).addUser("alice", 1000, 1000, 2000);
    alice = root.as(ALICE);
    file = Files.createFile(alice.getPath("/file"));
  }

  private Path asRoot(Path path) {
    return root.getPath(path.toString());
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode", NOFOLLOW);
  }

  // ---------------------------------------------------------------- the snapshot

  /** {@link BasicFileAttributes#fileKey}: "remains unique", under any name. */
  @Test
  void fileKeyStaysThroughRenameAndLink() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    Path link = Files.createLink(alice.getPath("/link"), file);
    assertEquals(key, Files.getAttribute(link, "fileKey"));
    Path moved = Files.move(file, alice.getPath("/moved"));
    assertEquals(key, Files.getAttribute(moved, "fileKey"));
    Path other = Files.createFile(file);
    assertNotEquals(key, Files.getAttribute(other, "fileKey"));
  }

  /** {@link BasicFileAttributes#fileKey}: two volumes number their files alike. */
  @Test
  void fileKeysOfTwoVolumesDiffer() throws IOException {
    Path other = Files.createFile(TreeFileSystem.of(ALICE, 0).getPath("/file"));
    assertEquals(Files.getAttribute(file, "unix:ino"), Files.getAttribute(other, "unix:ino"));
    assertNotEquals(Files.getAttribute(file, "fileKey"), Files.getAttribute(other, "fileKey"));
  }

  /** stat(2): st_ctime is the last change of status, and nothing sets it. */
  @Test
  void changeTimeFollowsTheClockWhateverTimesAreSet() throws IOException {
    clock.addAndGet(5);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertEquals(FileTime.fromMillis(1), Files.getLastModifiedTime(file));
    assertEquals(Time.toInstant(clock.get()), time("unix:ctime"));
    clock.addAndGet(5);
    Files.createLink(alice.getPath("/link"), file);
    assertEquals(Time.toInstant(clock.get()), time("unix:ctime"));
  }

  private Instant time(String attribute) throws IOException {
    return ((FileTime) Files.getAttribute(file, attribute)).toInstant();
  }

  /** {@link BasicFileAttributeView#setTimes}: a file system may keep the creation time. */
  @Test
  void creationTimeCanBeSet() throws IOException {
    FileTime then = FileTime.from(Instant.parse("1999-12-31T23:59:59.999999999Z"));
    Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, null, then);
    assertEquals(then, Files.getAttribute(file, "creationTime"));
    Files.setAttribute(file, "creationTime", FileTime.fromMillis(7));
    assertEquals(FileTime.fromMillis(7), Files.getAttribute(file, "creationTime"));
  }

  /** utimensat(2) on Linux: a time that the file system cannot store becomes the nearest it can. */
  @Test
  void timesOutOfRangeBecomeTheNearestInside() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.MAX));
    assertEquals(Time.toInstant(Time.MAX), time("lastModifiedTime"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.MIN));
    assertEquals(Time.toInstant(Time.MIN), time("lastModifiedTime"));
  }

  /** stat(2): st_blocks counts 512 bytes; ours alone, so that {@code unix:*} stays the JDK's. */
  @Test
  void blocksAreNamedAloneAndNotByTheAsterisk() throws IOException {
    Files.write(file, new byte[100_000]);
    assertTrue((long) Files.getAttribute(file, "unix:blocks") * 512 >= 100_000);
    assertFalse(Files.readAttributes(file, "unix:*").containsKey("blocks"));
    VfsFileAttributes attributes = Files.readAttributes(file, VfsFileAttributes.class);
    assertTrue(attributes.allocated() >= 100_000);
  }

  /**
   * {@link Files#readAttributes(Path, Class, LinkOption...)} makes the result, the walk and what an
   * interpreter does not see to be garbage: 104, 88 and 48 bytes.
   */
  @Test
  void readingAttributesAllocatesTheResultAndTheWalk() throws IOException {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int rounds = 20_000;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < rounds; i++) {
      Files.readAttributes(file, PosixFileAttributes.class);
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / rounds;
    assertTrue(bytes <= 256, bytes + " bytes a call");
  }

  // ---------------------------------------------------------------- permission

  /** chmod(2) EPERM: only the owner and root change the mode. */
  @Test
  void onlyTheOwnerAndRootChangePermissions() throws IOException {
    Path bobs = root.as(BOB).getPath("/file");
    assertThrows(
        FileSystemException.class,
        () -> Files.setPosixFilePermissions(bobs, PosixFilePermissions.fromString("rwxrwxrwx")));
    Files.setAttribute(file, "unix:mode", 0600);
    Files.setAttribute(asRoot(file), "unix:mode", 04711);
    assertEquals(0104711, mode(file));
  }

  /** chown(2): root gives a file away; its owner gives it to a group that the owner is in. */
  @Test
  void ownerGivesToOwnGroupsAndRootToAnybody() throws IOException {
    Files.setAttribute(file, "posix:group", root.principals().lookupPrincipalByGroupName("staff"));
    assertEquals("staff", Files.readAttributes(file, PosixFileAttributes.class).group().getName());
    assertThrows(FileSystemException.class, () -> Files.setAttribute(file, "unix:gid", 4));
    assertThrows(FileSystemException.class, () -> Files.setAttribute(file, "unix:uid", 1001));
    Files.setOwner(asRoot(file), root.principals().lookupPrincipalByName("1001"));
    assertEquals("1001", Files.getOwner(file).getName());
  }

  /** chmod(2): a change of permissions takes set-id bits away when it does not name them. */
  @Test
  void permissionsThatAreSetLeaveNoSetIdBits() throws IOException {
    Files.setAttribute(file, "unix:mode", 07755);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(0100755, mode(file));
  }

  /** chmod(2), AT_SYMLINK_NOFOLLOW: EOPNOTSUPP; the owner and the times of a link are its own. */
  @Test
  void symbolicLinksHaveTimesAndOwnersButNoPermissions() throws IOException {
    Path link = Files.createSymbolicLink(alice.getPath("/link"), file);
    FileSystemException refused =
        assertThrows(
            FileSystemException.class, () -> Files.setAttribute(link, "unix:mode", 0600, NOFOLLOW));
    assertEquals("Operation not supported", refused.getReason());
    Files.setAttribute(link, "lastModifiedTime", FileTime.fromMillis(1), NOFOLLOW);
    Files.setAttribute(asRoot(link), "unix:uid", 1001, NOFOLLOW);
    assertEquals(FileTime.fromMillis(1), Files.getLastModifiedTime(link, NOFOLLOW));
    assertNotEquals(FileTime.fromMillis(1), Files.getLastModifiedTime(link));
    assertEquals(1001, Files.getAttribute(link, "unix:uid", NOFOLLOW));
    assertEquals(1000, Files.getAttribute(link, "unix:uid"));
  }

  /** {@link ReadOnlyFileSystemException}; {@link Files#isWritable} is an answer and no failure. */
  @Test
  void onAReadOnlyVolumeNothingIsSetAndNothingIsWritable() throws IOException {
    Path path =
        TreeFileSystem.of(
                TreeFileSystem.volume(
                    ALICE, VolumeOptions.DEFAULT.withReadOnly(true), 1 << 20, 100),
                ALICE,
                022)
            .getPath("/");
    assertThrows(
        ReadOnlyFileSystemException.class,
        () -> Files.setLastModifiedTime(path, FileTime.fromMillis(1)));
    assertThrows(
        ReadOnlyFileSystemException.class, () -> Files.setAttribute(path, "user:a", new byte[1]));
    assertFalse(Files.isWritable(path));
    assertTrue(Files.isReadable(path));
    assertTrue(Files.getFileStore(path).isReadOnly());
  }

  // ---------------------------------------------------------------- views

  /** {@link Files#getFileAttributeView}: null for a view that is not available. */
  @Test
  void dosAndAclAreNotOffered() {
    assertNull(Files.getFileAttributeView(file, DosFileAttributeView.class));
    assertNull(Files.getFileAttributeView(file, AclFileAttributeView.class));
    assertThrows(
        UnsupportedOperationException.class,
        () -> Files.readAttributes(file, DosFileAttributes.class));
    UnsupportedOperationException e =
        assertThrows(
            UnsupportedOperationException.class, () -> Files.readAttributes(file, "dos:*"));
    assertEquals("View 'dos' not available", e.getMessage());
  }

  /** {@link ClosedFileSystemException}: a view that was asked for before does not outlive it. */
  @Test
  void viewsEndWithTheirFileSystem() throws IOException {
    BasicFileAttributeView basic = Files.getFileAttributeView(file, BasicFileAttributeView.class);
    UserDefinedFileAttributeView user =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    root.close();
    assertThrows(ClosedFileSystemException.class, basic::readAttributes);
    assertThrows(
        ClosedFileSystemException.class, () -> basic.setTimes(FileTime.fromMillis(1), null, null));
    assertThrows(ClosedFileSystemException.class, user::list);
    assertThrows(
        ClosedFileSystemException.class,
        () -> Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** xattr(7): a value has at most 64 KiB; the reason says which attribute it was. */
  @Test
  void attributesOfUsersHaveLimits() throws IOException {
    Files.setAttribute(file, "user:large", new byte[Limits.XATTR_SIZE_MAX]);
    FileSystemException e =
        assertThrows(
            FileSystemException.class,
            () -> Files.setAttribute(file, "user:large", new byte[Limits.XATTR_SIZE_MAX + 1]));
    assertEquals("Error writing extended attribute 'large': Argument list too long", e.getReason());
    assertEquals("/file", e.getFile());
  }

  /** xattr(7): reading takes read permission, writing takes write permission. */
  @Test
  void attributesOfUsersArePermittedAsTheContentsAre() throws IOException {
    Files.setAttribute(file, "user:a", new byte[] {1});
    UserDefinedFileAttributeView bobs =
        Files.getFileAttributeView(
            root.as(BOB).getPath("/file"), UserDefinedFileAttributeView.class);
    assertEquals(1, bobs.size("a"));
    assertThrows(AccessDeniedException.class, () -> bobs.write("a", ByteBuffer.allocate(1)));
    Files.setPosixFilePermissions(file, Set.of());
    assertThrows(AccessDeniedException.class, bobs::list);
  }

  // ---------------------------------------------------------------- making

  /** mknod(2): fifos, sockets and, for root, devices; they keep their type and number. */
  @Test
  void specialFilesAreMadeByTheirMode() throws IOException {
    for (Kind kind : Set.of(Kind.FIFO, Kind.SOCKET, Kind.CHARACTER_DEVICE, Kind.BLOCK_DEVICE)) {
      Path path = root.getPath("/" + kind);
      Files.createFile(
          path,
          new Attribute<>("unix:mode", kind.bits() | 0666),
          new Attribute<>("unix:rdev", 0x103L));
      assertEquals(kind.bits() | 0644, mode(path));
      assertEquals(kind.isDevice() ? 0x103L : 0L, Files.getAttribute(path, "unix:rdev"));
      assertTrue(Files.readAttributes(path, BasicFileAttributes.class).isOther());
    }
  }

  /** mknod(2) EPERM: a device is root's to make. */
  @Test
  void devicesAreMadeByRootAlone() {
    assertThrows(
        FileSystemException.class,
        () -> Files.createFile(alice.getPath("/dev"), new Attribute<>("unix:mode", 0020600)));
  }

  /**
   * {@link Files#createFile} with a name that is taken; open(2) ENXIO for a fifo with no reader.
   */
  @Test
  void theChannelOfASpecialFileOnlyCloses() throws IOException {
    Path fifo = alice.getPath("/fifo");
    Attribute<Integer> mode = new Attribute<>("unix:mode", 0010600);
    Set<StandardOpenOption> makes = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    SeekableByteChannel channel = Files.newByteChannel(fifo, makes, mode);
    assertThrows(FileSystemException.class, () -> channel.write(ByteBuffer.allocate(1)));
    channel.close();
    assertFalse(channel.isOpen());
    assertThrows(FileAlreadyExistsException.class, () -> Files.createFile(fifo, mode));
    assertThrows(
        UnsupportedOperationException.class,
        () -> Files.newByteChannel(fifo, Set.of(StandardOpenOption.CREATE), mode));
  }

  /**
   * {@link Files#createFile} and {@code createDirectory}: set-id and sticky bits from the start.
   */
  @Test
  void modeAtCreationHasAllTwelveBitsLessTheUmask() throws IOException {
    Path made = Files.createFile(alice.getPath("/set-id"), new Attribute<>("unix:mode", 06777));
    assertEquals(0106755, mode(made));
    Path sticky = alice.getPath("/sticky");
    Files.createDirectory(sticky, new Attribute<>("unix:mode", 01777));
    assertEquals(0041755, mode(sticky));
  }

  /** {@link Files#createDirectory}: an attribute that asks for something else is refused. */
  @Test
  void aModeOfAnotherKindThanTheCallMakesIsRefused() {
    Path path = alice.getPath("/new");
    for (int mode : new int[] {0100644, 0010644, 0120777, 0170000}) {
      assertThrows(
          UnsupportedOperationException.class,
          () -> Files.createDirectory(path, new Attribute<>("unix:mode", mode)));
    }
    for (int mode : new int[] {0040755, 0120777, 0170000}) {
      assertThrows(
          UnsupportedOperationException.class,
          () -> Files.createFile(path, new Attribute<>("unix:mode", mode)));
    }
    assertFalse(Files.exists(path));
  }

  /** {@code FileSystemProvider.readAttributesIfExists}, which the baseline JDK does not know. */
  @Test
  void aMissIsAValue() throws IOException {
    VfsFileSystemProvider provider = root.provider();
    assertNull(provider.readAttributesIfExists(alice.getPath("/x"), BasicFileAttributes.class));
    assertNull(provider.readAttributesIfExists(file.resolve("x"), BasicFileAttributes.class));
    BasicFileAttributes found = provider.readAttributesIfExists(file, BasicFileAttributes.class);
    assertInstanceOf(VfsFileAttributes.class, found);
    Path closed = Files.createDirectory(alice.getPath("/d")).resolve("x");
    Files.setPosixFilePermissions(closed.getParent(), Set.of());
    assertThrows(
        AccessDeniedException.class,
        () -> provider.readAttributesIfExists(closed, BasicFileAttributes.class));
  }
}
