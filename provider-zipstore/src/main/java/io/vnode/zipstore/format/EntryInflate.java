package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.ZipException;

/** The inflater of one entry, which is held to the size that the entry is said to have. */
final class EntryInflate {
  private final DeflatedEntry entry;
  private final Inflate inflate = new Inflate();

  /** What others may ask while this one waits for a reader: see {@link #park}. */
  private volatile long parkedFrom;

  private volatile long parkedTo;
  private volatile long parkedAt;

  /** At the beginning of {@code entry}. */
  EntryInflate(DeflatedEntry entry) {
    this.entry = entry;
    restart();
  }

  private void restart() {
    inflate.open(entry.source(), entry.start(), entry.packedSize());
  }

  /** Goes on at {@code checkpoint}, or at the beginning if that is null or empty. */
  void resume(Checkpoint checkpoint) throws IOException {
    if (checkpoint == null
        || !inflate.resume(checkpoint, entry.source(), entry.start(), entry.packedSize())) {
      restart();
    }
  }

  Window window() {
    return inflate.window();
  }

  /**
   * Inflates until the window reaches to {@code offset}, which is in the entry or its end, or a
   * little further, or is full.
   *
   * @throws ZipException if the stream is none, or ends before the entry's size or after it
   */
  void advance(long offset) throws IOException {
    inflate.advance(offset);
    Window window = inflate.window();
    long size = entry.size();
    if (window.to() >= size) {
      if (!inflate.endsHere() || window.to() > size) {
        throw new ZipException(
            "entry of " + size + " bytes inflates to " + window.to() + " or more");
      }
    } else if (inflate.ended()) {
      throw new ZipException("entry of " + size + " bytes inflates to " + window.to());
    }
  }

  /** Inflates as {@link #advance} does, and keeps a checkpoint at the first multiple of it all. */
  void advance(long offset, Checkpoints checkpoints, long spacing) throws IOException {
    long multiple = checkpoints.nextAfter(window().to(), spacing);
    advance(Math.min(offset, multiple));
    if (window().to() >= multiple && !inflate.ended()) {
      checkpoints.keep(inflate, multiple);
    }
  }

  /** Lets others ask, until one of them takes this one, what it held at {@code time}. */
  void park(long time) {
    parkedFrom = window().from();
    parkedTo = window().to();
    parkedAt = time;
  }

  long parkedFrom() {
    return parkedFrom;
  }

  long parkedTo() {
    return parkedTo;
  }

  long parkedAt() {
    return parkedAt;
  }
}
