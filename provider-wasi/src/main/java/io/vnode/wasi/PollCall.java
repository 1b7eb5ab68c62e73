package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** The function {@code poll_oneoff}: waits for a time, or for bytes on standard input. */
final class PollCall {
  private static final int COUNT_MAX = 1024;
  private static final int EVENT_SIZE = 32;

  /** The numbers of {@code eventtype}. */
  private static final int CLOCK = 0;

  private static final int FD_READ = 1;
  private static final int FD_WRITE = 2;

  /** {@code eventrwflags}: nothing more comes. */
  private static final int HANGUP = 1;

  /** How many bytes a stream takes: all of them, so this says no more than that there is room. */
  private static final int ROOM = 1 << 16;

  /** For how long a wait trusts the clock that people set. */
  private static final long REALTIME_NANOS = 100_000_000;

  private final GuestView memory;
  private final DescriptorTable table;
  private final Clocks clocks;

  // Of the call that is under way.
  private Abi abi;
  private int subscriptions;
  private int count;
  private int events;
  private int out;

  PollCall(WasiPreview1 guest) {
    this.memory = guest.memory();
    this.table = guest.table();
    this.clocks = guest.clocks();
  }

  void poll(Abi abi, int in, int out, int count, int result) throws IOException {
    if (count <= 0 || count > COUNT_MAX) {
      throw VfsException.of(Errno.EINVAL);
    }
    this.abi = abi;
    this.count = count;
    this.subscriptions = memory.range(in, (long) count * abi.subscriptionSize());
    this.out = memory.range(out, (long) count * EVENT_SIZE);
    this.events = 0;
    int resultAt = memory.range(result, 4);
    memory.putInt(resultAt, run());
  }

  private int run() throws IOException {
    long[] deadlines = new long[count];
    requireKnown();
    for (int i = 0; i < count; i++) {
      deadlines[i] = type(i) == CLOCK ? deadline(i) : 0;
    }
    while (true) {
      GuestInput awaited = look(deadlines);
      if (events > 0 || Thread.currentThread().isInterrupted()) {
        return events;
      }
      long nanos = nanosToFirst(deadlines);
      if (awaited != null) {
        awaited.await(nanos);
      } else {
        LockSupport.parkNanos(this, nanos);
      }
    }
  }

  /** Notes what has happened. @return the input that somebody waits for, or null */
  private GuestInput look(long[] deadlines) throws IOException {
    GuestInput awaited = null;
    events = 0;
    for (int i = 0; i < count; i++) {
      try {
        switch (type(i)) {
          case CLOCK -> lookAtClock(i, deadlines[i]);
          case FD_READ -> awaited = lookAtInput(i, awaited);
          default -> lookAtOutput(i);
        }
      } catch (VfsException e) {
        put(i, e.errno().wasi(), 0, 0);
      }
    }
    return awaited;
  }

  private void requireKnown() throws VfsException {
    for (int i = 0; i < count; i++) {
      if (type(i) > FD_WRITE) {
        throw VfsException.of(Errno.EINVAL);
      }
    }
  }

  // ---------------------------------------------------------------- subscriptions

  private int at(int index) {
    return subscriptions + index * abi.subscriptionSize();
  }

  private int type(int index) {
    return Byte.toUnsignedInt(memory.getByte(at(index) + 8));
  }

  private int clock(int index) {
    return memory.getInt(at(index) + abi.clockAt());
  }

  /** The moment, by its own clock, that subscription {@code index} is for. */
  private long deadline(int index) throws VfsException {
    int fields = at(index) + abi.clockAt();
    long timeout = memory.getLong(fields + 8);
    long latest = timeout < 0 ? Long.MAX_VALUE : timeout; // It has no sign.
    boolean isMoment = (memory.getShort(fields + 24) & Flags.ABSTIME) != 0;
    if (isMoment || !isWaitable(clock(index))) {
      return latest;
    }
    long moment = clocks.now(clock(index)) + latest;
    return moment < 0 ? Long.MAX_VALUE : moment;
  }

  private static boolean isWaitable(int clock) {
    return clock == Clocks.REALTIME || clock == Clocks.MONOTONIC;
  }

  private long nanosToFirst(long[] deadlines) throws VfsException {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (type(i) == CLOCK) {
        long left = deadlines[i] - clocks.now(clock(i));
        first =
            Math.min(first, clock(i) == Clocks.REALTIME ? Math.min(left, REALTIME_NANOS) : left);
      }
    }
    return Math.max(0, first);
  }

  private void lookAtClock(int index, long deadline) throws VfsException {
    int clock = clock(index);
    long now = clocks.now(clock);
    if (!isWaitable(clock)) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    if (now >= deadline) {
      put(index, 0, 0, 0);
    }
  }

  private Descriptor descriptor(int index) throws VfsException {
    Descriptor found = table.get(memory.getInt(at(index) + 16));
    found.require(Rights.POLL_FD_READWRITE);
    return found;
  }

  /** Notes bytes to read. @return the input to wait for, if there are none; else {@code awaited} */
  private GuestInput lookAtInput(int index, GuestInput awaited) throws IOException {
    Descriptor descriptor = descriptor(index);
    descriptor.require(Rights.FD_READ);
    if (descriptor instanceof StreamDescriptor stream) {
      GuestInput input = stream.input();
      if (!input.isReady()) {
        return input;
      }
      put(index, 0, input.available(), input.isAtEnd() ? HANGUP : 0);
    } else {
      OpenFile file = descriptor.asFile().file();
      put(index, 0, Math.max(0, file.size() - file.position()), 0);
    }
    return awaited;
  }

  private void lookAtOutput(int index) throws VfsException {
    descriptor(index).require(Rights.FD_WRITE);
    put(index, 0, ROOM, 0);
  }

  /** Puts the event of subscription {@code index} behind those that are there. */
  private void put(int index, int errno, long bytes, int flags) {
    int event = out + events++ * EVENT_SIZE;
    memory.putLong(event, memory.getLong(at(index)));
    memory.putLong(event + 8, errno | (long) type(index) << 16); // And zeros behind them.
    memory.putLong(event + 16, bytes);
    memory.putLong(event + 24, flags);
  }
}
