package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.FOLLOW;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** "File descriptor rights, determining which actions may be performed." */
class RightsTest {
  private FileSystem memory;
  private Guest guest;

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
    guest = Guest.in(memory.getPath("/"));
    guest.file("f", "text");
    guest.mkdir("d");
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
  }

  private void narrow(int fd, long base, long inheriting) {
    guest.call(WasiCall.FD_FDSTAT_SET_RIGHTS, fd, base, inheriting);
  }

  /** fd_fdstat_set_rights: "This can only be used to remove rights". */
  @Test
  void wideningIsRefused() {
    int fd = guest.open("f", 0, Rights.FD_READ | Rights.FD_SEEK);
    narrow(fd, Rights.FD_SEEK, 0);
    refuses(Errno.ENOTCAPABLE, () -> narrow(fd, Rights.FD_READ | Rights.FD_SEEK, 0));
    refuses(Errno.ENOTCAPABLE, () -> narrow(fd, Rights.FD_SEEK, Rights.FD_READ));
    assertEquals(Rights.FD_SEEK, guest.fdstat(fd).base());
    refuses(Errno.ENOTCAPABLE, () -> guest.read(fd, 1));
    refuses(Errno.ENOTCAPABLE, () -> guest.pread(fd, 1, 0));
    assertEquals(1, guest.seek(fd, 1, 0));
  }

  /**
   * path_open: "the inheriting rights are rights that apply to file descriptors derived from it".
   */
  @Test
  void whatIsOpenedHasNoMoreThanIsInherited() {
    int directory = guest.open(TOP, 0, "d", Flags.DIRECTORY, Rights.DIRECTORY, Rights.FD_READ, 0);
    guest.file("d/f", "inner");
    int fd = guest.open(directory, 0, "f", 0, Rights.FD_READ, 0, 0);
    assertEquals("inner", guest.read(fd, 10));
    refuses(
        Errno.ENOTCAPABLE,
        () -> guest.open(directory, 0, "f", 0, Rights.FD_READ | Rights.FD_WRITE, 0, 0));
    refuses(
        Errno.ENOTCAPABLE,
        () -> guest.open(directory, 0, "f", 0, Rights.FD_READ, Rights.FD_WRITE, 0));
  }

  /** path_open: "fewer rights than specified, if and only if those do not apply to the type". */
  @Test
  void rightsThatDoNotApplyToTheKindAreDropped() {
    int directory = guest.open(TOP, 0, "d", 0, Rights.FD_SEEK | Rights.FD_READDIR, 0, 0);
    assertEquals(Rights.FD_READDIR, guest.fdstat(directory).base());
    int file = guest.open(TOP, 0, "f", 0, Rights.FD_READ | Rights.FD_READDIR, -1L, 0);
    assertEquals(Rights.FD_READ, guest.fdstat(file).base());
    assertEquals(Rights.ALL, guest.fdstat(file).inheriting());
  }

  /** path_filestat_set_size: "includes the right to invoke path_open with oflags::trunc". */
  @Test
  void truncatingNeedsItsRight() {
    narrow(TOP, Rights.DIRECTORY, Rights.ALL & ~Rights.FD_FILESTAT_SET_SIZE);
    guest.close(guest.open("f", Flags.TRUNC, 0));
    narrow(TOP, Rights.DIRECTORY & ~Rights.PATH_FILESTAT_SET_SIZE, 0);
    refuses(Errno.ENOTCAPABLE, () -> guest.open("f", Flags.TRUNC, 0));
    guest.open("f", 0, 0);
  }

  /** fd_sync, fd_datasync: "includes the right to invoke path_open with fdflags". */
  @Test
  void syncFlagsNeedTheirRights() {
    narrow(TOP, Rights.DIRECTORY & ~Rights.FD_SYNC & ~Rights.FD_DATASYNC, Rights.ALL);
    for (int flag : new int[] {Flags.DSYNC, Flags.SYNC, Flags.RSYNC}) {
      refuses(Errno.ENOTCAPABLE, () -> guest.open(TOP, 0, "f", 0, Guest.READ, 0, flag));
    }
    guest.open(TOP, 0, "f", 0, Guest.READ, 0, Flags.APPEND | Flags.NONBLOCK);
  }

  /** "The right to invoke fd_seek. This flag implies rights::fd_tell"; telling is a part of it. */
  @Test
  void tellingIsAPartOfSeeking() {
    int seeks = guest.open("f", 0, Rights.FD_SEEK);
    assertEquals(0, guest.tell(seeks));
    int tells = guest.open("f", 0, Rights.FD_TELL);
    assertEquals(0, guest.seek(tells, 0, 1));
    refuses(Errno.ENOTCAPABLE, () -> guest.seek(tells, 1, 1));
    refuses(Errno.ENOTCAPABLE, () -> guest.seek(tells, 0, 0));
    int neither = guest.open("f", 0, Rights.FD_READ);
    refuses(Errno.ENOTCAPABLE, () -> guest.tell(neither));
  }

  /** Each right of a file, and the call that is refused without it. */
  @Test
  void eachCallOnAFileNeedsItsRight() {
    Map<Long, Executable> calls = new LinkedHashMap<>();
    int fd = guest.open("f", 0, Rights.FILE);
    calls.put(Rights.FD_DATASYNC, () -> guest.call(WasiCall.FD_DATASYNC, fd));
    calls.put(Rights.FD_SYNC, () -> guest.call(WasiCall.FD_SYNC, fd));
    calls.put(Rights.FD_READ, () -> guest.read(fd, 1));
    calls.put(Rights.FD_WRITE, () -> guest.write(fd, "x"));
    calls.put(Rights.FD_SEEK, () -> guest.pread(fd, 1, 0));
    calls.put(Rights.FD_ADVISE, () -> guest.call(WasiCall.FD_ADVISE, fd, 0, 0, 0));
    calls.put(Rights.FD_ALLOCATE, () -> guest.call(WasiCall.FD_ALLOCATE, fd, 0, 1));
    calls.put(Rights.FD_FILESTAT_GET, () -> guest.fstat(fd));
    calls.put(Rights.FD_FILESTAT_SET_SIZE, () -> guest.call(WasiCall.FD_FILESTAT_SET_SIZE, fd, 1));
    calls.put(
        Rights.FD_FILESTAT_SET_TIMES,
        () -> guest.call(WasiCall.FD_FILESTAT_SET_TIMES, fd, 0, 0, 0));
    calls.put(Rights.FD_FDSTAT_SET_FLAGS, () -> guest.call(WasiCall.FD_FDSTAT_SET_FLAGS, fd, 0));
    narrowOneByOne(fd, Rights.FILE, calls);
  }

  /** Each right of a directory, and the call that is refused without it. */
  @Test
  void eachCallOnADirectoryNeedsItsRight() {
    Map<Long, Executable> calls = new LinkedHashMap<>();
    calls.put(Rights.PATH_CREATE_DIRECTORY, () -> guest.mkdir("new"));
    calls.put(Rights.PATH_CREATE_FILE, () -> guest.create("new"));
    calls.put(Rights.PATH_LINK_SOURCE, () -> guest.link(0, "f", "g"));
    calls.put(Rights.PATH_LINK_TARGET, () -> guest.link(0, "f", "h"));
    calls.put(Rights.PATH_RENAME_SOURCE, () -> guest.rename("f", "f"));
    calls.put(Rights.PATH_RENAME_TARGET, () -> guest.rename("f", "f"));
    calls.put(Rights.PATH_FILESTAT_GET, () -> guest.stat("f"));
    calls.put(Rights.PATH_FILESTAT_SET_TIMES, () -> guest.setTimes(FOLLOW, "f", 0, 0, 0));
    calls.put(Rights.PATH_SYMLINK, () -> guest.symlink("x", "l"));
    calls.put(Rights.PATH_READLINK, () -> guest.readlink("l", 1));
    calls.put(Rights.FD_READDIR, () -> guest.readdir(TOP, 1, 0));
    calls.put(Rights.PATH_REMOVE_DIRECTORY, () -> guest.rmdir("d"));
    calls.put(Rights.PATH_UNLINK_FILE, () -> guest.unlink("f"));
    calls.put(Rights.PATH_OPEN, () -> guest.open("f", 0, 0));
    narrowOneByOne(TOP, Rights.DIRECTORY, calls);
  }

  private void narrowOneByOne(int fd, long all, Map<Long, Executable> calls) {
    long left = all;
    for (Map.Entry<Long, Executable> each : calls.entrySet()) {
      left &= ~each.getKey();
      narrow(fd, left, 0);
      refuses(Errno.ENOTCAPABLE, each.getValue());
    }
  }

  /** The standard streams have no offset, so that isatty(3) of wasi-libc knows a terminal. */
  @Test
  void streamsMayNotSeek() {
    long places = Rights.FD_SEEK | Rights.FD_TELL;
    for (int fd = 0; fd < TOP; fd++) {
      assertEquals(0, guest.fdstat(fd).base() & places);
    }
    guest.memory().putInt(Guest.VECTORS, BUFFER).putInt(Guest.VECTORS + 4, 1);
    refuses(Errno.ENOTCAPABLE, () -> guest.call(WasiCall.FD_WRITE, 0, Guest.VECTORS, 1, 0));
    refuses(Errno.ENOTCAPABLE, () -> guest.call(WasiCall.FD_READ, 1, Guest.VECTORS, 1, 0));
    refuses(Errno.ESPIPE, () -> guest.seek(1, 0, 0));
    refuses(Errno.ESPIPE, () -> guest.tell(0));
  }
}
