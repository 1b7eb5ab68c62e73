package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.RESULT;
import static io.vnode.wasi.Guest.SIZE;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.VECTORS;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** errno.fault, "Bad address": what a guest points at is in its memory or is refused. */
class PointersTest {
  /** Each one byte or more beyond the memory, as an i32 of a guest. */
  private static final List<Integer> BAD = List.of(SIZE, Integer.MAX_VALUE, -1, Integer.MIN_VALUE);

  private FileSystem memory;
  private Guest guest;
  private int file;

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
    guest =
        Guest.of(settings ->
            settings
                .preopen("/", memory.getPath("/"))
                .arguments("a", "b")
                .environment(Map.of("A", "b")));
    file = guest.create("f");
    guest.write(file, "text");
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
  }

  /** Every pointer of every call, one at a time. */
  @Test
  void everyPointerOfEveryCallIsChecked() {
    int checked = 0;
    for (WasiCall call : WasiCall.values()) {
      int index = 0;
      for (Parameter parameter : call.parameters()) {
        if (isPointer(parameter)) {
          for (int bad : BAD) {
            assertRefused(call, index, bad);
            checked++;
          }
        }
        index += parameter.width();
      }
    }
    assertTrue(checked > 180, "pointers checked: " + checked);
  }

  private static boolean isPointer(Parameter parameter) {
    return switch (parameter) {
      case PATH, BUFFER, VECTORS, POINTER, RESULT, LONG_RESULT -> true;
      default -> false;
    };
  }

  private void assertRefused(WasiCall call, int index, int bad) {
    if (call.wasmName().startsWith("sock_")) {
      return; // ENOTSOCK comes first: no pointer is looked at.
    }
    long[] arguments = goodArguments(call);
    arguments[index] = bad;
    assertEquals(
        Errno.EFAULT.wasi(),
        guest.errno(call, arguments),
        () -> call + " with argument " + index + " of " + Arrays.toString(arguments));
  }

  /** Arguments with which the call gets as far as its pointers. */
  private long[] goodArguments(WasiCall call) {
    long[] arguments = new long[call.types().length()];
    boolean onDirectory =
        call.wasmName().startsWith("path_")
            || call == WasiCall.FD_READDIR
            || call == WasiCall.FD_PRESTAT_GET
            || call == WasiCall.FD_PRESTAT_DIR_NAME;
    guest.memory().putInt(VECTORS, BUFFER).putInt(VECTORS + 4, 1);
    int at = 0;
    for (Parameter parameter : call.parameters()) {
      switch (parameter) {
        case FD -> arguments[at] = onDirectory ? TOP : file;
        case PATH -> {
          arguments[at] = Guest.PATH;
          arguments[at + 1] = guest.put(Guest.PATH, call == WasiCall.PATH_READLINK ? "l" : "f");
        }
        case BUFFER -> {
          arguments[at] = BUFFER;
          arguments[at + 1] = 8;
        }
        case VECTORS -> {
          arguments[at] = VECTORS;
          arguments[at + 1] = 1;
        }
        case POINTER -> arguments[at] = BUFFER;
        case RESULT, LONG_RESULT -> arguments[at] = RESULT;
        case NUMBER -> arguments[at] = 1;
        default -> arguments[at] = 0;
      }
      at += parameter.width();
    }
    return arguments;
  }

  /** iovec: a piece that begins inside and ends outside, and one whose length has no sign. */
  @Test
  void everyPieceIsChecked() {
    int[][] bad = {{SIZE - 1, 2}, {-1, 1}, {0, -1}, {SIZE, 1}};
    for (int[] piece : bad) {
      guest.memory().putInt(VECTORS, BUFFER).putInt(VECTORS + 4, 4);
      guest.memory().putInt(VECTORS + 8, piece[0]).putInt(VECTORS + 12, piece[1]);
      refuses(Errno.EFAULT, () -> guest.call(WasiCall.FD_WRITE, file, VECTORS, 2, RESULT));
      refuses(Errno.EFAULT, () -> guest.call(WasiCall.FD_PREAD, file, VECTORS, 2, 0, RESULT));
    }
    assertEquals("text", guest.pread(file, 100, 0));
  }

  /** POSIX writev: EINVAL for more than IOV_MAX pieces. */
  @Test
  void hugeCountsAreBounded() {
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_READ, file, VECTORS, 1025, RESULT));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.FD_WRITE, file, VECTORS, -1, RESULT));
    refuses(Errno.EFAULT, () -> guest.call(WasiCall.FD_WRITE, file, SIZE - 8, 1000, RESULT));
    refuses(Errno.EFAULT, () -> guest.call(WasiCall.RANDOM_GET, BUFFER, -1));
  }

  /** Pieces are filled one after the other, and empty ones are none. */
  @Test
  void piecesAreFilledInOrder() {
    int[] lengths = {0, 1, 0, 2, 100};
    for (int i = 0; i < lengths.length; i++) {
      guest.memory().putInt(VECTORS + 8 * i, BUFFER + 16 * i);
      guest.memory().putInt(VECTORS + 8 * i + 4, lengths[i]);
    }
    guest.call(WasiCall.FD_PREAD, file, VECTORS, lengths.length, 0, RESULT);
    assertEquals(4, guest.memory().getInt(RESULT));
    assertEquals('t', guest.memory().get(BUFFER + 16));
    assertEquals('x', guest.memory().get(BUFFER + 49));
    assertEquals('t', guest.memory().get(BUFFER + 64));
    guest.call(WasiCall.FD_PREAD, file, VECTORS, 0, 0, RESULT);
    assertEquals(0, guest.memory().getInt(RESULT));
  }
}
