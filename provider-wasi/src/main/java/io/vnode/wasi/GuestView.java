package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A guest's memory behind a fence: no pointer of the guest is used before it was found to lie
 * within.
 *
 * <p>Pointers are checked when a call begins, by {@link #range}; what that answers is used by the
 * other methods, which check no more.
 */
final class GuestView {
  private final GuestMemory memory;

  /** What {@link #window} was made of last; changes when the guest has grown its memory. */
  private ByteBuffer seen;

  /** The same bytes with a position and limit of our own, so that no call makes a buffer. */
  private ByteBuffer window;

  GuestView(GuestMemory memory) {
    this.memory = memory;
  }

  /** A view of {@code bytes} alone. */
  static GuestView of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new GuestView(() -> buffer);
  }

  /**
   * Where {@code length} bytes from {@code pointer} on are.
   *
   * @throws VfsException EFAULT when not all of them are in the memory
   */
  int range(int pointer, long length) throws VfsException {
    long start = Integer.toUnsignedLong(pointer);
    if (length < 0 || start + length > memory.bytes().limit()) {
      throw VfsException.of(Errno.EFAULT);
    }
    return (int) start;
  }

  /** As the other, for a {@code size} of the guest, which has no sign. */
  int range(int pointer, int size) throws VfsException {
    return range(pointer, Integer.toUnsignedLong(size));
  }

  int getInt(int at) {
    return memory.bytes().getInt(at);
  }

  long getLong(int at) {
    return memory.bytes().getLong(at);
  }

  short getShort(int at) {
    return memory.bytes().getShort(at);
  }

  byte getByte(int at) {
    return memory.bytes().get(at);
  }

  void get(int at, byte[] into, int length) {
    memory.bytes().get(at, into, 0, length);
  }

  void putInt(int at, int value) {
    memory.bytes().putInt(at, value);
  }

  void putLong(int at, long value) {
    memory.bytes().putLong(at, value);
  }

  void putShort(int at, int value) {
    memory.bytes().putShort(at, (short) value);
  }

  void putByte(int at, int value) {
    memory.bytes().put(at, (byte) value);
  }

  void put(int at, byte[] bytes, int length) {
    memory.bytes().put(at, bytes, 0, length);
  }

  /** The {@code length} bytes from {@code at} on, to be moved to or from a file before the next. */
  ByteBuffer window(int at, int length) {
    ByteBuffer bytes = memory.bytes();
    if (bytes != seen) {
      seen = bytes;
      window = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
    return window.limit(at + length).position(at);
  }
}
