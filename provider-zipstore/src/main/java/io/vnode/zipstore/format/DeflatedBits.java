package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * The bits of deflated data, each byte from its lowest bit on, read through a buffer from a source.
 *
 * <p>{@code bits} holds {@code count} bits that are next; the bytes they came from, with one that
 * is begun, are in the buffer in front of {@code pos}. {@link FastLoop} takes these fields into
 * registers and puts them back.
 */
final class DeflatedBits {
  /** As many bits as {@link #fill} can promise: a byte more has room above them. */
  static final int FILL_MAX = 56;

  private final byte[] buffer;
  private final ByteBuffer room;

  /** Where the buffer begins in its array, which it shares. */
  private final int begin;

  int pos;
  int limit;
  long bits;
  int count;

  private PositionedSource source;
  private long start;
  private long size;

  /** How many bytes of the data are in the buffer or in front of it. */
  private long loaded;

  /** Buffers in {@code bytes} from {@code begin} on. */
  DeflatedBits(byte[] bytes, int begin) {
    this.buffer = bytes;
    this.begin = begin;
    this.room = ByteBuffer.wrap(bytes);
  }

  /** Begins with the first bit of the {@code size} bytes at {@code start} of {@code source}. */
  void open(PositionedSource source, long start, long size) {
    this.source = source;
    this.start = start;
    this.size = size;
    pos = begin;
    limit = begin;
    bits = 0;
    count = 0;
    loaded = 0;
  }

  /** The number of the next bit. */
  long position() {
    return (loaded - (limit - pos)) * Byte.SIZE - count;
  }

  void seek(long bit) throws IOException {
    long wanted = bit / Byte.SIZE;
    long buffered = loaded - (limit - begin);
    bits = 0;
    count = 0;
    if (wanted >= buffered && wanted <= loaded) {
      pos = begin + (int) (wanted - buffered);
    } else {
      pos = begin;
      limit = begin;
      loaded = wanted;
    }
    take((int) (bit % Byte.SIZE));
  }

  /**
   * Brings {@code n} bits into {@code bits} at the least, up to {@link #FILL_MAX}, if there are.
   */
  void fill(int n) throws IOException {
    while (count < n && (pos < limit || load())) {
      bits |= (buffer[pos++] & 0xFFL) << count;
      count += Byte.SIZE;
    }
  }

  /** The next {@code n} bits, up to 32, as a number. */
  int take(int n) throws IOException {
    fill(n);
    int value = (int) (bits & ~(-1L << n));
    drop(n);
    return value;
  }

  /** Passes {@code n} bits that {@link #fill} was to bring. */
  void drop(int n) throws ZipException {
    if (n > count) {
      throw ended();
    }
    bits >>>= n;
    count -= n;
  }

  /** Passes what is left of a byte that is begun. */
  void alignToByte() {
    bits >>>= count % Byte.SIZE;
    count -= count % Byte.SIZE;
    giveBack();
  }

  /** Copies up to {@code n} bytes to {@code dst}, at least one; the bits stand at a byte. */
  int takeBytes(byte[] dst, int at, int n) throws IOException {
    giveBack();
    if (pos == limit && !load()) {
      throw ended();
    }
    int taken = Math.min(n, limit - pos);
    System.arraycopy(buffer, pos, dst, at, taken);
    pos += taken;
    return taken;
  }

  /**
   * Reads more behind what is left in the buffer, which is not full. @return false if there is no
   * more
   */
  boolean load() throws IOException {
    if (loaded == size) {
      return false;
    }
    giveBack();
    int begun = Math.min(count, 1);
    int forgotten = pos - begun;
    System.arraycopy(buffer, forgotten, buffer, begin, limit - forgotten);
    limit -= forgotten - begin;
    pos = begin + begun;
    room.limit((int) Math.min(buffer.length, limit + size - loaded)).position(limit);
    int read = source.read(start + loaded, room);
    if (read <= 0) {
      throw new ZipException("deflated data of " + size + " bytes ends after " + loaded);
    }
    limit += read;
    loaded += read;
    return true;
  }

  private ZipException ended() {
    return new ZipException("deflated data of " + size + " bytes ends in the middle of a block");
  }

  /** Whole bytes that wait in {@code bits} go back to the buffer. */
  private void giveBack() {
    pos -= count / Byte.SIZE;
    count %= Byte.SIZE;
    bits &= ~(-1L << count);
  }
}
