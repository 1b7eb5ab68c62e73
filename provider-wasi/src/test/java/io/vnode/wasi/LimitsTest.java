package io.vnode.wasi;

import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of a guest: each gives its errno, and below it everything works. */
class LimitsTest {
  private FileSystem memory;
  private Guest guest;

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
  }

  private void limited(GuestLimits limits) throws IOException {
    guest = Guest.of(settings -> settings.preopen("/", memory.getPath("/")).limits(limits));
  }

  /** errno.mfile: "File descriptor value too large". */
  @Test
  void openFilesAreLimited() throws IOException {
    limited(GuestLimits.DEFAULT.withOpenFiles(10));
    guest.file("f", "");
    for (int fd = TOP + 1; fd < 10; fd++) {
      assertEquals(fd, guest.open("f", 0, Guest.READ));
    }
    refuses(Errno.EMFILE, () -> guest.open("f", 0, Guest.READ));
    refuses(Errno.EMFILE, () -> guest.create("new"));
    refuses(Errno.ENOENT, () -> guest.stat("new"));
    guest.close(5);
    assertEquals(5, guest.open("f", 0, Guest.READ));
  }

  /** errno.dquot: what is left is written, and then nothing more; streams are not counted. */
  @Test
  void bytesWrittenAreLimited() throws IOException {
    limited(GuestLimits.DEFAULT.withBytesWritten(10));
    int fd = guest.create("f");
    assertEquals(6, guest.write(fd, "123456"));
    assertEquals(6, guest.write(1, "stream"));
    refuses(Errno.EDQUOT, () -> guest.call(WasiCall.FD_ALLOCATE, fd, 0, 5));
    assertEquals(4, guest.pwrite(fd, "abcdef", 0));
    refuses(Errno.EDQUOT, () -> guest.write(fd, "x"));
    assertEquals(0, guest.write(fd, ""));
    assertEquals("abcd56", guest.contents("f"));
  }

  /** errno.nametoolong: levels below what was given, however they are come to. */
  @Test
  void depthIsLimited() throws IOException {
    limited(GuestLimits.DEFAULT.withDepth(3));
    guest.mkdir("1");
    guest.mkdir("1/2");
    guest.mkdir("1/2/3");
    refuses(Errno.ENAMETOOLONG, () -> guest.mkdir("1/2/3/4"));
    int fd = guest.openDirectory("1/2/3");
    refuses(Errno.ENAMETOOLONG, () -> guest.open(fd, 0, "4", Flags.CREAT, 0, 0, 0));
    guest.stat("1/../1/2/3");
  }

  /** errno.nametoolong, for shorter names than the file system has. */
  @Test
  void namesAreLimited() throws IOException {
    limited(GuestLimits.DEFAULT.withNameLength(8));
    guest.file("12345678", "");
    refuses(Errno.ENAMETOOLONG, () -> guest.create("123456789"));
    refuses(Errno.ENAMETOOLONG, () -> guest.mkdir("ääääx"));
  }

  /** Limits that cannot be. */
  @Test
  void impossibleLimitsAreRefused() throws IOException {
    limited(GuestLimits.DEFAULT);
    assertThrows(IllegalArgumentException.class, () -> GuestLimits.DEFAULT.withOpenFiles(2));
    assertThrows(IllegalArgumentException.class, () -> GuestLimits.DEFAULT.withDepth(-1));
  }
}
