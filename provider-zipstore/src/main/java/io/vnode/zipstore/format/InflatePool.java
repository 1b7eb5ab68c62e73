package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The inflaters of one entry that wait, each where its last reader left it, for one who reads on
 * from there. Nobody waits for one: where they are all taken, there is one more.
 */
final class InflatePool {
  /**
   * How many wait at the most: so many readers, each going on, do not get into each other's way.
   */
  static final int SIZE = 4;

  /** To go on at a checkpoint takes as long as to inflate so many bytes. */
  private static final long RESUME_COST = 64 << 10;

  private final DeflatedEntry entry;
  private final Checkpoints checkpoints;
  private final AtomicReferenceArray<EntryInflate> waiting = new AtomicReferenceArray<>(SIZE);
  private final AtomicLong time = new AtomicLong();

  InflatePool(DeflatedEntry entry, Checkpoints checkpoints) {
    this.entry = entry;
    this.checkpoints = checkpoints;
  }

  /** One whose window holds {@code offset}, or reaches so far that it is the nearest way to it. */
  EntryInflate take(long offset) throws IOException {
    Checkpoint checkpoint = checkpoints.before(offset);
    long begin = checkpoint == null ? 0 : checkpoint.offset();
    EntryInflate near = takeNearest(begin - RESUME_COST, offset);
    // Another thread may have used it, between the look at it and now.
    if (near != null && near.window().from() <= offset) {
      return near;
    }
    EntryInflate any = near == null ? takeOldest() : near;
    EntryInflate inflate = any == null ? new EntryInflate(entry) : any;
    inflate.resume(checkpoint);
    return inflate;
  }

  /** Gives back one that {@link #take} gave. One that threw anything is not to come back. */
  void park(EntryInflate inflate) {
    inflate.park(time.incrementAndGet());
    for (int i = 0; i < SIZE; i++) {
      if (waiting.compareAndSet(i, null, inflate)) {
        return;
      }
    }
  }

  /**
   * One that holds {@code offset}, or the one that reaches furthest up to it; null if none does.
   */
  private EntryInflate takeNearest(long least, long offset) {
    int best = -1;
    EntryInflate nearest = null;
    long furthest = least;
    for (int i = 0; i < SIZE; i++) {
      EntryInflate inflate = waiting.get(i);
      if (inflate != null && inflate.parkedFrom() <= offset) {
        long reach = Math.min(inflate.parkedTo(), offset);
        if (reach >= furthest) {
          best = i;
          nearest = inflate;
          furthest = reach;
        }
      }
    }
    return nearest != null && took(best, nearest) ? nearest : null;
  }

  /** The one that has waited longest, or null if another may be made. */
  private EntryInflate takeOldest() {
    int best = -1;
    EntryInflate oldest = null;
    for (int i = 0; i < SIZE; i++) {
      EntryInflate inflate = waiting.get(i);
      if (inflate == null) {
        return null;
      }
      if (oldest == null || inflate.parkedAt() < oldest.parkedAt()) {
        best = i;
        oldest = inflate;
      }
    }
    return took(best, oldest) ? oldest : null;
  }

  private boolean took(int i, EntryInflate inflate) {
    return waiting.compareAndSet(i, inflate, null);
  }
}
