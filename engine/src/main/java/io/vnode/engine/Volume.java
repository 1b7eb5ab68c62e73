package io.vnode.engine;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A set of inodes that share an identity, a root, limits, a clock and a rename mutex.
 *
 * <p>A volume is what gets mounted. Hard links and renames stay within one: EXDEV is nothing but
 * two inodes of different volumes.
 */
public abstract class Volume implements Closeable {
  private static final AtomicLong LAST_ID = new AtomicLong();

  private final long id = LAST_ID.incrementAndGet();
  private final VolumeOptions options;
  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();

  /** Held by renames between directories, so that the shape of the tree stands still under one. */
  private final Object renameMutex = new Object();

  /** The directory that this volume is mounted on, or null. Changes under the mount lock. */
  private volatile Directory covered;

  protected Volume(VolumeOptions options) {
    this.options = options;
  }

  /** The directory at the top. */
  public abstract Directory root();

  /** How much is used. */
  public abstract Usage usage() throws IOException;

  /** Gives back whatever the volume holds outside the heap. */
  @Override
  public void close() throws IOException {}

  /**
   * Notes that an inode has neither names nor open files any more, so that its number and quota are
   * free again. Called with the inode's lock held.
   */
  protected void forget(Inode inode) {}

  /** Reserves {@code delta} bytes for extended attributes, or gives them back when negative. */
  protected void chargeXattrs(long delta) throws VfsException {}

  /**
   * Whether what keeps {@code inode} from being removed, by its flags or those of its directory,
   * has come to its end.
   */
  protected boolean isReleased(Inode inode) {
    return false;
  }

  /** Told that something of {@code inode} has changed. */
  void noteTouched(Inode inode) {}

  /** Told that the contents of {@code inode} have changed. */
  void noteWritten(Inode inode) {}

  /** The identity of the volume, unique in this JVM ({@code st_dev}). */
  public final long id() {
    return id;
  }

  public final VolumeOptions options() {
    return options;
  }

  /** Whether every change answers EROFS. */
  public boolean isReadOnly() {
    return options.readOnly();
  }

  /**
   * Whether the truth about this volume, or some of its bytes, lies in another file system, which
   * is asked under locks of this one.
   */
  protected boolean isHosted() {
    return false;
  }

  public final long now() {
    return options.clock().now();
  }

  /** The directory that this volume is mounted on, or null. */
  final Directory covered() {
    return covered;
  }

  final void setCovered(Directory directory) {
    covered = directory;
  }

  /**
   * Something that is another one after the tree was replaced as a whole, from that very step; it
   * may change at other times, too.
   */
  Object era() {
    return null;
  }

  final Object renameMutex() {
    return lockOf(renameMutex);
  }

  /** What guards {@code own}, an inode or something else with a lock to itself. */
  final Object lockOf(Object own) {
    return options.coarse() ? this : own;
  }

  final void noteOpened() {
    opened.increment();
  }

  final void noteClosed() {
    closed.increment();
  }

  /**
   * How many files of the volume are open; while some are being opened and closed possibly more,
   * never less. A sum that is not taken at one moment may miss an open and see a close that came
   * after it; hence the closes are counted apart, and first.
   */
  public final long openFiles() {
    long ended = closed.sum();
    return opened.sum() - ended;
  }
}
