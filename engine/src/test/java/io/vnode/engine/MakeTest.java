package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Making directories, special files and symbolic links: POSIX mkdir, mknod, symlink, readlink. */
class MakeTest extends EngineFixture {
  private static final int FIFO = Kind.FIFO.bits();
  private static final String[] TAKEN = {
    "/f", "/d", "/to-d", "/dangling", "/f/", "/d/", "/to-d/", "/dangling/", "/", "/d/.", "/d/.."
  };

  @BeforeEach
  void plant() throws IOException {
    write("/f", "");
    mkdir("/d");
    symlink("d", "/to-d");
    symlink("missing", "/dangling");
  }

  // POSIX mkdir: the new directory is empty, has two links, and its parent has one more.
  @Test
  void aDirectoryIsBornEmptyWithTwoLinks() throws IOException {
    int before = stat("/d").links();
    mkdir("/d/e");
    assertEquals("", ls("/d/e"));
    assertEquals(2, stat("/d/e").links());
    assertEquals(before + 1, stat("/d").links());
  }

  // mkdir(2): (mode & ~umask & 01777); set-id bits do not come from the mode.
  @Test
  void mkdirTakesPermissionsAndStickyOnly() throws IOException {
    mkdir("/all", 07777);
    assertEquals(01777, mode("/all"));
    mkdir("/none", 0);
    assertEquals(0, mode("/none"));
  }

  // POSIX mkdir: a slash behind the name is allowed.
  @Test
  void mkdirAllowsASlashBehindTheName() throws IOException {
    mkdir("/e/");
    assertEquals(Kind.DIRECTORY, stat("/e").kind());
  }

  // POSIX mkdir, mknod, symlink, link: [EEXIST], also for a dangling link, for dots and the root.
  @Test
  void whateverIsThereIsInTheWay() {
    for (String path : TAKEN) {
      refuses(Errno.EEXIST, () -> mkdir(path));
      refuses(Errno.EEXIST, () -> mknod(path, FIFO));
      refuses(Errno.EEXIST, () -> symlink("x", path));
      refuses(Errno.EEXIST, () -> link("/f", path));
    }
  }

  // POSIX mknod, symlink, link: [ENOENT] a slash behind a name that is not there.
  @Test
  void onlyDirectoriesMayBeMadeWithASlash() {
    refuses(Errno.ENOENT, () -> mknod("/new/", FIFO));
    refuses(Errno.ENOENT, () -> symlink("x", "/new/"));
    refuses(Errno.ENOENT, () -> link("/f", "/new/"));
  }

  // POSIX mkdir: [ENOENT], [ENOTDIR] of the way there; "new/." has nothing to start from.
  @Test
  void theWayThereMustBeThere() {
    refuses(Errno.ENOENT, () -> mkdir("/new/x"));
    refuses(Errno.ENOENT, () -> mkdir("/new/."));
    refuses(Errno.ENOENT, () -> mkdir("/new/.."));
    refuses(Errno.ENOTDIR, () -> mkdir("/f/x"));
    refuses(Errno.ENOTDIR, () -> mkdir("/f/."));
  }

  // POSIX mkdir: [EACCES]; EEXIST comes before it.
  @Test
  void makingNeedsPermissionOfTheDirectory() throws IOException {
    refuses(Errno.EACCES, ALICE, () -> mkdir("/d/x"));
    refuses(Errno.EACCES, ALICE, () -> mknod("/d/x", FIFO));
    refuses(Errno.EACCES, ALICE, () -> symlink("x", "/d/x"));
    refuses(Errno.EEXIST, ALICE, () -> mkdir("/d"));
  }

  // POSIX mkdir: [EMLINK] the link count of the parent would exceed {LINK_MAX}.
  @Test
  void aDirectoryHasOnlySoManyDirectories() throws IOException {
    use(options().withLinkMax(3));
    mkdir("/one");
    refuses(Errno.EMLINK, () -> mkdir("/two"));
    write("/file", "");
    rmdir("/one");
    mkdir("/two");
  }

  // mknod(2): fifos and sockets for all, devices for root; type, permissions and number are kept.
  @Test
  void specialFilesKeepTypeModeAndNumber() throws IOException {
    chmod("/d", 0777);
    as(ALICE, () -> mknod("/d/fifo", FIFO | 0640, 77));
    as(ALICE, () -> mknod("/d/socket", Kind.SOCKET.bits() | 0600));
    mknod("/d/char", Kind.CHARACTER_DEVICE.bits() | 0620, 259);
    mknod("/d/block", Kind.BLOCK_DEVICE.bits() | 0660, 2049);
    assertEquals(FIFO | 0640, stat("/d/fifo").mode());
    assertEquals(0, stat("/d/fifo").rdev());
    assertEquals(Kind.SOCKET, stat("/d/socket").kind());
    assertEquals(259, stat("/d/char").rdev());
    assertEquals(Kind.BLOCK_DEVICE, stat("/d/block").kind());
    assertEquals(2049, stat("/d/block").rdev());
  }

  // mknod(2): EPERM for a device by somebody without CAP_MKNOD.
  @Test
  void onlyRootMakesDevices() throws IOException {
    chmod("/d", 0777);
    refuses(Errno.EPERM, ALICE, () -> mknod("/d/x", Kind.CHARACTER_DEVICE.bits() | 0666, 1));
    refuses(Errno.EPERM, ALICE, () -> mknod("/d/x", Kind.BLOCK_DEVICE.bits() | 0666, 1));
    assertFalse(exists("/d/x"));
  }

  // mknod(2): "zero file type is equivalent to type S_IFREG".
  @Test
  void mknodMakesRegularFiles() throws IOException {
    mknod("/typed", Kind.REGULAR.bits() | 0640);
    mknod("/plain", 0600);
    assertEquals(Kind.REGULAR.bits() | 0640, stat("/typed").mode());
    assertEquals(Kind.REGULAR.bits() | 0600, stat("/plain").mode());
    write("/plain", "usable");
    assertEquals("usable", read("/plain"));
  }

  // mknod(2): EINVAL for other types; Linux says EPERM for a directory.
  @Test
  void mknodMakesNeitherDirectoriesNorLinks() {
    refuses(Errno.EPERM, () -> mknod("/x", Kind.DIRECTORY.bits() | 0755));
    refuses(Errno.EINVAL, () -> mknod("/x", Kind.SYMLINK.bits() | 0777));
    refuses(Errno.EINVAL, () -> mknod("/x", 0150000 | 0644));
  }

  // POSIX symlink: the target is text and need not lead anywhere; readlink gives it back.
  @Test
  void aLinkKeepsItsTargetAsWritten() throws IOException {
    for (String target : new String[] {"missing", "//x/../.", "/", "a/", " ", "\u20ac"}) {
      symlink(target, "/link");
      assertEquals(target, readlink("/link"));
      unlink("/link");
    }
  }

  // symlink(7): the size is the length of the target, the permissions are 0777.
  @Test
  void aLinkIsAsLongAsItsTargetAndOpenToAll() throws IOException {
    symlink("\u20ac/x", "/link");
    assertEquals(5, lstat("/link").size());
    assertEquals(0777, mode("/link"));
    assertEquals(1, lstat("/link").links());
  }

  // symlink(2): ENOENT for an empty target.
  @Test
  void aLinkMustLeadSomewhere() {
    refuses(Errno.ENOENT, () -> symlink("", "/link"));
  }

  // POSIX readlink: [EINVAL] the path names a file that is not a symbolic link.
  @Test
  void readlinkIsForLinksOnly() {
    refuses(Errno.EINVAL, () -> readlink("/f"));
    refuses(Errno.EINVAL, () -> readlink("/d"));
    refuses(Errno.EINVAL, () -> readlink("/to-d/"));
    refuses(Errno.EINVAL, () -> readlink("/"));
    refuses(Errno.ENOENT, () -> readlink("/missing"));
    refuses(Errno.ENOENT, () -> readlink("/dangling/"));
  }
}
