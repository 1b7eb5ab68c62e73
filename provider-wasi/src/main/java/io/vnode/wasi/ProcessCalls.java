package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.util.List;
import java.util.Random;

/** The functions about the guest itself: what it was told, clocks, chance, its end; and sockets. */
final class ProcessCalls {
  private static final int PIECE = 1 << 12;
  private static final int SIGNAL_MAX = 30;

  /** What a shell adds to the number of the signal that ended a program. */
  private static final int KILLED = 128;

  /** Those signals whose action is not to terminate: none, PIPE, CHLD, CONT, URG, WINCH. */
  private static final int IGNORED = 1 | 1 << 13 | 1 << 16 | 1 << 17 | 1 << 22 | 1 << 27;

  /** Those whose action is to stop: STOP, TSTP, TTIN, TTOU. */
  private static final int STOPPING = 1 << 18 | 1 << 19 | 1 << 20 | 1 << 21;

  private final GuestView memory;
  private final DescriptorTable table;
  private final List<byte[]> arguments;
  private final List<byte[]> environment;
  private final Clocks clocks;
  private final Random random;
  private byte[] piece;

  ProcessCalls(
      WasiPreview1 guest, List<byte[]> arguments, List<byte[]> environment, Random random) {
    this.memory = guest.memory();
    this.table = guest.table();
    this.clocks = guest.clocks();
    this.arguments = arguments;
    this.environment = environment;
    this.random = random;
  }

  // ---------------------------------------------------------------- what it was told

  void arguments(int pointers, int buffer) throws VfsException {
    put(arguments, pointers, buffer);
  }

  void argumentSizes(int count, int size) throws VfsException {
    putSizes(arguments, count, size);
  }

  void environment(int pointers, int buffer) throws VfsException {
    put(environment, pointers, buffer);
  }

  void environmentSizes(int count, int size) throws VfsException {
    putSizes(environment, count, size);
  }

  private void put(List<byte[]> texts, int pointers, int buffer) throws VfsException {
    int pointer = memory.range(pointers, (long) texts.size() * 4);
    int at = memory.range(buffer, size(texts));
    for (byte[] text : texts) {
      memory.putInt(pointer, at);
      memory.put(at, text, text.length);
      pointer += 4;
      at += text.length;
    }
  }

  private void putSizes(List<byte[]> texts, int count, int size) throws VfsException {
    int countAt = memory.range(count, 4);
    int sizeAt = memory.range(size, 4);
    memory.putInt(countAt, texts.size());
    memory.putInt(sizeAt, (int) size(texts));
  }

  private static long size(List<byte[]> texts) {
    return texts.stream().mapToLong(text -> text.length).sum();
  }

  // ---------------------------------------------------------------- clocks and chance

  void resolution(int clock, int result) throws VfsException {
    int out = memory.range(result, 8);
    memory.putLong(out, clocks.resolution(clock));
  }

  void time(int clock, int result) throws VfsException {
    int out = memory.range(result, 8);
    memory.putLong(out, clocks.now(clock));
  }

  void random(int buffer, int length) throws VfsException {
    int at = memory.range(buffer, length);
    int end = at + length;
    if (piece == null) {
      piece = new byte[PIECE];
    }
    for (; at < end; at += PIECE) {
      random.nextBytes(piece);
      memory.put(at, piece, Math.min(PIECE, end - at));
    }
  }

  // ---------------------------------------------------------------- its end

  /** Does what the signal does to a program that does not catch it. */
  void raise(int signal) throws VfsException {
    if (signal < 0 || signal > SIGNAL_MAX) {
      throw VfsException.of(Errno.EINVAL);
    }
    int bit = 1 << signal;
    if ((bit & STOPPING) != 0) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    if ((bit & IGNORED) == 0) {
      throw new GuestExit(KILLED + signal);
    }
  }

  /** Lets other threads run: the guest knows why. */
  @SuppressWarnings("ThreadPriorityCheck")
  void letOthersRun() {
    Thread.yield();
  }

  // ---------------------------------------------------------------- sockets

  /** What any socket function does: a guest is given none. */
  void socket(int fd) throws VfsException {
    table.get(fd);
    throw VfsException.of(Errno.ENOTSOCK);
  }
}
