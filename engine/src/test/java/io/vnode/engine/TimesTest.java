package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which operation touches which time of which inode: POSIX "File Times Update", inode(7). */
class TimesTest extends EngineFixture {

  @BeforeEach
  void plant() throws IOException {
    mkdir("/d");
    write("/d/f", "f");
    mkdir("/d/sub");
    symlink("f", "/d/link");
    mkdir("/e");
  }

  /**
   * The times of an inode that {@code action}, a second later, sets to the present: a subset of "a
   * m c" for accessed, modified, changed.
   */
  private String touched(Inode inode, Action action) throws IOException {
    Stat before = stat(inode);
    tick();
    action.execute();
    Stat after = stat(inode);
    assertEquals(before.born(), after.born());
    return mark("a", before.accessed(), after.accessed())
        + mark("m", before.modified(), after.modified())
        + mark("c", before.changed(), after.changed());
  }

  private String mark(String letter, long before, long after) {
    if (after != before) {
      assertEquals(now, after);
    }
    return after == before ? "" : letter;
  }

  private String touched(String path, Action action) throws IOException {
    return touched(at(path, PathWalk.NOFOLLOW), action);
  }

  // POSIX open, mkdir, mknod, symlink: all times of what is made, mtime and ctime of the directory.
  @Test
  void makingTouchesTheDirectoryAndAllOfTheNew() throws IOException {
    assertEquals("mc", touched("/d", () -> mkdir("/d/1")));
    assertEquals("mc", touched("/d", () -> write("/d/2", "")));
    assertEquals("mc", touched("/d", () -> symlink("x", "/d/3")));
    assertEquals("mc", touched("/d", () -> mknod("/d/4", Kind.FIFO.bits())));
    Stat made = stat("/d/4");
    assertEquals(now, made.accessed());
    assertEquals(now, made.modified());
    assertEquals(now, made.changed());
    assertEquals(now, made.born());
  }

  // POSIX open: what is there is not touched, unless it is truncated, even if it was empty.
  @Test
  void openingTouchesNothingUnlessItTruncates() throws IOException {
    int create = OpenFile.WRITE | OpenFile.CREATE;
    assertEquals("", touched("/d/f", () -> open("/d/f", create)));
    assertEquals("", touched("/d", () -> open("/d/f", create)));
    assertEquals("mc", touched("/d/f", () -> open("/d/f", create | OpenFile.TRUNCATE)));
    assertEquals("mc", touched("/d/f", () -> open("/d/f", create | OpenFile.TRUNCATE)));
  }

  // POSIX link: ctime of the file, mtime and ctime of the directory.
  @Test
  void linkingTouchesFileAndDirectory() throws IOException {
    assertEquals("c", touched("/d/f", () -> link("/d/f", "/e/1")));
    assertEquals("mc", touched("/e", () -> link("/d/f", "/e/2")));
    assertEquals("", touched("/d", () -> link("/d/f", "/e/3")));
  }

  // POSIX unlink, rmdir: as linking; the removed directory itself changes, too.
  @Test
  void removingTouchesWhatIsLeft() throws IOException {
    link("/d/f", "/e/f");
    assertEquals("c", touched("/d/f", () -> unlink("/e/f")));
    assertEquals("mc", touched("/d", () -> unlink("/d/f")));
    assertEquals("mc", touched("/d", () -> rmdir("/d/sub")));
    assertEquals("mc", touched("/", () -> rmdir("/e")));
  }

  // POSIX rename: mtime and ctime of both parents; ctime of what moved, as most systems do.
  @Test
  void renamingTouchesParentsAndMoved() throws IOException {
    assertEquals("mc", touched("/d", () -> rename("/d/f", "/e/f")));
    assertEquals("mc", touched("/d", () -> rename("/e/f", "/d/f")));
    assertEquals("c", touched("/d/sub", () -> rename("/d/sub", "/e/sub")));
    assertEquals("c", touched("/d/f", () -> rename("/d/f", "/d/g")));
  }

  // POSIX rename: a failing one touches nothing, and neither does one that does nothing.
  @Test
  void whatDoesNothingTouchesNothing() throws IOException {
    link("/d/f", "/d/g");
    assertEquals("", touched("/d", () -> rename("/d/f", "/d/g")));
    assertEquals("", touched("/d", () -> refuses(Errno.EEXIST, () -> mkdir("/d/f"))));
    assertEquals("", touched("/d", () -> refuses(Errno.ENOTEMPTY, () -> rmdir("/d"))));
    assertEquals("", touched("/d/f", () -> change("/d/f", new Change())));
  }

  // POSIX write: mtime and ctime, when anything is written; pwrite alike.
  @Test
  void writingTouchesTheFileOnly() throws IOException {
    OpenFile file = open("/d/f", OpenFile.WRITE);
    assertEquals("mc", touched("/d/f", () -> file.write(bytes("x"))));
    assertEquals("mc", touched("/d/f", () -> file.write(bytes("x"), 7)));
    assertEquals("", touched("/d/f", () -> file.write(bytes(""))));
    assertEquals("", touched("/d", () -> file.write(bytes("x"))));
    assertEquals("", touched("/d/f", file::close));
  }

  // POSIX truncate, ftruncate: mtime and ctime; on tmpfs even when the size stays.
  @Test
  void truncatingTouchesTheFile() throws IOException {
    OpenFile file = open("/d/f", OpenFile.WRITE);
    assertEquals("mc", touched("/d/f", () -> file.truncate(9)));
    assertEquals("mc", touched("/d/f", () -> truncate("/d/f", 3)));
    assertEquals("mc", touched("/d/f", () -> truncate("/d/f", 3)));
  }

  // POSIX read, readdir, readlink: atime.
  @Test
  void readingTouchesTheAccessTime() throws IOException {
    assertEquals("a", touched("/d/f", () -> read("/d/f")));
    assertEquals("a", touched("/d", () -> ls("/d")));
    assertEquals("a", touched("/d/link", () -> readlink("/d/link")));
    assertEquals("", touched("/e", () -> stat("/e")));
  }

  // path_resolution(7), Linux: following a link reads it; looking a name up does not.
  @Test
  void followingALinkTouchesItsAccessTime() throws IOException {
    assertEquals("a", touched("/d/link", () -> stat("/d/link")));
    assertEquals("", touched("/d", () -> stat("/d/sub")));
  }

  // POSIX chmod, chown: ctime, even if nothing changes.
  @Test
  void changingAttributesTouchesTheChangeTime() throws IOException {
    assertEquals("c", touched("/d/f", () -> chmod("/d/f", 0600)));
    assertEquals("c", touched("/d/f", () -> chmod("/d/f", 0600)));
    assertEquals("c", touched("/d/f", () -> chown("/d/f", 5, 5)));
    assertEquals("c", touched("/d/f", () -> chattr("/d/f", 0)));
    assertEquals("", touched("/d", () -> chmod("/d/sub", 0700)));
  }

  // POSIX futimens: the times asked for, and ctime is the present.
  @Test
  void settingTimesTouchesTheChangeTime() throws IOException {
    tick();
    change("/d/f", new Change().accessed(-5).modified(7));
    assertEquals(-5, stat("/d/f").accessed());
    assertEquals(7, stat("/d/f").modified());
    assertEquals(now, stat("/d/f").changed());
    assertEquals("mc", touched("/d/f", () -> change("/d/f", new Change().modifiedNow())));
    assertEquals("ac", touched("/d/f", () -> change("/d/f", new Change().accessedNow())));
    change("/d/f", new Change().born(3));
    assertEquals(3, stat("/d/f").born());
  }

  // POSIX utimensat: [EPERM] for chosen times by another than the owner, even one who may write.
  @Test
  void onlyOwnersChooseTimes() throws IOException {
    give("/d/f", ALICE);
    chmod("/d/f", 0666);
    refuses(Errno.EPERM, BOB, () -> change("/d/f", new Change().modified(1)));
    refuses(Errno.EPERM, BOB, () -> change("/d/f", new Change().accessed(1).modifiedNow()));
    refuses(Errno.EPERM, BOB, () -> change("/d/f", new Change().born(1)));
    as(ALICE, () -> change("/d/f", new Change().modified(1)));
    chmod("/d/f", 0);
    as(ALICE, () -> change("/d/f", new Change().modified(2)));
  }

  // utimensat(2): one of the two at the present and the other left is a choice as well.
  @Test
  void touchingOneTimeOnlyIsAChoice() throws IOException {
    chmod("/d/f", 0666);
    refuses(Errno.EPERM, BOB, () -> change("/d/f", new Change().modifiedNow()));
    refuses(Errno.EPERM, BOB, () -> change("/d/f", new Change().accessedNow()));
  }

  // POSIX utimensat: [EACCES] for the present by one who neither owns nor may write.
  @Test
  void whoeverMayWriteMayTouch() throws IOException {
    give("/d/f", ALICE);
    chmod("/d/f", 0464);
    as(ALICE, () -> touch("/d/f"));
    as(CAROL, () -> touch("/d/f"));
    refuses(Errno.EACCES, BOB, () -> touch("/d/f"));
    tick();
    touch("/d/f");
    assertEquals(now, stat("/d/f").accessed());
  }

  // utimensat(2), AT_SYMLINK_NOFOLLOW: the times of the link itself.
  @Test
  void aLinkHasTimesOfItsOwn() throws IOException {
    lchange("/d/link", new Change().modified(1));
    assertEquals(1, lstat("/d/link").modified());
    assertEquals(START, stat("/d/f").modified());
  }
}
