package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hard links: POSIX link, link(2). */
class LinkTest extends EngineFixture {

  @BeforeEach
  void plant() throws IOException {
    write("/f", "shared");
    mkdir("/d");
    symlink("f", "/to-f");
    symlink("missing", "/dangling");
  }

  // POSIX link: both names are of one inode, whose count is one more.
  @Test
  void bothNamesStandForOneInode() throws IOException {
    link("/f", "/d/g");
    assertSame(at("/f"), at("/d/g"));
    assertEquals(2, stat("/f").links());
    write("/d/g", "changed");
    assertEquals("changed", read("/f"));
  }

  // POSIX unlink: the file stays as long as one name does.
  @Test
  void theFileStaysAsLongAsOneNameDoes() throws IOException {
    link("/f", "/g");
    unlink("/f");
    assertEquals("shared", read("/g"));
    assertEquals(1, stat("/g").links());
  }

  // link(2): "oldpath is not dereferenced if it is a symbolic link".
  @Test
  void aSymbolicLinkIsLinkedItself() throws IOException {
    link("/to-f", "/link");
    assertEquals(Kind.SYMLINK, lstat("/link").kind());
    assertEquals(2, lstat("/to-f").links());
    link("/dangling", "/also");
    assertEquals("missing", readlink("/also"));
  }

  // linkat(2): AT_SYMLINK_FOLLOW.
  @Test
  void aSymbolicLinkIsFollowedOnRequest() throws IOException {
    link("/to-f", 0, "/g");
    assertSame(at("/f"), at("/g", PathWalk.NOFOLLOW));
    refuses(Errno.ENOENT, () -> link("/dangling", 0, "/x"));
  }

  // POSIX link: [EPERM] the file is a directory; [EEXIST] comes first.
  @Test
  void directoriesHaveOneName() throws IOException {
    refuses(Errno.EPERM, () -> link("/d", "/x"));
    refuses(Errno.EPERM, () -> link("/", "/x"));
    refuses(Errno.EPERM, () -> link("/d/.", "/x"));
    refuses(Errno.EEXIST, () -> link("/d", "/f"));
    assertFalse(exists("/x"));
  }

  // POSIX link: [ENOENT], [ENOTDIR] of either path; the first path is judged first.
  @Test
  void bothPathsMustLeadSomewhere() {
    refuses(Errno.ENOENT, () -> link("/missing", "/x"));
    refuses(Errno.ENOENT, () -> link("/missing", "/f"));
    refuses(Errno.ENOTDIR, () -> link("/f/", "/x"));
    refuses(Errno.ENOENT, () -> link("/f", "/missing/x"));
    refuses(Errno.ENOTDIR, () -> link("/f", "/to-f/x"));
  }

  // POSIX link: [EMLINK] the number of links would exceed {LINK_MAX}.
  @Test
  void anInodeHasOnlySoManyNames() throws IOException {
    use(options().withLinkMax(2));
    write("/f", "");
    link("/f", "/g");
    refuses(Errno.EMLINK, () -> link("/f", "/h"));
    unlink("/f");
    link("/g", "/h");
  }

  // POSIX link: [EACCES] of the directory; the file itself needs no permission.
  @Test
  void linkingNeedsPermissionOfTheDirectoryOnly() throws IOException {
    chmod("/f", 0);
    refuses(Errno.EACCES, ALICE, () -> link("/f", "/d/g"));
    chmod("/d", 0777);
    as(ALICE, () -> link("/f", "/d/g"));
    assertEquals(2, stat("/f").links());
  }

  // POSIX link: "file" is of any type but a directory.
  @Test
  void specialFilesCanBeLinkedToo() throws IOException {
    mknod("/fifo", Kind.FIFO.bits() | 0600);
    link("/fifo", "/pipe");
    unlink("/fifo");
    assertEquals(1, stat("/pipe").links());
  }
}
