package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.VfsException;
import java.util.ArrayList;
import java.util.List;

/**
 * A call as a person reads it: paths as text, flags by their names, buffers by their sizes. What is
 * only plumbing is left out: pointers, rights, and flags that are not set.
 */
final class TracedCall {
  /** A word that stands for a number, and is no text of the guest's. */
  record Word(String text) {}

  private static final String[] OFLAGS = {"O_CREAT", "O_DIRECTORY", "O_EXCL", "O_TRUNC"};
  private static final String[] FDFLAGS = {"APPEND", "DSYNC", "NONBLOCK", "RSYNC", "SYNC"};
  private static final String[] FSTFLAGS = {"ATIM", "ATIM_NOW", "MTIM", "MTIM_NOW"};
  private static final String[] CLOCKS = {"REALTIME", "MONOTONIC", "PROCESS_CPU", "THREAD_CPU"};

  private static final int VECTOR_SIZE = 8;

  /** How much of a text is shown. */
  private static final int TEXT_MAX = 4096;

  private final WasiCall call;
  private final long[] arguments;
  private final GuestView memory;
  private final List<Object> values = new ArrayList<>();

  /** The call as it is about to be made. */
  TracedCall(Abi abi, WasiCall call, long[] arguments, GuestView memory) {
    this.call = call;
    this.arguments = arguments;
    this.memory = memory;
    int at = 0;
    for (Parameter parameter : call.parameters()) {
      Object value = value(abi, parameter, at);
      if (value != null) {
        values.add(value);
      }
      at += parameter.width();
    }
  }

  String name() {
    return call.wasmName();
  }

  /** What is shown of the arguments: numbers, texts and {@link Word}s. */
  List<Object> values() {
    return values;
  }

  /** What is shown of the argument at {@code at}, or null. */
  private Object value(Abi abi, Parameter parameter, int at) {
    long number = arguments[at];
    return switch (parameter) {
      case FD, NUMBER, SIGNAL, ADVICE -> (long) (int) number;
      case SIZE, OFFSET, DELTA, TIME, COOKIE -> number;
      case LOOKUPFLAGS -> (number & Flags.SYMLINK_FOLLOW) == 0 ? new Word("NOFOLLOW") : null;
      case OFLAGS -> flags(number, OFLAGS);
      case FDFLAGS -> flags(number, FDFLAGS);
      case FSTFLAGS -> flags(number, FSTFLAGS);
      case CLOCK -> number < 0 || number >= CLOCKS.length ? number : new Word(CLOCKS[(int) number]);
      case WHENCE -> whence(abi, (int) number);
      case PATH -> text((int) number, (int) arguments[at + 1]);
      case BUFFER -> Integer.toUnsignedLong((int) arguments[at + 1]);
      case VECTORS -> bytes((int) number, (int) arguments[at + 1]);
      case RIGHTS, POINTER, RESULT, LONG_RESULT -> null;
    };
  }

  /** The flags that are set; null for none. */
  private static Word flags(long set, String[] names) {
    List<String> shown = new ArrayList<>();
    for (int bit = 0; bit < names.length; bit++) {
      if ((set & 1L << bit) != 0) {
        shown.add(names[bit]);
      }
    }
    long rest = set & -1L << names.length;
    if (rest != 0) {
      shown.add("0x" + Long.toHexString(rest));
    }
    return shown.isEmpty() ? null : new Word(String.join("|", shown));
  }

  private static Object whence(Abi abi, int number) {
    try {
      return new Word("SEEK_" + abi.whence(number));
    } catch (VfsException e) {
      return (long) number;
    }
  }

  private Object text(int pointer, int length) {
    try {
      int at = memory.range(pointer, length);
      byte[] bytes = new byte[Math.min(length, TEXT_MAX)];
      memory.get(at, bytes, bytes.length);
      return new String(bytes, UTF_8);
    } catch (VfsException e) {
      return new Word("EFAULT");
    }
  }

  /** How many bytes the {@code count} pieces at {@code pointer} have. */
  private Object bytes(int pointer, int count) {
    try {
      int at = memory.range(pointer, (long) count * VECTOR_SIZE);
      long total = 0;
      for (int i = 0; i < count; i++) {
        total += Integer.toUnsignedLong(memory.getInt(at + i * VECTOR_SIZE + 4));
      }
      return total;
    } catch (VfsException e) {
      return new Word("EFAULT");
    }
  }

  /** What a call that succeeded has answered: a descriptor, a count, a place; or zero. */
  long result() {
    int at = 0;
    for (Parameter parameter : call.parameters()) {
      if (parameter == Parameter.RESULT) {
        return Integer.toUnsignedLong(memory.getInt((int) arguments[at]));
      }
      if (parameter == Parameter.LONG_RESULT) {
        return memory.getLong((int) arguments[at]);
      }
      at += parameter.width();
    }
    return 0;
  }
}
