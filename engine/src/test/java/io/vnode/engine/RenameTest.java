package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renaming: POSIX rename, rename(2), but for {@code EXCHANGE} and permissions. */
class RenameTest extends EngineFixture {
  private static final int NO_REPLACE = Namespace.NO_REPLACE;

  /**
   * <pre>
   * /f "f", /g "g"
   * /d/sub/deep/
   * /empty/
   * /full/x
   * /to-f      -> f
   * /to-d      -> d
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    write("/f", "f");
    write("/g", "g");
    mkdir("/d");
    mkdir("/d/sub");
    mkdir("/d/sub/deep");
    mkdir("/empty");
    mkdir("/full");
    write("/full/x", "x");
    symlink("f", "/to-f");
    symlink("d", "/to-d");
  }

  // POSIX rename: the inode stays the same and the old name is gone.
  @Test
  void theInodeKeepsItsIdentity() throws IOException {
    Inode f = at("/f");
    Inode sub = at("/d/sub");
    rename("/f", "/renamed");
    rename("/renamed", "/d/moved");
    rename("/d/sub", "/full/sub");
    assertSame(f, at("/d/moved"));
    assertSame(sub, at("/full/sub"));
    assertFalse(exists("/f"));
    assertFalse(exists("/d/sub"));
  }

  // POSIX rename: an existing file is replaced, and loses a link.
  @Test
  void aFileReplacesAFile() throws IOException {
    link("/g", "/other");
    rename("/f", "/g");
    assertEquals("f", read("/g"));
    assertEquals(1, stat("/other").links());
    assertFalse(exists("/f"));
  }

  // POSIX rename: a symbolic link is renamed, and replaced, itself.
  @Test
  void linksAreRenamedAndReplacedThemselves() throws IOException {
    rename("/to-f", "/d/link");
    assertEquals("f", readlink("/d/link"));
    rename("/g", "/d/link");
    assertEquals("g", read("/d/link"));
    assertEquals("f", read("/f"));
    rename("/to-d", "/f");
    assertEquals("d", readlink("/f"));
  }

  // POSIX rename: an empty directory is replaced by a directory.
  @Test
  void aDirectoryReplacesAnEmptyOne() throws IOException {
    Directory victim = directory("/empty");
    rename("/full", "/empty");
    assertEquals("x", ls("/empty"));
    assertTrue(victim.isDead());
    rename("/d/sub", "/d/new");
    mkdir("/d/old");
    rename("/d/new", "/d/old");
    assertEquals("deep", ls("/d/old"));
  }

  // POSIX rename: [ENOTEMPTY], [EEXIST]; Linux says the first.
  @Test
  void aFullDirectoryIsNotReplaced() {
    refuses(Errno.ENOTEMPTY, () -> rename("/d", "/full"));
    refuses(Errno.ENOTEMPTY, () -> rename("/d/sub", "/full"));
  }

  // POSIX rename: [EISDIR] new is a directory and old is not; [ENOTDIR] the other way round.
  @Test
  void fileAndDirectoryDoNotReplaceOneAnother() {
    refuses(Errno.EISDIR, () -> rename("/f", "/empty"));
    refuses(Errno.EISDIR, () -> rename("/f", "/full"));
    refuses(Errno.EISDIR, () -> rename("/to-d", "/empty"));
    refuses(Errno.ENOTDIR, () -> rename("/d", "/f"));
    refuses(Errno.ENOTDIR, () -> rename("/d", "/to-d"));
  }

  // POSIX rename: [EINVAL] old is an ancestor of new, at any depth.
  @Test
  void aDirectoryIsNotMovedIntoItself() throws IOException {
    refuses(Errno.EINVAL, () -> rename("/d", "/d/x"));
    refuses(Errno.EINVAL, () -> rename("/d", "/d/sub"));
    refuses(Errno.EINVAL, () -> rename("/d", "/d/sub/deep/x"));
    refuses(Errno.EINVAL, () -> rename("/d", "/to-d/x"));
    assertEquals("deep", ls("/d/sub"));
  }

  // rename(2): ENOTEMPTY for replacing a directory by what is below it.
  @Test
  void whatIsAboveIsNotReplaced() {
    refuses(Errno.ENOTEMPTY, () -> rename("/d/sub", "/d"));
    refuses(Errno.ENOTEMPTY, () -> rename("/d/sub/deep", "/d"));
  }

  // POSIX rename: two names of one file; nothing happens, and both names remain.
  @Test
  void twoNamesOfOneFileAreLeftAlone() throws IOException {
    link("/f", "/d/h");
    rename("/f", "/d/h");
    rename("/f", "/f");
    rename("/d", "/d");
    assertSame(at("/f"), at("/d/h"));
    assertEquals(2, stat("/f").links());
  }

  // POSIX rename: [ENOENT], [ENOTDIR].
  @Test
  void bothWaysMustLeadSomewhere() {
    refuses(Errno.ENOENT, () -> rename("/missing", "/x"));
    refuses(Errno.ENOENT, () -> rename("/missing", "/f"));
    refuses(Errno.ENOENT, () -> rename("/f", "/missing/x"));
    refuses(Errno.ENOTDIR, () -> rename("/f", "/g/x"));
    refuses(Errno.ENOTDIR, () -> rename("/g/x", "/f"));
  }

  // POSIX rename: [EINVAL] or, on Linux, EBUSY for dot and dot-dot; and for the root.
  @Test
  void dotsAndTheRootAreBusy() {
    refuses(Errno.EBUSY, () -> rename("/d/.", "/x"));
    refuses(Errno.EBUSY, () -> rename("/d/..", "/x"));
    refuses(Errno.EBUSY, () -> rename("/", "/x"));
    refuses(Errno.EBUSY, () -> rename("/f", "/d/."));
    refuses(Errno.EBUSY, () -> rename("/f", "/d/.."));
    refuses(Errno.EBUSY, () -> rename("/f", "/"));
    refuses(Errno.EBUSY, () -> rename("/missing", "/d/."));
  }

  // POSIX rename: [ENOTDIR] a slash behind either name when old is no directory.
  @Test
  void aSlashIsForDirectories() throws IOException {
    refuses(Errno.ENOTDIR, () -> rename("/f/", "/x"));
    refuses(Errno.ENOTDIR, () -> rename("/f", "/x/"));
    refuses(Errno.ENOTDIR, () -> rename("/f", "/empty/"));
    refuses(Errno.ENOTDIR, () -> rename("/to-d/", "/x"));
    refuses(Errno.ENOENT, () -> rename("/missing/", "/x"));
    link("/f", "/h");
    refuses(Errno.ENOTDIR, () -> rename("/f", "/h/"));
    rename("/d/", "/x/");
    rename("/x", "/empty/");
    assertEquals("sub", ls("/empty"));
  }

  // renameat2(2): RENAME_NOREPLACE, EEXIST if newpath already exists.
  @Test
  void noReplaceRefusesWhateverIsThere() throws IOException {
    for (String path : new String[] {"/g", "/empty", "/to-f", "/f", "/d/.", "/d/..", "/"}) {
      refuses(Errno.EEXIST, () -> rename("/f", path, NO_REPLACE));
    }
    rename("/f", "/d/free", NO_REPLACE);
    assertEquals("f", read("/d/free"));
  }

  // renameat2(2): EINVAL for both flags, or others.
  @Test
  void flagsThatContradictAreRefused() {
    refuses(Errno.EINVAL, () -> rename("/f", "/x", NO_REPLACE | Namespace.EXCHANGE));
    refuses(Errno.EINVAL, () -> rename("/missing", "/x", 64));
  }

  // POSIX rename: the link counts of both parents follow the directory.
  @Test
  void theLinkCountsOfBothParentsFollow() throws IOException {
    rename("/d/sub", "/full/sub");
    assertEquals(2, stat("/d").links());
    assertEquals(3, stat("/full").links());
    assertSame(at("/full"), at("/full/sub/.."));
    int before = stat("/").links();
    rename("/full", "/empty");
    assertEquals(before - 1, stat("/").links());
    rename("/empty/sub", "/d/sub");
    rename("/d/sub", "/d/again");
    assertEquals(3, stat("/d").links());
  }

  // POSIX rename: [EMLINK] the link count of the parent of new would exceed {LINK_MAX}.
  @Test
  void aParentTakesOnlySoManyDirectories() throws IOException {
    use(options().withLinkMax(4));
    mkdir("/a");
    mkdir("/a/one");
    mkdir("/b");
    mkdir("/b/two");
    mkdir("/b/three");
    refuses(Errno.EMLINK, () -> rename("/a/one", "/b/one"));
    rename("/a/one", "/b/two");
    rename("/b/two", "/b/one");
    assertEquals("one three", ls("/b"));
  }

  // POSIX rename: times of both parents, change time of what moves and of what is replaced.
  @Test
  void parentsAndMovedTellTheTime() throws IOException {
    link("/g", "/other");
    tick();
    rename("/f", "/d/moved");
    for (String path : new String[] {"/", "/d"}) {
      assertEquals(now, stat(path).modified(), path);
      assertEquals(now, stat(path).changed(), path);
    }
    assertEquals(now, stat("/d/moved").changed());
    assertEquals(START, stat("/d/moved").modified());
    tick();
    rename("/d/moved", "/g");
    assertEquals(now, stat("/other").changed());
    assertEquals(START, stat("/other").modified());
  }
}
