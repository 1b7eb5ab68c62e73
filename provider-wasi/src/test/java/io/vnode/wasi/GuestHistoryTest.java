package io.vnode.wasi;

import static io.vnode.wasi.Guest.FOLLOW;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.testkit.Gen;
import io.vnode.testkit.Property;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Histories that nobody has thought of: calls that make sense, beside a naive model, and calls with
 * anything for arguments, of which none may do harm. {@code -Dvnode.tries=20000} makes them long.
 */
class GuestHistoryTest {
  private static final int STEPS = 60;
  private static final int ERRNO_MAX = 76;
  private static final List<WasiCall> CALLS = List.of(WasiCall.values());

  // ---------------------------------------------------------------- beside a model

  /** What a guest sees of files, if there were nothing but names, bytes and offsets. */
  private static final class Model {
    private static final class Contents {
      byte[] bytes = {};
      int links;
    }

    private static final class Open {
      final Contents contents;
      int offset;
      boolean appends;

      Open(Contents contents) {
        this.contents = contents;
      }
    }

    final Map<String, Contents> names = new HashMap<>();
    final Map<Integer, Open> open = new HashMap<>();

    void open(int fd, String name, boolean truncates, boolean appends) {
      Contents contents =
          names.computeIfAbsent(
              name,
              one -> {
                Contents made = new Contents();
                made.links = 1;
                return made;
              });
      if (truncates) {
        contents.bytes = new byte[0];
      }
      Open opened = new Open(contents);
      opened.appends = appends;
      open.put(fd, opened);
    }

    void write(Open file, byte[] bytes) {
      int at = file.appends ? file.contents.bytes.length : file.offset;
      int end = at + bytes.length;
      if (bytes.length > 0) {
        file.contents.bytes =
            Arrays.copyOf(file.contents.bytes, Math.max(end, file.contents.bytes.length));
        System.arraycopy(bytes, 0, file.contents.bytes, at, bytes.length);
      }
      file.offset = end;
    }

    String read(Open file, int length) {
      int from = Math.min(file.offset, file.contents.bytes.length);
      int to = Math.min(from + length, file.contents.bytes.length);
      file.offset += to - from;
      return new String(Arrays.copyOfRange(file.contents.bytes, from, to), US_ASCII);
    }
  }

  /** One call of a guest, and what the model says to it. */
  private interface Step {
    void run(Guest guest, Model model);
  }

  private static Step named(String text, Step step) {
    return new Step() {
      @Override
      public void run(Guest guest, Model model) {
        step.run(guest, model);
      }

      @Override
      public String toString() {
        return text;
      }
    };
  }

  private static final Gen<String> NAMES = Gen.of("a", "b", "c");
  private static final Gen<Integer> FDS = Gen.ints(TOP + 1, TOP + 5);

  private static Gen<Step> steps() {
    return Gen.weighted(
        Gen.weight(3, Gen.zip(NAMES, Gen.ints(0, 3), GuestHistoryTest::opening)),
        Gen.weight(1, FDS.map(GuestHistoryTest::closing)),
        Gen.weight(4, Gen.zip(FDS, Gen.ints(0, 40), GuestHistoryTest::writing)),
        Gen.weight(3, Gen.zip(FDS, Gen.ints(0, 60), GuestHistoryTest::reading)),
        Gen.weight(2, Gen.zip(FDS, Gen.ints(0, 100), GuestHistoryTest::seeking)),
        Gen.weight(1, Gen.zip(FDS, Gen.ints(0, 100), GuestHistoryTest::resizing)),
        Gen.weight(1, Gen.zip(FDS, Gen.booleans(), GuestHistoryTest::appending)),
        Gen.weight(1, NAMES.map(GuestHistoryTest::unlinking)),
        Gen.weight(1, Gen.zip(NAMES, NAMES, GuestHistoryTest::renaming)),
        Gen.weight(1, Gen.zip(NAMES, NAMES, GuestHistoryTest::linking)),
        Gen.weight(1, Gen.zip(FDS, FDS, GuestHistoryTest::renumbering)));
  }

  private static Step opening(String name, int flags) {
    boolean truncates = (flags & 1) != 0;
    boolean appends = (flags & 2) != 0;
    return named(
        "open " + name + " " + flags,
        (guest, model) -> {
          int oflags = Flags.CREAT | (truncates ? Flags.TRUNC : 0);
          int fd =
              guest.open(
                  TOP, FOLLOW, name, oflags, Guest.READ_WRITE, 0, appends ? Flags.APPEND : 0);
          model.open(fd, name, truncates, appends);
        });
  }

  /** A step on an open file, which is EBADF where {@code fd} is none. */
  private static Step onFile(String text, int fd, FileStep step) {
    return named(
        text + " " + fd,
        (guest, model) -> {
          Model.Open file = model.open.get(fd);
          if (file == null) {
            refuses(Errno.EBADF, () -> guest.fdstat(fd));
          } else {
            step.run(guest, model, file);
          }
        });
  }

  private interface FileStep {
    void run(Guest guest, Model model, Model.Open file);
  }

  private static Step closing(int fd) {
    return onFile(
        "close",
        fd,
        (guest, model, file) -> {
          guest.close(fd);
          model.open.remove(fd);
        });
  }

  private static Step writing(int fd, int length) {
    String text = "abcdefghij".repeat(5).substring(length % 10, length % 10 + length);
    return onFile(
        "write " + text,
        fd,
        (guest, model, file) -> {
          assertEquals(length, guest.write(fd, text));
          model.write(file, text.getBytes(US_ASCII));
          if (length == 0) {
            file.offset = (int) guest.tell(fd); // POSIX leaves open what writing nothing does.
          }
        });
  }

  private static Step reading(int fd, int length) {
    return onFile(
        "read " + length,
        fd,
        (guest, model, file) -> assertEquals(model.read(file, length), guest.read(fd, length)));
  }

  private static Step seeking(int fd, int offset) {
    return onFile(
        "seek " + offset,
        fd,
        (guest, model, file) -> {
          assertEquals(file.offset, guest.tell(fd));
          assertEquals(offset, guest.seek(fd, offset, 0));
          file.offset = offset;
        });
  }

  private static Step resizing(int fd, int size) {
    return onFile(
        "resize " + size,
        fd,
        (guest, model, file) -> {
          guest.call(WasiCall.FD_FILESTAT_SET_SIZE, fd, size);
          file.contents.bytes = Arrays.copyOf(file.contents.bytes, size);
        });
  }

  private static Step appending(int fd, boolean appends) {
    return onFile(
        "append " + appends,
        fd,
        (guest, model, file) -> {
          guest.call(WasiCall.FD_FDSTAT_SET_FLAGS, fd, appends ? Flags.APPEND : 0);
          file.appends = appends;
        });
  }

  private static Step unlinking(String name) {
    return named(
        "unlink " + name,
        (guest, model) -> {
          Model.Contents gone = model.names.remove(name);
          if (gone == null) {
            refuses(Errno.ENOENT, () -> guest.unlink(name));
          } else {
            guest.unlink(name);
            gone.links--;
          }
        });
  }

  private static Step renaming(String from, String to) {
    return named(
        "rename " + from + " " + to,
        (guest, model) -> {
          Model.Contents moved = model.names.get(from);
          if (moved == null) {
            refuses(Errno.ENOENT, () -> guest.rename(from, to));
            return;
          }
          guest.rename(from, to);
          Model.Contents replaced = model.names.get(to);
          if (replaced != moved) {
            model.names.remove(from);
            model.names.put(to, moved);
            if (replaced != null) {
              replaced.links--;
            }
          }
        });
  }

  private static Step linking(String from, String to) {
    return named(
        "link " + from + " " + to,
        (guest, model) -> {
          Model.Contents linked = model.names.get(from);
          if (linked == null) {
            refuses(Errno.ENOENT, () -> guest.link(0, from, to));
          } else if (model.names.containsKey(to)) {
            refuses(Errno.EEXIST, () -> guest.link(0, from, to));
          } else {
            guest.link(0, from, to);
            model.names.put(to, linked);
            linked.links++;
          }
        });
  }

  private static Step renumbering(int from, int to) {
    return named(
        "renumber " + from + " " + to,
        (guest, model) -> {
          if (!model.open.containsKey(from) || !model.open.containsKey(to)) {
            refuses(Errno.EBADF, () -> guest.call(WasiCall.FD_RENUMBER, from, to));
          } else {
            guest.call(WasiCall.FD_RENUMBER, from, to);
            Model.Open moved = model.open.get(from);
            model.open.remove(from);
            model.open.put(to, moved);
          }
        });
  }

  /** Every call answers what the model says, and in the end everything is as the model has it. */
  @Test
  void guestsSeeWhatTheModelSays() {
    Property.forAllHistories(
        300,
        STEPS,
        steps(),
        history -> {
          try (MemFileSystem memory = MemFs.create();
              Guest guest = Guest.in(memory.getPath("/tmp"))) {
            Model model = new Model();
            history.forEach(step -> step.run(guest, model));
            assertSame(guest, model);
            memory.namespace().verify();
          }
        });
  }

  private static void assertSame(Guest guest, Model model) {
    for (String name : List.of("a", "b", "c")) {
      Model.Contents contents = model.names.get(name);
      if (contents == null) {
        refuses(Errno.ENOENT, () -> guest.stat(name));
      } else {
        assertEquals(contents.bytes.length, guest.stat(name).size());
        assertEquals(contents.links, guest.stat(name).links());
      }
    }
    model.open.forEach((fd, file) -> {
      assertEquals(file.contents.links, guest.fstat(fd).links());
      assertEquals(new String(file.contents.bytes, US_ASCII), guest.pread(fd, 4000, 0));
    });
  }

  // ---------------------------------------------------------------- with anything for arguments

  /** An argument: a small number, a pointer that is good, or something else. */
  private static long argument(Random random, Guest guest) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> random.nextInt(12);
      case 3 -> Guest.SIZE - random.nextInt(70);
      case 4 -> random.nextLong();
      case 5 -> 1L << random.nextInt(64);
      default -> {
        int at = Guest.PATH + 8 * random.nextInt(100);
        if (random.nextBoolean()) {
          guest.put(at, random.nextBoolean() ? "a/../b" : "f");
        }
        yield at;
      }
    };
  }

  /** Whatever a guest passes, it is told an errno, nothing is thrown, and the tree stays sound. */
  @Test
  void noArgumentsDoHarm() {
    Property.forAll(
        400,
        Gen.longs(0, Long.MAX_VALUE),
        seed -> {
          Random random = new Random(seed);
          try (MemFileSystem memory = MemFs.builder().capacity("1 MiB").build();
              Guest guest = careful(memory)) {
            for (int i = 0; i < STEPS; i++) {
              makeCall(guest, CALLS.get(random.nextInt(CALLS.size())), random);
            }
            memory.namespace().verify();
          }
        });
  }

  /** One with some files, and with limits, so that nothing takes long. */
  private static Guest careful(MemFileSystem memory) throws IOException {
    Guest guest =
        Guest.of(settings ->
            settings
                .preopen("/", memory.getPath("/tmp"))
                .limits(GuestLimits.DEFAULT.withOpenFiles(20).withBytesWritten(1 << 20)));
    guest.file("f", "contents");
    guest.mkdir("a");
    guest.open("f", 0, Guest.READ_WRITE);
    return guest;
  }

  private static void makeCall(Guest guest, WasiCall call, Random random) {
    long[] arguments = new long[call.types().length()];
    for (int i = 0; i < arguments.length; i++) {
      long any = argument(random, guest);
      arguments[i] = call.types().charAt(i) == 'i' ? (int) any : any;
    }
    if (call == WasiCall.POLL_ONEOFF) {
      return; // It waits, as it is asked to.
    }
    try {
      int errno = guest.errno(call, arguments);
      assertTrue(errno >= 0 && errno <= ERRNO_MAX, () -> call + " answers " + errno);
    } catch (GuestExit e) {
      assertTrue(call == WasiCall.PROC_EXIT || call == WasiCall.PROC_RAISE);
    }
  }
}
