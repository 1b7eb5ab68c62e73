package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two names that trade what they stand for: renameat2(2) with RENAME_EXCHANGE. */
class RenameExchangeTest extends EngineFixture {

  @BeforeEach
  void plant() throws IOException {
    write("/f", "f");
    mkdir("/d");
    write("/d/g", "g");
    mkdir("/d/sub");
    mkdir("/e");
    symlink("f", "/e/link");
  }

  private void exchange(String path, String other) throws IOException {
    rename(path, other, Namespace.EXCHANGE);
  }

  private void trades(String path, String other) throws IOException {
    Inode first = at(path, PathWalk.NOFOLLOW);
    Inode second = at(other, PathWalk.NOFOLLOW);
    exchange(path, other);
    assertSame(first, at(other, PathWalk.NOFOLLOW));
    assertSame(second, at(path, PathWalk.NOFOLLOW));
    namespace.verify();
  }

  // renameat2(2): "may be of different types".
  @Test
  void anyKindsTradePlaces() throws IOException {
    trades("/f", "/d/g");
    trades("/f", "/e");
    trades("/d/sub", "/f");
    trades("/d/sub", "/d/g");
    assertEquals("g sub", ls("/d"));
  }

  // As above: directories take their parents and link counts along.
  @Test
  void directoriesTakeTheirParentsAlong() throws IOException {
    mkdir("/e/inner");
    trades("/d/sub", "/e/link");
    assertEquals(2, stat("/d").links());
    assertEquals(4, stat("/e").links());
    assertSame(at("/e"), at("/e/link/.."));
    trades("/e/link", "/e/inner");
    trades("/e", "/d");
    trades("/e/g", "/d/inner");
    assertEquals(3, stat("/e").links());
    assertEquals(3, stat("/d").links());
  }

  // renameat2(2): a full directory is as good as an empty one.
  @Test
  void fullDirectoriesTrade() throws IOException {
    trades("/d", "/e");
    assertEquals("link", ls("/d"));
    assertEquals("g sub", ls("/e"));
  }

  // renameat2(2): ENOENT "RENAME_EXCHANGE was specified and newpath does not exist".
  @Test
  void bothNamesMustBeThere() {
    refuses(Errno.ENOENT, () -> exchange("/f", "/missing"));
    refuses(Errno.ENOENT, () -> exchange("/missing", "/f"));
    refuses(Errno.EBUSY, () -> exchange("/f", "/d/."));
  }

  // rename(2): EINVAL where one would come to lie below itself.
  @Test
  void neitherMayBeAboveTheOther() {
    refuses(Errno.EINVAL, () -> exchange("/d", "/d/sub"));
    refuses(Errno.EINVAL, () -> exchange("/d/sub", "/d"));
    refuses(Errno.EINVAL, () -> exchange("/d/g", "/d"));
  }

  // rename(2): two names of one file; nothing happens.
  @Test
  void twoNamesOfOneFileAreLeftAlone() throws IOException {
    link("/f", "/h");
    tick();
    exchange("/f", "/h");
    exchange("/f", "/f");
    assertEquals(START, stat("/f").changed());
  }

  // rename(2): a slash asks for a directory, each for its own name.
  @Test
  void aSlashIsForItsOwnName() throws IOException {
    refuses(Errno.ENOTDIR, () -> exchange("/d", "/f/"));
    refuses(Errno.ENOTDIR, () -> exchange("/f/", "/d"));
    exchange("/f", "/d/");
    exchange("/f/", "/d");
    assertEquals("f", read("/f"));
  }

  // rename(2): EMLINK, where a directory takes the place of something else.
  @Test
  void aParentTakesOnlySoManyDirectories() throws IOException {
    use(options().withLinkMax(4));
    mkdir("/a");
    mkdir("/b");
    write("/a/f", "");
    mkdir("/a/one");
    mkdir("/a/two");
    mkdir("/b/three");
    refuses(Errno.EMLINK, () -> exchange("/a/f", "/b/three"));
    refuses(Errno.EMLINK, () -> exchange("/b/three", "/a/f"));
    trades("/a/one", "/b/three");
  }

  // rename(2): EACCES in either directory, and of a directory whose dot-dot changes.
  @Test
  void bothSidesMustBePermitted() throws IOException {
    give("/d", ALICE);
    refuses(Errno.EACCES, ALICE, () -> exchange("/d/g", "/f"));
    refuses(Errno.EACCES, ALICE, () -> exchange("/f", "/d/g"));
    give("/e", ALICE);
    refuses(Errno.EACCES, ALICE, () -> exchange("/d/sub", "/e/link"));
    refuses(Errno.EACCES, ALICE, () -> exchange("/e/link", "/d/sub"));
    as(ALICE, () -> exchange("/d/sub", "/d/g"));
    as(ALICE, () -> exchange("/d/sub", "/e/link"));
  }

  // rename(2): EPERM, sticky on either side.
  @Test
  void stickyHoldsOnBothSides() throws IOException {
    chmod("/d", 01777);
    chmod("/e", 0777);
    refuses(Errno.EPERM, ALICE, () -> exchange("/d/g", "/e/link"));
    refuses(Errno.EPERM, ALICE, () -> exchange("/e/link", "/d/g"));
    give("/d/g", ALICE);
    as(ALICE, () -> exchange("/e/link", "/d/g"));
  }

  // POSIX rename: times of both parents, change time of both.
  @Test
  void allFourTellTheTime() throws IOException {
    tick();
    exchange("/d/g", "/e/link");
    for (String path : new String[] {"/d", "/e"}) {
      assertEquals(now, lstat(path).modified());
    }
    assertEquals(now, lstat("/d/g").changed());
    assertEquals(now, lstat("/e/link").changed());
    assertEquals(START, lstat("/e/link").modified());
  }
}
