package io.vnode.wasi.endive;

import io.vnode.wasi.GuestMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import run.endive.runtime.ConstantEvaluators;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.PassiveDataSegment;

/**
 * The memory of a guest in one array, which the runtime computes in and files are read into without
 * a copy. The runtime's own memories are cut into pages, across which no buffer can be laid.
 */
@SuppressWarnings("removal") // What is to be removed from the interface must still be there.
public final class LinearMemory implements Memory, GuestMemory {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);

  /** An array has no more bytes than a positive int can say, and no whole page beyond. */
  private static final int PAGES_MAX = Integer.MAX_VALUE / PAGE_SIZE;

  private final MemoryLimits limits;
  private final int maximumPages;
  private byte[] bytes;
  private int pages;

  /** How many of {@link #bytes} are the guest's: a memory grows ahead of what it is asked for. */
  private int size;

  private ByteBuffer buffer;
  private DataSegment[] segments;

  /**
   * A memory with {@code limits}, and at most {@code bytesMax} bytes.
   *
   * @throws IllegalArgumentException when it begins with more than that, or with 2 GiB
   */
  public LinearMemory(MemoryLimits limits, long bytesMax) {
    this.limits = limits;
    long pagesMax = Math.min(PAGES_MAX, bytesMax / PAGE_SIZE);
    this.maximumPages = (int) Math.min(limits.maximumPages(), pagesMax);
    if (limits.initialPages() > maximumPages) {
      throw new IllegalArgumentException(
          "the program begins with "
              + limits.initialPages()
              + " pages of memory, and may have "
              + maximumPages);
    }
    this.bytes = new byte[limits.initialPages() * PAGE_SIZE];
    resize(limits.initialPages());
  }

  private static VarHandle view(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public ByteBuffer bytes() {
    return buffer;
  }

  // ---------------------------------------------------------------- size

  @Override
  public int pages() {
    return pages;
  }

  @Override
  public int grow(int more) {
    int before = pages;
    if (more < 0 || more > maximumPages - before) {
      return -1;
    }
    if (more > 0 && !reserve(before + more)) {
      return -1;
    }
    resize(before + more);
    return before;
  }

  /** Makes {@link #bytes} hold {@code wanted} pages. @return false when the host has no room */
  private boolean reserve(int wanted) {
    int length = wanted * PAGE_SIZE;
    if (length > bytes.length) {
      long ahead = Math.min((long) maximumPages * PAGE_SIZE, bytes.length * 2L);
      try {
        bytes = Arrays.copyOf(bytes, (int) Math.max(length, ahead));
      } catch (OutOfMemoryError e) {
        return false;
      }
    }
    return true;
  }

  private void resize(int pages) {
    this.pages = pages;
    this.size = pages * PAGE_SIZE;
    this.buffer = ByteBuffer.wrap(bytes).limit(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int initialPages() {
    return limits.initialPages();
  }

  @Override
  public int maximumPages() {
    return maximumPages;
  }

  // ---------------------------------------------------------------- data of the program

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    this.segments = segments;
    if (segments == null) {
      return;
    }
    for (int i = 0; i < segments.length; i++) {
      if (segments[i] instanceof ActiveDataSegment active) {
        long[] at = ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions());
        write((int) at[0], active.data(), 0, active.data().length);
        drop(i);
      }
    }
  }

  @Override
  public void initPassiveSegment(int segment, int at, int from, int length) {
    write(at, segments[segment].data(), from, length);
  }

  @Override
  public void drop(int segment) {
    segments[segment] = PassiveDataSegment.EMPTY;
  }

  // ---------------------------------------------------------------- reading and writing

  /** {@code address}, if the {@code length} bytes from there on are the guest's. */
  private int check(int address, int length) {
    if ((address | length) < 0 || address > size - length) {
      throw new TrapException("out of bounds memory access");
    }
    return address;
  }

  @Override
  public void write(int address, byte[] from, int offset, int length) {
    if ((offset | length) < 0 || offset > from.length - length) {
      throw new TrapException("out of bounds memory access");
    }
    System.arraycopy(from, offset, bytes, check(address, length), length);
  }

  @Override
  public byte read(int address) {
    return bytes[check(address, 1)];
  }

  @Override
  public byte[] readBytes(int address, int length) {
    check(address, length);
    return Arrays.copyOfRange(bytes, address, address + length);
  }

  @Override
  public void writeByte(int address, byte value) {
    bytes[check(address, 1)] = value;
  }

  @Override
  public short readShort(int address) {
    return (short) SHORTS.get(bytes, check(address, Short.BYTES));
  }

  @Override
  public long readU16(int address) {
    return Short.toUnsignedLong(readShort(address));
  }

  @Override
  public void writeShort(int address, short value) {
    SHORTS.set(bytes, check(address, Short.BYTES), value);
  }

  @Override
  public int readInt(int address) {
    return (int) INTS.get(bytes, check(address, Integer.BYTES));
  }

  @Override
  public void writeI32(int address, int value) {
    INTS.set(bytes, check(address, Integer.BYTES), value);
  }

  @Override
  public long readLong(int address) {
    return (long) LONGS.get(bytes, check(address, Long.BYTES));
  }

  @Override
  public void writeLong(int address, long value) {
    LONGS.set(bytes, check(address, Long.BYTES), value);
  }

  @Override
  public float readFloat(int address) {
    return (float) FLOATS.get(bytes, check(address, Float.BYTES));
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public void writeF32(int address, float value) {
    FLOATS.set(bytes, check(address, Float.BYTES), value);
  }

  @Override
  public double readDouble(int address) {
    return (double) DOUBLES.get(bytes, check(address, Double.BYTES));
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  @Override
  public void writeF64(int address, double value) {
    DOUBLES.set(bytes, check(address, Double.BYTES), value);
  }

  @Override
  public void zero() {
    Arrays.fill(bytes, 0, size, (byte) 0);
  }

  @Override
  public void fill(byte value, int from, int end) {
    check(from, end - from);
    Arrays.fill(bytes, from, end, value);
  }

  @Override
  public void copy(int to, int from, int length) {
    check(to, length);
    System.arraycopy(bytes, check(from, length), bytes, to, length);
  }

  // ---------------------------------------------------------------- threads, of which there is one

  @Override
  public boolean shared() {
    return limits.shared();
  }

  @Override
  public Object lock(int address) {
    return this;
  }

  @Override
  public int waitOn(int address, int expected, long timeout) {
    throw new TrapException("a guest is one thread, and nobody would wake it");
  }

  @Override
  public int waitOn(int address, long expected, long timeout) {
    throw new TrapException("a guest is one thread, and nobody would wake it");
  }

  @Override
  public int notify(int address, int maximum) {
    return 0;
  }
}
