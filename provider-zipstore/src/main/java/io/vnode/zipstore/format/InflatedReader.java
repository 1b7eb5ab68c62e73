package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a deflated entry, read by position, by any number of threads at once. Reading goes
 * on where an earlier read ended or where there is a checkpoint, whatever is nearer.
 *
 * <p>What is passed leaves checkpoints: few where it was read, as one who reads on does not come
 * back; more on the way to a place; most right in front of it, as others may be near.
 */
public final class InflatedReader {
  /** How far apart the checkpoints are in what is read from one place on. */
  static final long SPACING_OF_READING = 4 << 20;

  /** How far apart the checkpoints are on the way to a place. */
  static final long SPACING_ON_THE_WAY = 1 << 20;

  private final long size;
  private final Checkpoints checkpoints;
  private final InflatePool pool;

  /** Reads {@code entry}, to which {@code checkpoints} belong. */
  public InflatedReader(DeflatedEntry entry, Checkpoints checkpoints) {
    this.size = entry.size();
    this.checkpoints = checkpoints;
    this.pool = new InflatePool(entry, checkpoints);
  }

  /**
   * Reads from {@code position} on into {@code dst} until that is full or the entry ends.
   *
   * @return how many bytes, or -1 at the end
   * @throws java.util.zip.ZipException if the deflated bytes are damaged as far as they were looked
   *     at, or not of the size they are said to be
   */
  public int read(long position, ByteBuffer dst) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (position >= size) {
      return -1;
    }
    int before = dst.position();
    if (dst.hasRemaining()) {
      EntryInflate inflate = pool.take(position);
      approach(inflate, position);
      copy(inflate, position, dst);
      pool.park(inflate);
    }
    return dst.position() - before;
  }

  private void approach(EntryInflate inflate, long position) throws IOException {
    long lastOnTheWay = position / SPACING_ON_THE_WAY * SPACING_ON_THE_WAY;
    while (inflate.window().to() < position) {
      boolean onTheWay = inflate.window().to() < lastOnTheWay;
      inflate.advance(
          position, checkpoints, onTheWay ? SPACING_ON_THE_WAY : Checkpoints.SPACING_MIN);
    }
  }

  private void copy(EntryInflate inflate, long position, ByteBuffer dst) throws IOException {
    Window window = inflate.window();
    long next = position;
    long end = Math.min(size, position + dst.remaining());
    while (next < end) {
      if (next == window.to()) {
        inflate.advance(end, checkpoints, SPACING_OF_READING);
      }
      next += window.copy(next, dst);
    }
  }
}
