package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.PATH;
import static io.vnode.wasi.Guest.RESULT;
import static io.vnode.wasi.Guest.STRUCT;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is different for programs that import {@code wasi_unstable}: snapshot_0's witx. */
class UnstableTest {
  private FileSystem memory;
  private Guest guest;

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
    guest = Guest.unstable(memory.getPath("/"));
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
  }

  /** whence: cur, end, set. */
  @Test
  void whenceHasOtherNumbers() {
    int fd = guest.create("f");
    guest.write(fd, "0123456789");
    assertEquals(3, guest.seek(fd, 3, 2));
    assertEquals(4, guest.seek(fd, 1, 0));
    assertEquals(9, guest.seek(fd, -1, 1));
    refuses(Errno.EINVAL, () -> guest.seek(fd, 0, 3));
  }

  /** filestat: 56 bytes, and the link count is a u32 behind the type. */
  @Test
  void filestatIsEightBytesShorter() {
    guest.file("f", "12345");
    guest.link(0, "f", "g");
    guest.memory().putLong(STRUCT + 56, 0x1234);
    guest.call(WasiCall.PATH_FILESTAT_GET, TOP, 0, PATH, guest.put(PATH, "f"), STRUCT);
    assertEquals(FileType.of(io.vnode.engine.Kind.REGULAR), guest.memory().get(STRUCT + 16));
    assertEquals(2, guest.memory().getInt(STRUCT + 20));
    assertEquals(5, guest.memory().getLong(STRUCT + 24));
    long mtim = guest.memory().getLong(STRUCT + 40);
    guest.setTimes(0, "f", 0, 77, Flags.MTIM);
    guest.call(WasiCall.PATH_FILESTAT_GET, TOP, 0, PATH, guest.put(PATH, "f"), STRUCT);
    assertEquals(77, guest.memory().getLong(STRUCT + 40));
    assertEquals(0x1234, guest.memory().getLong(STRUCT + 56), "behind the structure");
    assertEquals(true, mtim > 77);
    guest.call(WasiCall.PATH_FILESTAT_GET, TOP, 0, PATH, guest.put(PATH, "f"), Guest.SIZE - 56);
    refuses(
        Errno.EFAULT,
        () ->
            guest.call(
                WasiCall.PATH_FILESTAT_GET, TOP, 0, PATH, guest.put(PATH, "f"), Guest.SIZE - 55));
  }

  /** subscription: an identifier is before the clock. */
  @Test
  void subscriptionsAreEightBytesLonger() {
    guest.memory().putLong(STRUCT, 9).putLong(STRUCT + 8, 0).putLong(STRUCT + 16, 5);
    guest.memory().putInt(STRUCT + 24, 1).putLong(STRUCT + 32, 1).putShort(STRUCT + 48, (short) 0);
    guest.memory().putLong(STRUCT + 56, 10).putLong(STRUCT + 64, 2).putInt(STRUCT + 72, 1);
    guest.call(WasiCall.POLL_ONEOFF, STRUCT, BUFFER, 2, RESULT);
    int last = guest.memory().getInt(RESULT) - 1;
    assertEquals(10, guest.memory().getLong(BUFFER + 32 * last));
    assertEquals(2, guest.memory().get(BUFFER + 32 * last + 10));
  }
}
