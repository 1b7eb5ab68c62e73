package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.RESULT;
import static io.vnode.wasi.Guest.VECTORS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Issue 9: "No allocation per fd_read/fd_write beyond 64 bytes." It is measured in a JVM of its
 * own, without assertions, compiled by one compiler and in the foreground.
 */
class AllocationTest {
  private static final int CALLS = 20_000;
  private static final int ROUNDS = 5;
  private static final int BYTES_MAX = 64;
  private static final int PIECE = 4096;

  @ParameterizedTest
  @EnumSource(names = {"FD_READ", "FD_WRITE", "FD_PREAD", "FD_PWRITE"})
  void movingBytesMakesNextToNoGarbage(WasiCall call) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:-TieredCompilation",
                "-XX:-BackgroundCompilation",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationTest.class.getName(),
                call.name())
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, process.waitFor(), answer);
    assertTrue(Long.parseLong(answer) <= BYTES_MAX, () -> call + " allocates bytes: " + answer);
  }

  public static void main(String[] args) throws IOException {
    System.out.println(allocatedByEach(WasiCall.valueOf(args[0])));
  }

  private static long allocatedByEach(WasiCall call) throws IOException {
    try (FileSystem memory = MemFs.create();
        Guest guest = Guest.in(memory.getPath("/tmp"))) {
      int fd = guest.create("f");
      guest.memory().putInt(VECTORS, BUFFER).putInt(VECTORS + 4, PIECE);
      guest.call(WasiCall.FD_WRITE, fd, VECTORS, 1, RESULT);
      boolean hasOffset = call == WasiCall.FD_PREAD || call == WasiCall.FD_PWRITE;
      long[] move =
          hasOffset ? new long[] {fd, VECTORS, 1, 0, RESULT} : new long[] {fd, VECTORS, 1, RESULT};
      long[] back = {fd, 0, 0, Guest.SECOND_RESULT};
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = allocated();
        makeCalls(guest, call, move, back);
        least = Math.min(least, (allocated() - before) / CALLS);
      }
      assertEquals(PIECE, guest.memory().getInt(RESULT));
      return least;
    }
  }

  @SuppressWarnings("deprecation") // The successor of getId is not in Java 17.
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** A call that moves bytes, and one before it that goes back to where it did so last. */
  private static void makeCalls(Guest guest, WasiCall call, long[] move, long[] back) {
    for (int i = 0; i < CALLS; i++) {
      guest.wasi().call(Abi.PREVIEW1, WasiCall.FD_SEEK, back);
      guest.wasi().call(Abi.PREVIEW1, call, move);
    }
  }
}
