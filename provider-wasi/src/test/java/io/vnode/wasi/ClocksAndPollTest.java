package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.RESULT;
import static io.vnode.wasi.Guest.STRUCT;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clocks, waiting, and the end of a guest. */
@Timeout(60)
class ClocksAndPollTest {
  private static final long MILLISECOND = 1_000_000;
  private static final int REALTIME = 0;
  private static final int MONOTONIC = 1;
  private static final int CPU = 2;

  private final PipedInputStream input = new PipedInputStream();
  private PipedOutputStream typist;
  private FileSystem memory;
  private Guest guest;
  private int subscriptions;

  @BeforeEach
  void begin() throws IOException {
    typist = new PipedOutputStream(input);
    memory = MemFs.create();
    guest =
        Guest.of(settings ->
            settings.preopen("/", memory.getPath("/")).stdin(input).clock(() -> 1_000_000_007L));
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
    typist.close();
  }

  private long time(int clock) {
    guest.call(WasiCall.CLOCK_TIME_GET, clock, 0, RESULT);
    return guest.memory().getLong(RESULT);
  }

  /** clock_time_get: realtime, "Time value zero corresponds with 1970-01-01T00:00:00Z". */
  @Test
  void realTimeIsThatOfTheClockThatWasGiven() {
    assertEquals(1_000_000_007L, time(REALTIME));
  }

  /** monotonic: "whose value cannot be adjusted and which cannot have negative clock jumps". */
  @Test
  void monotonicTimeNeverGoesBack() {
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      long now = time(MONOTONIC);
      assertTrue(now >= last);
      last = now;
    }
  }

  /** clock_res_get: "a non-zero value for supported clocks. For unsupported clocks ... EINVAL". */
  @Test
  void everyClockHasAResolution() {
    for (int clock = 0; clock < 4; clock++) {
      guest.call(WasiCall.CLOCK_RES_GET, clock, RESULT);
      assertTrue(guest.memory().getLong(RESULT) > 0);
      time(clock);
    }
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.CLOCK_RES_GET, 4, RESULT));
    refuses(Errno.EINVAL, () -> time(-1));
  }

  // ---------------------------------------------------------------- poll_oneoff

  private ByteBuffer subscribe(int type) {
    int at = STRUCT + 48 * subscriptions;
    guest.memory().putLong(at, 1000 + subscriptions++).putLong(at + 8, type);
    return guest.memory().duplicate().order(guest.memory().order()).position(at);
  }

  private void subscribeToClock(int clock, long timeout, int flags) {
    ByteBuffer fields = subscribe(0);
    int at = fields.position();
    fields.putInt(at + 16, clock).putLong(at + 24, timeout).putShort(at + 40, (short) flags);
  }

  private void subscribeToFile(int type, int fd) {
    ByteBuffer fields = subscribe(type);
    fields.putInt(fields.position() + 16, fd);
  }

  private record Event(long userdata, int errno, int type, long bytes, int flags) {}

  private List<Event> poll() {
    guest.call(WasiCall.POLL_ONEOFF, STRUCT, BUFFER, subscriptions, RESULT);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < guest.memory().getInt(RESULT); i++) {
      int at = BUFFER + 32 * i;
      events.add(
          new Event(
              guest.memory().getLong(at),
              guest.memory().getShort(at + 8),
              guest.memory().get(at + 10),
              guest.memory().getLong(at + 16),
              guest.memory().getShort(at + 24)));
    }
    subscriptions = 0;
    return events;
  }

  /** eventtype.clock: "The time value of clock ... has reached timestamp". */
  @Test
  void aClockIsWaitedFor() {
    subscribeToClock(MONOTONIC, 20 * MILLISECOND, 0);
    long start = System.nanoTime();
    assertEquals(List.of(new Event(1000, 0, 0, 0, 0)), poll());
    assertTrue(System.nanoTime() - start >= 20 * MILLISECOND);
  }

  /** subclockflags.abstime: "an absolute timestamp of clock". */
  @Test
  void aMomentThatHasPassedIsThereAtOnce() {
    subscribeToClock(REALTIME, 1_000_000_000L, Flags.ABSTIME);
    subscribeToClock(MONOTONIC, Long.MAX_VALUE, 0);
    assertEquals(List.of(new Event(1000, 0, 0, 0, 0)), poll());
  }

  /** event.error: "an error that occurred while processing the subscription request". */
  @Test
  void whatCannotBeWaitedForIsAnEventWithAnError() {
    subscribeToClock(CPU, 1, 0);
    subscribeToClock(77, 1, 0);
    subscribeToFile(1, 99);
    subscribeToFile(1, TOP);
    subscribeToFile(1, 1);
    List<Integer> errors = poll().stream().map(Event::errno).toList();
    assertEquals(
        List.of(
            Errno.EOPNOTSUPP.wasi(),
            Errno.EINVAL.wasi(),
            Errno.EBADF.wasi(),
            Errno.ENOTCAPABLE.wasi(),
            Errno.ENOTCAPABLE.wasi()),
        errors);
  }

  /** eventtype.fd_read, fd_write: "This event always triggers for regular files". */
  @Test
  void filesAreAlwaysReady() {
    int fd = guest.create("f");
    guest.write(fd, "12345");
    guest.seek(fd, 2, 0);
    subscribeToFile(1, fd);
    subscribeToFile(2, fd);
    subscribeToFile(2, 1);
    List<Event> events = poll();
    assertEquals(3, events.size());
    assertEquals(new Event(1000, 0, 1, 3, 0), events.get(0));
    assertEquals(0, events.get(1).errno());
  }

  /** fd_read on standard input waits until somebody has typed, and then nothing is lost. */
  @Test
  void inputIsWaitedFor() throws Exception {
    Thread types =
        new Thread(() -> {
          try {
            Thread.sleep(30);
            typist.write("typed".getBytes(UTF_8));
            typist.flush();
          } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    types.start();
    subscribeToFile(1, 0);
    List<Event> events = poll();
    assertEquals(1, events.size());
    assertEquals(1, events.get(0).type());
    types.join();
    assertEquals("typed", guest.read(0, 10));
  }

  /** Two subscriptions: the clock is reached while nobody types; what comes later is read whole. */
  @Test
  void inputThatDoesNotComeLetsTheClockWin() throws IOException {
    subscribeToFile(1, 0);
    subscribeToClock(MONOTONIC, 20 * MILLISECOND, 0);
    assertEquals(List.of(new Event(1001, 0, 0, 0, 0)), poll());
    typist.write("late".getBytes(UTF_8));
    typist.close();
    assertEquals("l", guest.read(0, 1));
    assertEquals("ate", guest.read(0, 10));
  }

  /** eventrwflags.fd_readwrite_hangup: the end of the input is ready, too. */
  @Test
  void theEndOfTheInputIsAnEvent() throws IOException {
    typist.close();
    subscribeToFile(1, 0);
    assertEquals(List.of(new Event(1000, 0, 1, 0, 1)), poll());
    assertEquals("", guest.read(0, 10));
    assertEquals("", guest.read(0, 10));
  }

  /** poll_oneoff of nothing, of too much, and of what is no subscription. */
  @Test
  void pollIsValidated() {
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.POLL_ONEOFF, STRUCT, BUFFER, 0, RESULT));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.POLL_ONEOFF, STRUCT, BUFFER, -1, RESULT));
    subscribe(3);
    refuses(Errno.EINVAL, this::poll);
  }

  // ---------------------------------------------------------------- the end

  /** proc_exit: "Terminate the process normally". */
  @Test
  void exitEndsTheGuest() {
    GuestExit exit = assertThrows(GuestExit.class, () -> guest.wasi().call(WasiCall.PROC_EXIT, 42));
    assertEquals(42, exit.code());
  }

  /** proc_raise, signal: "Action: Terminates the process", "Ignored", "Stops executing". */
  @Test
  void signalsDoWhatTheyDoByDefault() {
    GuestExit exit = assertThrows(GuestExit.class, () -> guest.wasi().call(WasiCall.PROC_RAISE, 6));
    assertEquals(128 + 6, exit.code());
    for (int ignored : new int[] {0, 13, 16, 17, 22, 27}) {
      guest.call(WasiCall.PROC_RAISE, ignored);
    }
    refuses(Errno.EOPNOTSUPP, () -> guest.call(WasiCall.PROC_RAISE, 18));
    refuses(Errno.EINVAL, () -> guest.call(WasiCall.PROC_RAISE, 31));
    guest.call(WasiCall.SCHED_YIELD);
  }

  /** sock_*: errno.notsock, "Not a socket". */
  @Test
  void nothingIsASocket() {
    refuses(Errno.ENOTSOCK, () -> guest.call(WasiCall.SOCK_ACCEPT, 0, 0, RESULT));
    refuses(Errno.ENOTSOCK, () -> guest.call(WasiCall.SOCK_RECV, TOP, 0, 0, 0, RESULT, RESULT));
    refuses(Errno.ENOTSOCK, () -> guest.call(WasiCall.SOCK_SEND, 1, 0, 0, 0, RESULT));
    refuses(Errno.EBADF, () -> guest.call(WasiCall.SOCK_SHUTDOWN, 99, 0));
  }
}
