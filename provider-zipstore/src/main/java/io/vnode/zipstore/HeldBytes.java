package io.vnode.zipstore;

import io.vnode.engine.Body;
import io.vnode.engine.MapCall;
import io.vnode.zipstore.format.EntryData;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipException;

/**
 * How many bytes of the files of one archive are held in memory as a whole, and how many may be:
 * the sizes that an archive claims are not to be trusted. What every open file has, whatever its
 * size, is not counted.
 */
final class HeldBytes {
  private final HeldLimits limits;
  private final AtomicLong held = new AtomicLong();

  HeldBytes(HeldLimits limits) {
    this.limits = limits;
  }

  /**
   * Counts {@code bytes} more, which are of the file {@code data}; they end with {@link #giveBack}.
   *
   * @throws ZipException naming the limit that they would exceed
   */
  void take(EntryData data, long bytes) throws ZipException {
    if (bytes > limits.file()) {
      throw limits.refused(data, bytes + " bytes to be held in memory", HeldLimits.FILE_KEY);
    }
    if (held.addAndGet(bytes) > limits.all()) {
      giveBack(bytes);
      throw limits.refused(
          data, bytes + " bytes to be held in memory beside others", HeldLimits.ALL_KEY);
    }
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  /**
   * A copy of {@code length} bytes of {@code body} from {@code from} on, which is held until it is
   * collected.
   */
  <T> T copy(EntryData data, Body body, long from, long length, MapCall<T> call)
      throws IOException {
    takeOrCollect(data, length);
    T mapped = null;
    try {
      mapped = call.copy(body, from);
      Copies.CLEANER.register(call.lifetime(mapped), () -> giveBack(length));
      return mapped;
    } finally {
      if (mapped == null) {
        giveBack(length);
      }
    }
  }

  /**
   * Takes as {@link #take} does. As the JDK does for memory outside the heap, it has it cleared.
   */
  private void takeOrCollect(EntryData data, long bytes) throws IOException {
    if (bytes <= limits.file() && held.get() + bytes > limits.all()) {
      System.gc();
      long end = System.nanoTime() + Copies.PATIENCE;
      while (held.get() + bytes > limits.all() && System.nanoTime() < end) {
        LockSupport.parkNanos(Copies.PATIENCE / 100);
      }
    }
    take(data, bytes);
  }

  /** What copies need, and who makes none does not. */
  private static final class Copies {
    static final Cleaner CLEANER = Cleaner.create();

    /** How long the collector may take to tell what is gone, in nanoseconds. */
    static final long PATIENCE = 100_000_000;
  }
}
