package io.vnode.zipstore;

import io.vnode.zipstore.format.EntryData;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * The check of a file's CRC-32 beside one who reads all of it in turn. Who reads here and there is
 * not checked; of several who read at once one may be, and nobody waits.
 */
final class SequentialCheck {
  private final EntryData data;
  private final CRC32 crc = new CRC32();
  private final AtomicBoolean busy = new AtomicBoolean();

  /** How far all bytes were seen. Changes while busy. */
  private volatile long next;

  SequentialCheck(EntryData data) {
    this.data = data;
  }

  /**
   * Sees the bytes from {@code from} on up to the position of {@code read}, which are those at
   * {@code position}.
   *
   * @throws ZipException if they are the last, and the CRC-32 of all is not right
   */
  void note(ByteBuffer read, int from, long position) throws ZipException {
    if (position != next || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      if (position == next) {
        crc.update(read.duplicate().position(from).limit(read.position()));
        next = position + read.position() - from;
        if (next == data.size()) {
          data.requireCrc(crc.getValue());
        }
      }
    } finally {
      busy.set(false);
    }
  }
}
