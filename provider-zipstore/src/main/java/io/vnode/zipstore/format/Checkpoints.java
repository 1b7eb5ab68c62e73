package io.vnode.zipstore.format;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The checkpoints of one deflated entry, which readers make as they pass, at multiples of a spacing
 * of its output. Any number of threads may look for one and add one.
 *
 * <p>Those that are kept take {@link #SIZE_MAX} bytes at the most: if they took more, every second
 * one goes and the spacing doubles.
 */
public final class Checkpoints {
  /** How far apart they are at first. */
  static final int SPACING_MIN = 256 << 10;

  /** How many bytes of deflated histories are kept. */
  static final long SIZE_MAX = 16 << 20;

  private final long sizeMax;

  /** By the multiple of {@link #SPACING_MIN} that each was made for; it may lie a little behind. */
  private final ConcurrentSkipListMap<Long, Checkpoint> byMultiple = new ConcurrentSkipListMap<>();

  private final AtomicLong size = new AtomicLong();
  private volatile long spacing = SPACING_MIN;

  /** None yet. */
  public Checkpoints() {
    this(SIZE_MAX);
  }

  Checkpoints(long sizeMax) {
    this.sizeMax = sizeMax;
  }

  /** How many bytes the deflated histories take. */
  public long size() {
    return size.get();
  }

  /** How many there are. */
  int count() {
    return byMultiple.size();
  }

  /**
   * The next offset behind {@code offset} where one may be wanted that is a multiple of {@code
   * step}.
   */
  long nextAfter(long offset, long step) {
    long wanted = Math.max(spacing, step);
    return (offset / wanted + 1) * wanted;
  }

  /** The last one that is not behind {@code offset}, or null. */
  Checkpoint before(long offset) {
    Map.Entry<Long, Checkpoint> found = byMultiple.floorEntry(offset / SPACING_MIN);
    while (found != null) {
      Checkpoint checkpoint = found.getValue();
      if (checkpoint.packedHistory().get() == null) {
        remove(found.getKey(), checkpoint);
      } else if (checkpoint.offset() <= offset) {
        return checkpoint;
      }
      found = byMultiple.lowerEntry(found.getKey());
    }
    return null;
  }

  /** Keeps one where {@code inflate} stands, just behind {@code multiple}, unless there is one. */
  void keep(Inflate inflate, long multiple) {
    long key = multiple / SPACING_MIN;
    if (byMultiple.containsKey(key)) {
      return;
    }
    Checkpoint made = inflate.checkpoint();
    if (byMultiple.putIfAbsent(key, made) == null && size.addAndGet(made.packedSize()) > sizeMax) {
      thinOut();
    }
  }

  private synchronized void thinOut() {
    while (size.get() > sizeMax && !byMultiple.isEmpty()) {
      long doubled = spacing * 2;
      spacing = doubled;
      byMultiple.forEach((key, checkpoint) -> {
        if (key * SPACING_MIN % doubled != 0) {
          remove(key, checkpoint);
        }
      });
    }
  }

  private void remove(Long key, Checkpoint checkpoint) {
    if (byMultiple.remove(key, checkpoint)) {
      size.addAndGet(-checkpoint.packedSize());
    }
  }
}
