package io.vnode.engine;

import java.util.concurrent.atomic.AtomicLong;

/** A tree in memory that counts, outside the engine's own books, what was made and let go. */
final class StressVolume extends TreeVolume {
  static final Birth ROOT = new Birth(Kind.DIRECTORY.bits() | 0777, 0, 0, 0, null);

  /** Inodes that were made: files by this class, others by whoever asked for them. */
  final AtomicLong made = new AtomicLong(1);

  /** Inodes that are no more. */
  final AtomicLong forgotten = new AtomicLong();

  StressVolume(VolumeOptions options, long capacity, long inodes) {
    super("stress", options, new Space(capacity), new Space(inodes), ROOT);
  }

  @Override
  protected Body newBody() {
    made.incrementAndGet();
    return super.newBody();
  }

  @Override
  protected void forget(Inode inode) {
    super.forget(inode);
    forgotten.incrementAndGet();
  }
}
