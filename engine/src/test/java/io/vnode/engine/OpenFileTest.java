package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading and writing what is open: POSIX read, write, lseek, ftruncate, fcntl. */
class OpenFileTest extends EngineFixture {
  private static final int READ = OpenFile.READ;
  private static final int WRITE = OpenFile.WRITE;
  private static final int APPEND = OpenFile.APPEND;

  @BeforeEach
  void plant() throws IOException {
    write("/f", "0123456789");
    mkdir("/d");
  }

  private static String read(OpenFile file, int count) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(count);
    file.read(target);
    return new String(target.array(), 0, target.position(), StandardCharsets.UTF_8);
  }

  // POSIX read: at the offset, which moves; 0 bytes, here -1, at the end.
  @Test
  void readingMovesThePosition() throws IOException {
    OpenFile file = open("/f", READ);
    assertEquals("0123", read(file, 4));
    assertEquals(4, file.position());
    assertEquals("456789", read(file, 100));
    assertEquals(-1, file.read(ByteBuffer.allocate(1)));
    assertEquals(10, file.position());
    file.position(100);
    assertEquals(-1, file.read(ByteBuffer.allocate(1)));
    assertEquals(100, file.position());
  }

  // POSIX write: at the offset, which moves; behind the end a hole appears.
  @Test
  void writingMovesThePosition() throws IOException {
    OpenFile file = open("/f", WRITE);
    assertEquals(2, file.write(bytes("ab")));
    assertEquals(2, file.position());
    file.position(12);
    file.write(bytes("z"));
    assertEquals("ab23456789\0\0z", read("/f"));
    assertEquals(13, file.position());
  }

  // POSIX open: two opens have two offsets.
  @Test
  void eachOpenHasItsOwnPosition() throws IOException {
    OpenFile one = open("/f", READ);
    OpenFile two = open("/f", READ);
    read(one, 5);
    assertEquals("01", read(two, 2));
    assertEquals("56", read(one, 2));
  }

  // POSIX pread, pwrite: the offset stays.
  @Test
  void aGivenPlaceLeavesThePositionAlone() throws IOException {
    OpenFile file = open("/f", READ | WRITE);
    file.position(3);
    ByteBuffer target = ByteBuffer.allocate(2);
    assertEquals(2, file.read(target, 8));
    assertEquals(2, file.write(bytes("xy"), 0));
    assertEquals(3, file.position());
    assertEquals("xy23456789", contents(file));
  }

  // POSIX pread, pwrite: [EINVAL] the offset is negative.
  @Test
  void aNegativePlaceIsRefused() throws IOException {
    OpenFile file = open("/f", READ | WRITE);
    for (long at : new long[] {-1, Long.MIN_VALUE}) {
      refuses(Errno.EINVAL, () -> file.read(ByteBuffer.allocate(1), at));
      refuses(Errno.EINVAL, () -> file.write(bytes("x"), at));
    }
    assertEquals("0123456789", contents(file));
  }

  // POSIX write: O_APPEND, the offset is set to the end before each write.
  @Test
  void appendingWritesAtTheEnd() throws IOException {
    OpenFile file = open("/f", READ | WRITE | APPEND);
    assertEquals(0, file.position());
    assertEquals("01", read(file, 2));
    file.write(bytes("a"));
    assertEquals(11, file.position());
    file.position(3);
    open("/f", WRITE | APPEND).write(bytes("b"));
    file.write(bytes("c"));
    assertEquals("0123456789abc", contents(file));
    assertEquals(13, file.position());
  }

  // pwrite(2), BUGS: with O_APPEND Linux appends, wherever the offset says.
  @Test
  void appendingIgnoresAGivenPlace() throws IOException {
    OpenFile file = open("/f", WRITE | APPEND);
    file.write(bytes("x"), 0);
    assertEquals("0123456789x", read("/f"));
    assertEquals(0, file.position());
  }

  // fcntl(2): F_SETFL switches O_APPEND on and off, and leaves the access mode alone.
  @Test
  void appendCanBeSwitched() throws IOException {
    OpenFile file = open("/f", WRITE);
    file.setStatus(APPEND | READ);
    file.write(bytes("x"));
    file.position(0);
    file.setStatus(0);
    file.write(bytes("y"));
    assertEquals("y123456789x", read("/f"));
    refuses(Errno.EBADF, () -> file.read(ByteBuffer.allocate(1)));
    assertEquals(WRITE, file.flags());
  }

  // POSIX read, write: [EBADF] not open for reading, or writing; even for no bytes.
  @Test
  void onlyWhatWasAskedForIsAllowed() throws IOException {
    OpenFile reader = open("/f", READ);
    OpenFile writer = open("/f", WRITE);
    refuses(Errno.EBADF, () -> writer.read(ByteBuffer.allocate(1)));
    refuses(Errno.EBADF, () -> writer.read(ByteBuffer.allocate(1), 0));
    refuses(Errno.EBADF, () -> reader.write(bytes("x")));
    refuses(Errno.EBADF, () -> reader.write(bytes("x"), 0));
    refuses(Errno.EBADF, () -> reader.write(bytes("")));
  }

  // POSIX read: [EISDIR]; write(2): EBADF; ftruncate(2): EINVAL.
  @Test
  void aDirectoryHasNoBytes() throws IOException {
    OpenFile directory = open("/d", READ);
    refuses(Errno.EISDIR, () -> directory.read(ByteBuffer.allocate(1)));
    refuses(Errno.EISDIR, () -> directory.read(ByteBuffer.allocate(1), 0));
    refuses(Errno.EBADF, () -> directory.write(bytes("x")));
    refuses(Errno.EINVAL, () -> directory.truncate(0));
    directory.force(true);
    assertNull(directory.body());
  }

  // POSIX ftruncate: shorter loses bytes, longer gains zeros, the offset stays.
  @Test
  void truncatingLeavesThePositionAlone() throws IOException {
    OpenFile file = open("/f", READ | WRITE);
    file.position(8);
    file.truncate(3);
    file.truncate(5);
    assertEquals(8, file.position());
    assertEquals("012\0\0", contents(file));
    file.limitPosition(5);
    assertEquals(5, file.position());
    file.limitPosition(9);
    assertEquals(5, file.position());
  }

  // fallocate(2), FALLOC_FL_PUNCH_HOLE: zeros, whole blocks given back, the size unchanged.
  @Test
  void punchingMakesAHole() throws IOException {
    write("/g", "x".repeat(5 * Block.SIZE));
    long before = volume.bytes().used();
    OpenFile file = open("/g", READ | WRITE);
    file.punch(Block.SIZE, 3L * Block.SIZE);
    assertEquals(5L * Block.SIZE, file.size());
    assertEquals(before - 3L * Block.SIZE, volume.bytes().used());
    ByteBuffer edge = ByteBuffer.allocate(4);
    file.read(edge, Block.SIZE - 2);
    assertEquals("xx\0\0", new String(edge.array(), StandardCharsets.UTF_8));
  }

  // fallocate(2): [EBADF], [EINVAL], and [EPERM] for a file that only grows.
  @Test
  void punchingNeedsAWriterAPlaceAndAFileThatMayShrink() throws IOException {
    refuses(Errno.EBADF, () -> open("/f", READ).punch(0, 1));
    OpenFile file = open("/f", WRITE);
    refuses(Errno.EINVAL, () -> file.punch(-1, 1));
    refuses(Errno.EINVAL, () -> file.punch(0, 0));
    namespace.change(Credentials.ROOT, at("/f"), new Change().flags(Inode.APPEND_ONLY));
    refuses(Errno.EPERM, () -> file.punch(0, 1));
    namespace.change(Credentials.ROOT, at("/f"), new Change().flags(0));
    assertEquals("0123456789", read("/f"));
  }

  // POSIX ftruncate: [EINVAL] not open for writing, or a negative length.
  @Test
  void truncatingNeedsAWriterAndASize() throws IOException {
    refuses(Errno.EINVAL, () -> open("/f", READ).truncate(0));
    refuses(Errno.EINVAL, () -> open("/f", WRITE).truncate(-1));
    assertEquals("0123456789", read("/f"));
  }

  // POSIX truncate: by name, for those who may write.
  @Test
  void truncatingByNameNeedsPermission() throws IOException {
    refuses(Errno.EACCES, ALICE, () -> truncate("/f", 0));
    refuses(Errno.EISDIR, () -> truncate("/d", 0));
    refuses(Errno.ENOENT, () -> truncate("/missing", 0));
    mknod("/fifo", Kind.FIFO.bits() | 0666);
    refuses(Errno.EINVAL, () -> truncate("/fifo", 0));
    symlink("f", "/link");
    truncate("/link", 4);
    assertEquals("0123", read("/f"));
    assertEquals(0, volume.openFiles());
  }

  // POSIX unlink: the contents stay as long as the file is open, and their space is given back
  // then.
  @Test
  void anUnlinkedFileLivesWhileItIsOpen() throws IOException {
    use(options(), 10, 2);
    write("/f", "0123456789");
    OpenFile file = open("/f", READ | WRITE);
    OpenFile second = open("/f", READ);
    unlink("/f");
    assertEquals(0, stat(file.inode()).links());
    assertEquals(0, volume.usage().freeInodes());
    file.write(bytes("ABC"));
    assertEquals("ABC3456789", contents(second));
    refuses(Errno.ENOSPC, () -> write("/g", "x"));
    file.close();
    assertEquals("ABC3456789", contents(second));
    assertEquals(0, volume.usage().free());
    second.close();
    assertEquals(10, volume.usage().free());
    assertEquals(1, volume.usage().freeInodes());
  }

  // POSIX rename: a file that is replaced lives while it is open, too.
  @Test
  void aReplacedFileLivesWhileItIsOpen() throws IOException {
    write("/g", "new");
    OpenFile file = open("/f", READ);
    rename("/g", "/f");
    assertEquals("0123456789", contents(file));
    assertEquals("new", read("/f"));
    file.close();
  }

  // POSIX open: the open file goes with the inode, not with its name.
  @Test
  void anOpenFileFollowsItsInode() throws IOException {
    OpenFile file = open("/f", WRITE);
    rename("/f", "/d/moved");
    write("/f", "another");
    file.write(bytes("AB"));
    assertEquals("AB23456789", read("/d/moved"));
    assertEquals("another", read("/f"));
  }

  // POSIX link: an unlinked file cannot be named again by those who hold it.
  @Test
  void aFileWithoutNamesIsNotFound() throws IOException {
    OpenFile file = open("/f", READ);
    unlink("/f");
    refuses(Errno.ENOENT, () -> link("/f", "/g"));
    refuses(Errno.ENOENT, () -> open("/f", READ));
    Entries entry = new Entries(ROOT, namespace.root(), "g");
    refuses(Errno.ENOENT, () -> entry.link(file.inode(), volume.era()));
    assertFalse(exists("/g"));
  }

  // close(2): once; and the volume counts what is open.
  @Test
  void closingTwiceIsClosingOnce() throws IOException {
    OpenFile file = open("/f", READ);
    OpenFile directory = open("/d", READ);
    assertEquals(2, volume.openFiles());
    file.close();
    file.close();
    directory.close();
    assertEquals(0, volume.openFiles());
    unlink("/f");
    assertTrue(((TreeFile) file.inode()).isGone());
  }
}
