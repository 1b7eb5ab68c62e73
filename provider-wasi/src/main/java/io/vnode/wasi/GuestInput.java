package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a guest's standard input comes from.
 *
 * <p>Java's streams cannot be waited for. So a guest that waits has one byte read ahead, by a
 * thread that may hang for as long as the stream does.
 */
final class GuestInput {
  private static final int END = -1;
  private static final int PIECE = 1 << 13;

  private final InputStream stream;

  /** The byte that is read ahead, or {@link #END}; null for none. */
  private FutureTask<Integer> ahead;

  GuestInput(InputStream stream) {
    this.stream = stream;
  }

  /** Reads what there is, and waits for the first byte. @return how many; -1 at the end */
  int read(ByteBuffer target) throws IOException {
    int first = 0;
    if (ahead != null) {
      int next = await();
      if (next == END) {
        return END; // And it stays: what is at its end is not read again.
      }
      ahead = null;
      target.put((byte) next);
      first = 1;
      if (stream.available() == 0) {
        return first;
      }
    }
    byte[] piece = new byte[Math.min(target.remaining(), PIECE)];
    int count = stream.read(piece);
    if (count <= 0) {
      return first > 0 ? first : count;
    }
    target.put(piece, 0, count);
    return first + count;
  }

  private int await() throws IOException {
    try {
      return ahead.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VfsException.of(Errno.EAGAIN);
    } catch (ExecutionException e) {
      ahead = null;
      throw new IOException(e.getCause());
    }
  }

  /** Whether a read would not wait. */
  boolean isReady() throws IOException {
    return ahead == null ? stream.available() > 0 : ahead.isDone();
  }

  /** How many bytes can be read without waiting, as far as it is known. */
  int available() throws IOException {
    return stream.available() + (isAheadRead() ? 1 : 0);
  }

  private boolean isAheadRead() throws IOException {
    return ahead != null && ahead.isDone() && await() != END;
  }

  /** Whether the end has been seen. */
  boolean isAtEnd() throws IOException {
    return ahead != null && ahead.isDone() && await() == END;
  }

  /** Waits until a read would not, for {@code nanos} at most. @return whether it came to that */
  boolean await(long nanos) throws IOException {
    if (isReady()) {
      return true;
    }
    if (ahead == null) {
      ahead = new FutureTask<>(stream::read);
      Thread thread = new Thread(ahead, "vnode-wasi-stdin");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      ahead.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return true; // The read will tell.
    }
  }
}
