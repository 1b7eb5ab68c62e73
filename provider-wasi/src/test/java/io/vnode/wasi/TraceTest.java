package io.vnode.wasi;

import static io.vnode.wasi.Guest.FOLLOW;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be seen of a guest from outside: each call, and how many there were. */
class TraceTest {

  private static void play(Guest guest) {
    int fd =
        guest.open(TOP, FOLLOW, "a \"b\"\n", Flags.CREAT | Flags.TRUNC, Guest.READ_WRITE, 0, 0);
    guest.write(fd, "12345");
    guest.seek(fd, -2, 2);
    guest.call(WasiCall.FD_FDSTAT_SET_FLAGS, fd, Flags.APPEND | Flags.SYNC);
    refuses(Errno.ENOENT, () -> guest.stat(0, "missing"));
    refuses(Errno.EFAULT, () -> guest.call(WasiCall.PATH_UNLINK_FILE, TOP, -1, 4));
    guest.setTimes(FOLLOW, "a \"b\"\n", 1, 2, Flags.MTIM);
    guest.close(fd);
    assertThrows(GuestExit.class, () -> guest.wasi().call(WasiCall.PROC_EXIT, 3));
  }

  /** Issue 9: "prints each call as strace does". */
  @Test
  void callsAreToldAsStraceDoes() throws IOException {
    StringBuilder told = new StringBuilder();
    try (FileSystem memory = MemFs.create();
        Guest guest =
            Guest.of(settings -> settings.preopen("/", memory.getPath("/")).trace(told))) {
      play(guest);
    }
    assertEquals(
        List.of(
            "path_open(3, \"a \\\"b\\\"\\n\", O_CREAT|O_TRUNC) = 4",
            "fd_write(4, 5) = 5",
            "fd_seek(4, -2, SEEK_END) = 3",
            "fd_fdstat_set_flags(4, APPEND|SYNC) = 0",
            "path_filestat_get(3, NOFOLLOW, \"missing\") = -1 ENOENT (No such file or directory)",
            "path_unlink_file(3, EFAULT) = -1 EFAULT (Bad address)",
            "path_filestat_set_times(3, \"a \\\"b\\\"\\n\", 1, 2, MTIM) = 0",
            "fd_close(4) = 0",
            "proc_exit(3) = ?"),
        told.toString().lines().toList());
  }

  /** Issue 9: "to a stream or JSON lines". */
  @Test
  void callsAreToldAsJson() throws IOException {
    StringBuilder told = new StringBuilder();
    try (FileSystem memory = MemFs.create();
        Guest guest =
            Guest.of(settings -> settings.preopen("/", memory.getPath("/")).traceJson(told))) {
      play(guest);
    }
    List<String> lines = told.toString().lines().toList();
    assertEquals(
        "{\"call\":\"path_open\",\"args\":[3,\"a \\\"b\\\"\\n\",\"O_CREAT|O_TRUNC\"],\"result\":4}",
        lines.get(0));
    assertEquals(
        "{\"call\":\"path_filestat_get\",\"args\":[3,\"NOFOLLOW\",\"missing\"],\"errno\":\"ENOENT\"}",
        lines.get(4));
    assertEquals("{\"call\":\"proc_exit\",\"args\":[3],\"result\":null}", lines.get(8));
  }

  /** Issue 9: "counters per call". */
  @Test
  void callsAreCounted() throws IOException {
    try (FileSystem memory = MemFs.create();
        Guest guest = Guest.in(memory.getPath("/"))) {
      play(guest);
      Map<String, String> counts =
          guest.wasi().counts().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      each -> each.getKey().wasmName(),
                      each -> each.getValue().calls() + "/" + each.getValue().errors()));
      assertEquals("1/0", counts.get("path_open"));
      assertEquals("1/1", counts.get("path_filestat_get"));
      assertEquals("1/0", counts.get("proc_exit"));
      assertEquals(9, counts.size());
    }
  }
}
