package io.vnode.zipstore;

import io.vnode.zipstore.format.EntryData;
import java.util.concurrent.atomic.AtomicLong;
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
}
