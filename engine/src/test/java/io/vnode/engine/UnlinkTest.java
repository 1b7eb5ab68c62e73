package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking names away: POSIX unlink, rmdir, remove. */
class UnlinkTest extends EngineFixture {

  /**
   * <pre>
   * /f, /d/in, /empty/
   * /to-f      -> f
   * /to-d      -> d
   * /dangling  -> missing
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    write("/f", "");
    mkdir("/d");
    write("/d/in", "");
    mkdir("/empty");
    symlink("f", "/to-f");
    symlink("empty", "/to-d");
    symlink("missing", "/dangling");
  }

  // POSIX unlink: a symbolic link is removed itself.
  @Test
  void unlinkTakesALinkAndNotItsTarget() throws IOException {
    unlink("/to-f");
    unlink("/to-d");
    unlink("/dangling");
    assertEquals("d empty f", ls("/"));
  }

  // unlink(2): EISDIR for a directory (POSIX: [EPERM]), dots and the root.
  @Test
  void unlinkIsNotForDirectories() {
    for (String path : new String[] {"/d", "/d/", "/empty", "/", "/d/.", "/d/..", "/."}) {
      refuses(Errno.EISDIR, () -> unlink(path));
    }
  }

  // POSIX unlink: [ENOTDIR] a slash behind what is no directory; a link is not followed for it.
  @Test
  void unlinkTakesASlashAmiss() throws IOException {
    for (String path : new String[] {"/f/", "/to-f/", "/to-d/", "/dangling/"}) {
      refuses(Errno.ENOTDIR, () -> unlink(path));
    }
    refuses(Errno.ENOENT, () -> unlink("/missing/"));
    refuses(Errno.EISDIR, ALICE, () -> unlink("/d/"));
  }

  // POSIX unlink, rmdir: [ENOENT], [ENOTDIR].
  @Test
  void whatIsNotThereCannotBeRemoved() {
    refuses(Errno.ENOENT, () -> unlink("/missing"));
    refuses(Errno.ENOENT, () -> unlink("/missing/x"));
    refuses(Errno.ENOENT, () -> unlink("/missing/."));
    refuses(Errno.ENOTDIR, () -> unlink("/f/x"));
    refuses(Errno.ENOENT, () -> rmdir("/missing"));
    refuses(Errno.ENOENT, () -> rmdir("/missing/"));
    refuses(Errno.ENOTDIR, () -> rmdir("/f/x"));
  }

  // POSIX unlink: [EACCES] write permission is denied on the directory; the file's own is not
  // asked.
  @Test
  void unlinkNeedsPermissionOfTheDirectoryOnly() throws IOException {
    refuses(Errno.EACCES, ALICE, () -> unlink("/d/in"));
    refuses(Errno.EACCES, ALICE, () -> unlink("/empty"));
    chmod("/d", 0777);
    chmod("/d/in", 0);
    as(ALICE, () -> unlink("/d/in"));
    assertFalse(exists("/d/in"));
  }

  // unlink(2): EPERM in a sticky directory, for all but the owners of file or directory and root.
  @Test
  void inAStickyDirectoryOnlyOwnersRemove() throws IOException {
    for (String name : new String[] {"mine", "theirs", "left"}) {
      write("/d/" + name, "");
      give("/d/" + name, ALICE);
    }
    give("/d", BOB);
    chmod("/d", 01777);
    refuses(Errno.EPERM, CAROL, () -> unlink("/d/mine"));
    as(ALICE, () -> unlink("/d/mine"));
    as(BOB, () -> unlink("/d/theirs"));
    unlink("/d/left");
    refuses(Errno.EPERM, ALICE, () -> unlink("/d/in"));
  }

  // rmdir(2): EPERM in a sticky directory, as for unlink.
  @Test
  void inAStickyDirectoryOnlyOwnersRemoveDirectories() throws IOException {
    mkdir("/d/sub");
    give("/d/sub", ALICE);
    chmod("/d", 01777);
    refuses(Errno.EPERM, BOB, () -> rmdir("/d/sub"));
    as(ALICE, () -> rmdir("/d/sub"));
  }

  // POSIX rmdir: the directory goes, and with it the parent's link.
  @Test
  void rmdirRemovesAnEmptyDirectory() throws IOException {
    Directory empty = directory("/empty");
    int before = stat("/").links();
    rmdir("/empty");
    assertTrue(empty.isDead());
    assertEquals(before - 1, stat("/").links());
    mkdir("/again");
    rmdir("/again/");
  }

  // POSIX rmdir: [ENOTEMPTY].
  @Test
  void rmdirRefusesAFullDirectory() throws IOException {
    refuses(Errno.ENOTEMPTY, () -> rmdir("/d"));
    unlink("/d/in");
    rmdir("/d");
  }

  // POSIX rmdir: [EINVAL] the last component is dot; rmdir(2): ENOTEMPTY for "..", EBUSY for "/".
  @Test
  void rmdirRefusesDotsAndTheRoot() {
    refuses(Errno.EINVAL, () -> rmdir("/empty/."));
    refuses(Errno.EINVAL, () -> rmdir("/."));
    refuses(Errno.ENOTEMPTY, () -> rmdir("/empty/.."));
    refuses(Errno.ENOTEMPTY, () -> rmdir("/.."));
    refuses(Errno.EBUSY, () -> rmdir("/"));
  }

  // POSIX rmdir: [ENOTDIR]; a link is not followed, not even for a slash.
  @Test
  void rmdirIsForDirectoriesOnly() {
    for (String path : new String[] {"/f", "/f/", "/to-d", "/to-d/", "/to-f", "/dangling"}) {
      refuses(Errno.ENOTDIR, () -> rmdir(path));
    }
  }

  // POSIX rmdir: [EACCES] of the parent; what the directory itself allows is not asked.
  @Test
  void rmdirNeedsPermissionOfTheParentOnly() throws IOException {
    mkdir("/d/sub", 0);
    refuses(Errno.EACCES, ALICE, () -> rmdir("/d/sub"));
    chmod("/d", 0777);
    as(ALICE, () -> rmdir("/d/sub"));
  }

  // remove(3): unlink for files, rmdir for directories.
  @Test
  void removeDoesWhatFits() throws IOException {
    remove("/f");
    remove("/empty/");
    remove("/to-d");
    refuses(Errno.ENOTEMPTY, () -> remove("/d"));
    refuses(Errno.ENOENT, () -> remove("/missing"));
    refuses(Errno.ENOTDIR, () -> remove("/d/in/"));
    refuses(Errno.EINVAL, () -> remove("/d/."));
    refuses(Errno.ENOTEMPTY, () -> remove("/d/.."));
    refuses(Errno.EBUSY, () -> remove("/"));
    refuses(Errno.EACCES, ALICE, () -> remove("/d/in"));
    assertEquals("d dangling to-f", ls("/"));
  }
}
