package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Extended attributes: xattr(7), setxattr(2), removexattr(2). */
class XattrTest extends EngineFixture {
  private static final byte[] VALUE = {1, 0, -1};

  @BeforeEach
  void plant() throws IOException {
    write("/f", "");
    mkdir("/d");
  }

  private Set<String> names(String path) throws IOException {
    return namespace.xattrs(who, at(path)).names();
  }

  // setxattr(2): a value is set, replaced and removed; it may be empty.
  @Test
  void valuesAreSetReplacedAndRemoved() throws IOException {
    assertNull(getXattr("/f", "user.a"));
    setXattr("/f", "user.a", VALUE);
    setXattr("/f", "user.b", new byte[0]);
    assertArrayEquals(VALUE, getXattr("/f", "user.a"));
    assertArrayEquals(new byte[0], getXattr("/f", "user.b"));
    setXattr("/f", "user.a", new byte[] {7});
    assertArrayEquals(new byte[] {7}, getXattr("/f", "user.a"));
    setXattr("/f", "user.a", null);
    assertEquals(Set.of("user.b"), names("/f"));
    setXattr("/f", "user.b", null);
    assertEquals(Set.of(), names("/f"));
  }

  // xattr(7): they belong to the inode, not to the caller's arrays nor to a name.
  @Test
  void valuesBelongToTheInode() throws IOException {
    byte[] mine = VALUE.clone();
    setXattr("/f", "user.a", mine);
    mine[0] = 9;
    getXattr("/f", "user.a")[0] = 9;
    link("/f", "/g");
    rename("/g", "/h");
    assertArrayEquals(VALUE, getXattr("/h", "user.a"));
  }

  // removexattr(2): ENODATA.
  @Test
  void whatIsNotThereCannotBeRemoved() {
    refuses(Errno.ENODATA, () -> setXattr("/f", "user.a", null));
  }

  // setxattr(2), removexattr(2): ERANGE for a name of no or of more than 255 bytes.
  @Test
  void namesHaveOneTo255Bytes() throws IOException {
    String longest = "user." + "\u20ac".repeat(83) + "x";
    setXattr("/f", longest, VALUE);
    setXattr("/f", longest, null);
    refuses(Errno.ERANGE, () -> setXattr("/f", longest + "x", VALUE));
    refuses(Errno.ERANGE, () -> setXattr("/f", longest + "x", null));
    refuses(Errno.ERANGE, () -> setXattr("/f", "", VALUE));
  }

  // setxattr(2): E2BIG for a value of more than 64 KiB.
  @Test
  void valuesHaveUpTo64KiB() throws IOException {
    setXattr("/f", "user.a", new byte[65_536]);
    refuses(Errno.E2BIG, () -> setXattr("/f", "user.a", new byte[65_537]));
    assertEquals(65_536, getXattr("/f", "user.a").length);
  }

  // xattr(7): the list of names is limited to 64 KiB; ENOSPC.
  @Test
  void allNamesTogetherHaveUpTo64KiB() throws IOException {
    String padding = "n".repeat(247);
    for (int i = 0; i < 256; i++) {
      setXattr("/f", "user.%03d".formatted(i) + padding, new byte[0]);
    }
    refuses(Errno.ENOSPC, () -> setXattr("/f", "x", new byte[0]));
    assertEquals(256, names("/f").size());
  }

  // xattr(7): "user" attributes are for regular files and directories only; EPERM.
  @Test
  void onlyFilesAndDirectoriesCarryThem() throws IOException {
    symlink("f", "/link");
    mknod("/fifo", Kind.FIFO.bits() | 0666);
    setXattr("/d", "user.a", VALUE);
    refuses(Errno.EPERM, () -> setXattr("/fifo", "user.a", VALUE));
    Inode link = at("/link", PathWalk.NOFOLLOW);
    refuses(Errno.EPERM, () -> namespace.setXattr(ROOT, link, "user.a", VALUE));
    assertEquals(Set.of(), namespace.xattrs(ROOT, link).names());
  }

  // xattr(7): reading needs read permission, writing write permission, ownership does not help.
  @Test
  void permissionIsThatOfTheContents() throws IOException {
    setXattr("/f", "user.a", VALUE);
    give("/f", ALICE);
    chmod("/f", 0246);
    refuses(Errno.EACCES, ALICE, () -> getXattr("/f", "user.a"));
    as(ALICE, () -> setXattr("/f", "user.b", VALUE));
    refuses(Errno.EACCES, CAROL, () -> setXattr("/f", "user.b", VALUE));
    as(CAROL, () -> assertArrayEquals(VALUE, getXattr("/f", "user.a")));
    as(BOB, () -> setXattr("/f", "user.b", null));
  }

  // xattr(7): in a sticky directory that all may write, only the owner sets attributes of it.
  @Test
  void aStickyDirectoryIsItsOwners() throws IOException {
    give("/d", ALICE);
    chmod("/d", 01777);
    refuses(Errno.EPERM, BOB, () -> setXattr("/d", "user.a", VALUE));
    as(ALICE, () -> setXattr("/d", "user.a", VALUE));
    setXattr("/d", "user.b", VALUE);
  }

  // setxattr(2): ENOSPC; and nothing has changed then. Names count with a NUL, as in listxattr(2).
  @Test
  void attributesCountAsSpace() throws IOException {
    use(options(), 20, NO_LIMIT);
    mkdir("/d");
    setXattr("/d", "user.a", new byte[13]);
    assertEquals(0, volume.usage().free());
    refuses(Errno.ENOSPC, () -> setXattr("/d", "user.a", new byte[14]));
    refuses(Errno.ENOSPC, () -> setXattr("/d", "b", new byte[0]));
    assertEquals(13, getXattr("/d", "user.a").length);
    setXattr("/d", "user.a", new byte[3]);
    assertEquals(10, volume.usage().free());
    rmdir("/d");
    assertEquals(20, volume.usage().free());
  }

  // xattr(7): setting or removing one changes the inode, and only its change time.
  @Test
  void onlyTheChangeTimeMoves() throws IOException {
    tick();
    setXattr("/f", "user.a", VALUE);
    assertEquals(now, stat("/f").changed());
    assertEquals(START, stat("/f").modified());
    tick();
    getXattr("/f", "user.a");
    refuses(Errno.ENODATA, () -> setXattr("/f", "user.b", null));
    assertEquals(now - SECOND, stat("/f").changed());
  }
}
