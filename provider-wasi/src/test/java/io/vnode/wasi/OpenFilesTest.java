package io.vnode.wasi;

import static io.vnode.wasi.Guest.FOLLOW;
import static io.vnode.wasi.Guest.READ;
import static io.vnode.wasi.Guest.READ_WRITE;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is open: a descriptor is an inode with an offset, flags and rights, and no path. */
class OpenFilesTest {
  private static final int SET = 0;
  private static final int CURRENT = 1;
  private static final int END = 2;

  @TempDir Path host;
  private FileSystem memory;
  private FileSystem jimfs;
  private Guest guest;

  /** The file systems that a guest may be on. */
  enum On {
    MEMFS,
    HOST,
    JIMFS
  }

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
    jimfs = Jimfs.newFileSystem(Configuration.unix());
    guest = Guest.in(memory.getPath("/"));
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
    jimfs.close();
  }

  private Guest on(On where) throws IOException {
    guest.close();
    guest =
        Guest.in(
            switch (where) {
              case MEMFS -> memory.getPath("/");
              case HOST -> host;
              case JIMFS -> jimfs.getPath("/work");
            });
    return guest;
  }

  // ---------------------------------------------------------------- an inode, not a path

  /** fd_filestat_get: "Return the attributes of an open file", which needs no name. */
  @ParameterizedTest
  @EnumSource
  void fstatAfterUnlinkAnswersForTheFile(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.write(fd, "12345");
    long inode = guest.fstat(fd).inode();
    guest.unlink("f");
    Guest.Stat stat = guest.fstat(fd);
    assertEquals(inode, stat.inode());
    assertEquals(5, stat.size());
    assertEquals(FileType.of(io.vnode.engine.Kind.REGULAR), stat.type());
  }

  /** fd_filestat_get: the descriptor holds to the file, whatever has its name now. */
  @ParameterizedTest
  @EnumSource
  void fstatAfterRenameAnswersForTheFile(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.write(fd, "12345");
    long inode = guest.fstat(fd).inode();
    guest.rename("f", "g");
    guest.file("f", "other");
    assertEquals(inode, guest.fstat(fd).inode());
    assertEquals(inode, guest.stat("g").inode());
    assertNotEquals(inode, guest.stat("f").inode());
  }

  /** fd_read, fd_write: POSIX unlink, "the removal shall be postponed until all references ...". */
  @ParameterizedTest
  @EnumSource
  void anUnlinkedFileIsReadAndWritten(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.unlink("f");
    guest.write(fd, "hidden");
    assertEquals("hidden", guest.pread(fd, 100, 0));
    refuses(Errno.ENOENT, () -> guest.stat("f"));
  }

  /** fd_filestat_get of a preopened directory. */
  @ParameterizedTest
  @EnumSource
  void fstatOfAPreopenIsThatOfTheDirectory(On where) throws IOException {
    on(where);
    assertEquals(FileType.DIRECTORY, guest.fstat(TOP).type());
    assertEquals(guest.stat(".").inode(), guest.fstat(TOP).inode());
  }

  // ---------------------------------------------------------------- offset and flags

  /** fdflags.append: "Data written to the file is always appended to the file's end". */
  @ParameterizedTest
  @EnumSource
  void appendIsSwitchedOnAndOff(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.write(fd, "0123456789");
    guest.call(WasiCall.FD_FDSTAT_SET_FLAGS, fd, Flags.APPEND);
    guest.seek(fd, 0, SET);
    guest.write(fd, "end");
    assertEquals(Flags.APPEND, guest.fdstat(fd).flags());
    guest.call(WasiCall.FD_FDSTAT_SET_FLAGS, fd, 0);
    guest.seek(fd, 0, SET);
    guest.write(fd, "ab");
    assertEquals("ab23456789end", guest.contents("f"));
  }

  /** fd_write with fdflags.append: two descriptors that append write over nothing. */
  @Test
  void twoDescriptorsAppend() {
    int one = guest.open(TOP, FOLLOW, "f", Flags.CREAT, READ_WRITE, 0, Flags.APPEND);
    int two = guest.open(TOP, FOLLOW, "f", 0, READ_WRITE, 0, Flags.APPEND);
    guest.write(one, "a");
    guest.write(two, "b");
    guest.write(one, "c");
    assertEquals("abc", guest.contents("f"));
  }

  /** fd_pwrite: "without using and updating the file descriptor's offset". */
  @ParameterizedTest
  @EnumSource
  void pwriteLeavesTheOffset(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.write(fd, "0123");
    guest.pwrite(fd, "xy", 1);
    assertEquals(4, guest.tell(fd));
    assertEquals("0xy3", guest.contents("f"));
  }

  /** fd_pread: "without using and updating the file descriptor's offset". */
  @Test
  void preadLeavesTheOffset() {
    int fd = guest.create("f");
    guest.write(fd, "0123");
    assertEquals("12", guest.pread(fd, 2, 1));
    assertEquals(4, guest.tell(fd));
    assertEquals("", guest.pread(fd, 2, 100));
  }

  /** fd_seek: "The new offset of the file descriptor, relative to the start of the file". */
  @Test
  void seekCountsFromStartOffsetAndEnd() {
    int fd = guest.create("f");
    guest.write(fd, "0123456789");
    assertEquals(3, guest.seek(fd, 3, SET));
    assertEquals(5, guest.seek(fd, 2, CURRENT));
    assertEquals(8, guest.seek(fd, -2, END));
    assertEquals(1000, guest.seek(fd, 990, END));
    refuses(Errno.EINVAL, () -> guest.seek(fd, -1, SET));
    refuses(Errno.EINVAL, () -> guest.seek(fd, 0, 3));
    refuses(Errno.EOVERFLOW, () -> guest.seek(fd, Long.MAX_VALUE, END));
    assertEquals(1000, guest.tell(fd));
  }

  /** fd_filestat_set_size: "the extra bytes are filled with zeros". */
  @ParameterizedTest
  @EnumSource
  void growingFillsWithZeros(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.write(fd, "ab");
    guest.call(WasiCall.FD_FILESTAT_SET_SIZE, fd, 4);
    assertEquals("ab\0\0", guest.contents("f"));
    guest.call(WasiCall.FD_FILESTAT_SET_SIZE, fd, 1);
    assertEquals("a", guest.contents("f"));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_FILESTAT_SET_SIZE, fd, -1L));
  }

  // ---------------------------------------------------------------- allocate, advise, sync

  /** fd_allocate: "Force the allocation of space in a file", posix_fallocate: contents stay. */
  @ParameterizedTest
  @EnumSource
  void allocateGrowsAndKeepsTheContents(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    guest.write(fd, "abc");
    guest.call(WasiCall.FD_ALLOCATE, fd, 1, 9);
    assertEquals(10, guest.fstat(fd).size());
    assertEquals("abc\0\0\0\0\0\0\0", guest.contents("f"));
    guest.call(WasiCall.FD_ALLOCATE, fd, 0, 2);
    assertEquals(10, guest.fstat(fd).size());
  }

  /** posix_fallocate: EINVAL for a length of zero, EFBIG past the largest, ENOSPC without room. */
  @Test
  void allocateIsValidated() {
    int fd = guest.create("f");
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_ALLOCATE, fd, 0, 0));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_ALLOCATE, fd, -1L, 1));
    refuses(Errno.EFBIG, () -> guest.call(WasiCall.FD_ALLOCATE, fd, 2, Long.MAX_VALUE));
    refuses(Errno.ENOSPC, () -> guest.call(WasiCall.FD_ALLOCATE, fd, 0, 1L << 60));
    assertEquals(0, guest.fstat(fd).size());
  }

  /** fd_advise: advice has six values; posix_fadvise: ESPIPE for a pipe. */
  @Test
  void adviceIsValidated() {
    int fd = guest.create("f");
    for (int advice = 0; advice < 6; advice++) {
      guest.call(WasiCall.FD_ADVISE, fd, 0, 0, advice);
    }
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_ADVISE, fd, 0, 0, 6));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_ADVISE, fd, -1L, 0, 0));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_ADVISE, fd, 0, -1L, 0));
    refuses(Errno.ESPIPE, () -> guest.call(WasiCall.FD_ADVISE, 1, 0, 0, 0));
    refuses(Errno.EBADF, () -> guest.call(WasiCall.FD_ADVISE, TOP, 0, 0, 0));
  }

  /** fd_sync, fd_datasync: of files, of directories, of streams. */
  @ParameterizedTest
  @EnumSource
  void everythingCanBeSynced(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    for (int each : List.of(fd, TOP, 1)) {
      guest.call(WasiCall.FD_SYNC, each);
      guest.call(WasiCall.FD_DATASYNC, each);
    }
    refuses(Errno.EBADF, () -> guest.call(WasiCall.FD_SYNC, 99));
  }

  // ---------------------------------------------------------------- times

  /** filestat: "Timestamp in nanoseconds". */
  @ParameterizedTest
  @EnumSource
  void timesAreKeptToTheNanosecondWhereTheHostDoes(On where) throws IOException {
    on(where);
    int fd = guest.create("f");
    long atim = 1_234_567_890_123_456_789L;
    long mtim = 1_000_000_000_999_999_999L;
    guest.call(WasiCall.FD_FILESTAT_SET_TIMES, fd, atim, mtim, Flags.ATIM | Flags.MTIM);
    Guest.Stat stat = guest.fstat(fd);
    long step = where == On.MEMFS ? 1 : 1_000; // The JDK passes microseconds on; jimfs keeps them.
    assertEquals(atim / step, stat.atim() / step);
    assertEquals(mtim / step, stat.mtim() / step);
    guest.call(WasiCall.FD_FILESTAT_SET_TIMES, fd, 5, 7_000, Flags.MTIM);
    assertEquals(7_000, guest.fstat(fd).mtim());
    assertEquals(atim / step, guest.fstat(fd).atim() / step);
  }

  /** fstflags: a time that is given and one that is now exclude each other. */
  @Test
  void bothKindsOfATimeAreRefused() {
    int fd = guest.create("f");
    long mtim = guest.fstat(fd).mtim();
    for (int flags : List.of(Flags.ATIM | Flags.ATIM_NOW, Flags.MTIM | Flags.MTIM_NOW, 16)) {
      refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_FILESTAT_SET_TIMES, fd, 1, 1, flags));
      refuses(Errno.EINVAL, () -> guest.setTimes(FOLLOW, "f", 1, 1, flags));
    }
    assertEquals(mtim, guest.fstat(fd).mtim());
  }

  /** fstflags.mtim_now: "the time of clock realtime". */
  @Test
  void nowIsTheTimeOfTheClock() {
    int fd = guest.create("f");
    guest.call(WasiCall.FD_FILESTAT_SET_TIMES, fd, 1, 1, Flags.ATIM | Flags.MTIM);
    guest.call(WasiCall.FD_FILESTAT_SET_TIMES, fd, 0, 0, Flags.MTIM_NOW);
    assertEquals(1, guest.fstat(fd).atim());
    assertTrue(guest.fstat(fd).mtim() > 1_500_000_000_000_000_000L);
  }

  /** lookupflags: without symlink_follow the times are those of the link. */
  @Test
  void timesOfALinkAreItsOwn() {
    guest.file("f", "");
    guest.symlink("f", "l");
    guest.setTimes(0, "l", 0, 42, Flags.MTIM);
    assertEquals(42, guest.stat(0, "l").mtim());
    assertNotEquals(42, guest.stat("f").mtim());
    guest.setTimes(FOLLOW, "l", 0, 43, Flags.MTIM);
    assertEquals(43, guest.stat("f").mtim());
    assertEquals(42, guest.stat(0, "l").mtim());
  }

  // ---------------------------------------------------------------- descriptors

  /** fd_renumber: "Atomically replace a file descriptor by renumbering another". */
  @Test
  void renumberFreesItsSource() {
    int one = guest.create("one");
    int two = guest.create("two");
    guest.write(one, "1");
    guest.call(WasiCall.FD_RENUMBER, one, two);
    guest.write(two, "2");
    assertEquals("12", guest.contents("one"));
    assertEquals("", guest.contents("two"));
    refuses(Errno.EBADF, () -> guest.fdstat(one));
    refuses(Errno.EBADF, () -> guest.call(WasiCall.FD_RENUMBER, two, one));
    guest.call(WasiCall.FD_RENUMBER, two, two);
    assertEquals(one, guest.create("three"));
  }

  /** fd_renumber over a preopen: what was opened through that goes on. */
  @Test
  void aPreopenIsReplacedAndWhatWasOpenedThroughItStays() {
    guest.mkdir("d");
    int inner = guest.openDirectory("d");
    int file = guest.create("f");
    guest.call(WasiCall.FD_RENUMBER, inner, TOP);
    guest.write(file, "still");
    refuses(Errno.EBADF, () -> guest.call(WasiCall.FD_PRESTAT_GET, TOP, Guest.STRUCT));
    guest.file("in-d", "");
    assertTrue(Files.exists(memory.getPath("/d/in-d")));
  }

  /** fd_close: EBADF for what is not open, and for what was closed. */
  @Test
  void closingTwiceIsRefused() {
    int fd = guest.create("f");
    guest.close(fd);
    refuses(Errno.EBADF, () -> guest.close(fd));
    refuses(Errno.EBADF, () -> guest.close(-1));
    refuses(Errno.EBADF, () -> guest.close(Integer.MAX_VALUE));
    guest.close(TOP);
    refuses(Errno.EBADF, () -> guest.stat("f"));
  }

  /** fd_prestat_get, fd_prestat_dir_name: "Return a description of the given preopened". */
  @Test
  void preopensAreToldByTheNameTheyWereGiven() throws IOException {
    Files.createDirectory(memory.getPath("/data"));
    Guest two =
        Guest.of(settings ->
            settings
                .preopen("/", memory.getPath("/"))
                .preopen("/dätä", memory.getPath("/data"), WasiAccess.READ_ONLY));
    List<String> names = new ArrayList<>();
    for (int fd = TOP; fd < TOP + 2; fd++) {
      two.call(WasiCall.FD_PRESTAT_GET, fd, Guest.STRUCT);
      assertEquals(0, two.memory().getInt(Guest.STRUCT));
      int length = two.memory().getInt(Guest.STRUCT + 4);
      two.call(WasiCall.FD_PRESTAT_DIR_NAME, fd, Guest.BUFFER, length + 1);
      names.add(
          new String(two.bytes(Guest.BUFFER, length), java.nio.charset.StandardCharsets.UTF_8));
    }
    assertEquals(List.of("/", "/dätä"), names);
    refuses(Errno.ENAMETOOLONG, () -> two.call(WasiCall.FD_PRESTAT_DIR_NAME, TOP + 1, 0, 6));
    refuses(Errno.EBADF, () -> two.call(WasiCall.FD_PRESTAT_GET, TOP + 2, Guest.STRUCT));
    refuses(Errno.EBADF, () -> two.call(WasiCall.FD_PRESTAT_GET, 0, Guest.STRUCT));
    two.close();
  }

  /** What a directory is not: its bytes cannot be read, it has no offset and no size to set. */
  @Test
  void aDirectoryIsNoFile() {
    refuses(Errno.EISDIR, () -> guest.read(TOP, 1));
    refuses(Errno.EBADF, () -> guest.write(TOP, "x"));
    refuses(Errno.EBADF, () -> guest.tell(TOP));
    refuses(Errno.EBADF, () -> guest.seek(TOP, 0, SET));
    refuses(Errno.EBADF, () -> guest.call(WasiCall.FD_FILESTAT_SET_SIZE, TOP, 0));
    int fd = guest.create("f");
    refuses(Errno.ENOTDIR, () -> guest.open(fd, 0, "x", 0, READ, 0, 0));
    refuses(Errno.ENOTDIR, () -> guest.readdir(fd, 100, 0));
  }
}
