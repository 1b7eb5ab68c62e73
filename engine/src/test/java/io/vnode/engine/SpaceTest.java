package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a volume holds and could hold: statfs(2), and [ENOSPC] of POSIX. */
class SpaceTest extends EngineFixture {

  private Usage usage(String path) throws IOException {
    return namespace.statfs(who, namespace.root(), PathWalk.split(path), 0);
  }

  // statfs(2): f_files, f_ffree; the root is an inode as well.
  @Test
  void everyInodeCounts() throws IOException {
    use(options(), NO_LIMIT, 10);
    assertEquals(10, usage("/").inodes());
    assertEquals(9, usage("/").freeInodes());
    mkdir("/d");
    write("/d/f", "");
    symlink("x", "/d/l");
    mknod("/d/p", Kind.FIFO.bits());
    link("/d/f", "/d/g");
    assertEquals(5, usage("/d/f").freeInodes());
    for (String name : new String[] {"f", "l", "p", "g"}) {
      unlink("/d/" + name);
    }
    rmdir("/d");
    assertEquals(9, usage("/").freeInodes());
  }

  // POSIX mkdir, mknod, open, symlink: [ENOSPC]; nothing has changed then.
  @Test
  void withoutInodesNothingIsMadeAndNothingChanges() throws IOException {
    use(options(), NO_LIMIT, 2);
    write("/f", "");
    tick();
    refuses(Errno.ENOSPC, () -> mkdir("/x"));
    refuses(Errno.ENOSPC, () -> write("/x", ""));
    refuses(Errno.ENOSPC, () -> symlink("f", "/x"));
    refuses(Errno.ENOSPC, () -> mknod("/x", Kind.FIFO.bits()));
    assertEquals("f", ls("/"));
    assertEquals(START, stat("/").modified());
    assertEquals(2, stat("/").links());
    link("/f", "/g");
    rename("/g", "/h");
  }

  // POSIX mkdir: [EACCES] and [EEXIST] are found before room is looked for.
  @Test
  void roomIsLookedForLast() throws IOException {
    use(options(), NO_LIMIT, 2);
    mkdir("/d");
    refuses(Errno.EEXIST, () -> mkdir("/d"));
    refuses(Errno.EACCES, ALICE, () -> mkdir("/d/x"));
  }

  // POSIX write: as many bytes as there is room for; [ENOSPC] when there is none.
  @Test
  void aFullVolumeTakesWhatFits() throws IOException {
    int room = 2 * Block.SIZE;
    use(options(), room, NO_LIMIT);
    OpenFile file = open("/f", OpenFile.WRITE | OpenFile.CREATE);
    assertEquals(room, file.write(bytes("x".repeat(room + 1))));
    assertEquals(room, file.position());
    refuses(Errno.ENOSPC, () -> file.write(bytes("x")));
    assertEquals(room, stat("/f").size());
    assertEquals(0, usage("/").free());
    truncate("/f", 0);
    assertEquals(room, usage("/").free());
  }

  // statfs(2): replaced and unlinked files give their space back.
  @Test
  void whatIsReplacedGivesItsSpaceBack() throws IOException {
    use(options(), 8192, 4);
    write("/f", "x".repeat(4096));
    write("/g", "x".repeat(4096));
    rename("/f", "/g");
    assertEquals(4096, usage("/").free());
    assertEquals(2, usage("/").freeInodes());
    unlink("/g");
    assertEquals(8192, usage("/").free());
    mkdir("/d");
    mkdir("/e");
    rename("/d", "/e");
    assertEquals(2, usage("/").freeInodes());
  }

  // POSIX write, truncate: [EFBIG].
  @Test
  void filesHaveALargestSize() throws IOException {
    use(options().withFileSizeMax(100));
    OpenFile file = open("/f", OpenFile.WRITE | OpenFile.CREATE);
    assertEquals(100, file.write(bytes("x".repeat(101))));
    refuses(Errno.EFBIG, () -> file.write(bytes("x")));
    refuses(Errno.EFBIG, () -> file.truncate(101));
    refuses(Errno.EFBIG, () -> truncate("/f", 101));
    truncate("/f", 100);
    assertEquals(100, stat("/f").size());
  }

  // TreeVolume: a volume has a root.
  @Test
  void aVolumeNeedsRoomForItsRoot() {
    assertThrows(IllegalArgumentException.class, () -> use(options(), NO_LIMIT, 0));
  }
}
