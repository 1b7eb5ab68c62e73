package io.vnode.nio;

import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.OpenOption;
import java.util.Arrays;
import java.util.Objects;

/**
 * A file as a stream of its bytes, from the first to the last that there is when the reader gets
 * there.
 *
 * <p>The size is known, so what is asked for as a whole is read in one step. A stream that was
 * closed answers {@link java.nio.channels.ClosedChannelException}.
 */
final class VfsInputStream extends InputStream {
  private final OpenStream stream;

  /** For bytes that are asked for one by one; null until the first. */
  private byte[] one;

  private VfsInputStream(OpenStream stream) {
    this.stream = stream;
  }

  /** Opens the file at {@code place}. @throws UnsupportedOperationException for WRITE and APPEND */
  static VfsInputStream open(Location place, OpenOption... options) throws IOException {
    return new VfsInputStream(OpenStream.open(place, Options.ofInput(options)));
  }

  @Override
  public synchronized int read() throws IOException {
    if (one == null) {
      one = new byte[1];
    }
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    OpenFile file = stream.file();
    try {
      return file.read(stream.wrap(bytes, offset, length));
    } catch (VfsException e) {
      throw stream.failed(e);
    }
  }

  /** How many bytes are left. */
  private long left() throws IOException {
    OpenFile file = stream.file();
    try {
      return Math.max(0, file.size() - file.position());
    } catch (VfsException e) {
      throw stream.failed(e);
    }
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left(), Integer.MAX_VALUE);
  }

  @Override
  public byte[] readAllBytes() throws IOException {
    return readNBytes(Integer.MAX_VALUE);
  }

  /**
   * {@inheritDoc}
   *
   * @throws OutOfMemoryError when that is more than an array can hold
   */
  @Override
  public synchronized byte[] readNBytes(int length) throws IOException {
    if (length < 0) {
      throw new IllegalArgumentException("len < 0");
    }
    byte[] bytes = new byte[(int) Math.min(length, left())];
    int count = 0;
    while (count < length) {
      if (count == bytes.length) {
        int next = read();
        if (next < 0) {
          break;
        }
        bytes = Arrays.copyOf(bytes, grown(count, length));
        bytes[count++] = (byte) next;
      } else {
        int step = read(bytes, count, bytes.length - count);
        if (step < 0) {
          break;
        }
        count += step;
      }
    }
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  private int grown(int count, int length) throws IOException {
    long ample = count + Math.max(left() + 1, OpenStream.STEP_SIZE);
    return (int) Math.min(length, ample);
  }

  @Override
  public synchronized int readNBytes(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int count = 0;
    while (count < length) {
      int step = read(bytes, offset + count, length - count);
      if (step < 0) {
        break;
      }
      count += step;
    }
    return count;
  }

  /** Moves the position, forwards as far as the end and backwards as far as the beginning. */
  @Override
  public synchronized long skip(long count) throws IOException {
    long left = left();
    OpenFile file = stream.file();
    long before = file.position();
    long after = count > 0 ? before + Math.min(count, left) : Math.max(0, before + count);
    file.position(after);
    return after - before;
  }

  @Override
  public long transferTo(OutputStream target) throws IOException {
    Objects.requireNonNull(target, "out");
    byte[] bytes = new byte[(int) Math.min(Math.max(1, left()), OpenStream.STEP_SIZE)];
    long total = 0;
    for (int count = read(bytes); count >= 0; count = read(bytes)) {
      target.write(bytes, 0, count);
      total += count;
    }
    return total;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
