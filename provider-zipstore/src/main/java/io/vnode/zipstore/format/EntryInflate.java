package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/** The inflater of one entry, which is held to the size that the entry is said to have. */
final class EntryInflate {
  private final DeflatedEntry entry;
  private final Inflate inflate;

  /** What others may ask while this one waits for a reader: see {@link #park}. */
  private volatile long parkedFrom;

  private volatile long parkedTo;
  private volatile long parkedAt;

  /** At the beginning of {@code entry}. */
  EntryInflate(DeflatedEntry entry) {
    this(entry, new Inflate());
  }

  /** The same by {@code inflate}, which nobody else uses. */
  EntryInflate(DeflatedEntry entry, Inflate inflate) {
    this.entry = entry;
    this.inflate = inflate;
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

  /** All bytes of the entry, which is begun. */
  byte[] whole() throws IOException {
    byte[] bytes = new byte[(int) entry.size()];
    ByteBuffer left = ByteBuffer.wrap(bytes);
    advance(bytes.length);
    while (left.hasRemaining()) {
      if (left.position() == window().to()) {
        advance(bytes.length);
      }
      window().copy(left.position(), left);
    }
    return bytes;
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
