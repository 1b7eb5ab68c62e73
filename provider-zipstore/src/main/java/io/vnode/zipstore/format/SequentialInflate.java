package io.vnode.zipstore.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The bytes of a deflated entry, read once from the first to the last, by one thread at a time. */
public final class SequentialInflate {
  /** How many bytes are inflated at the least: a reader of few at a time will want more. */
  private static final int STRETCH = 16 << 10;

  private final EntryInflate inflate;
  private final long size;
  private final CRC32 crc = new CRC32();
  private long position;

  /** At the first byte of {@code entry}. */
  public SequentialInflate(DeflatedEntry entry) {
    this.inflate = new EntryInflate(entry);
    this.size = entry.size();
  }

  /**
   * Reads into {@code dst} until that is full or the entry ends.
   *
   * @return how many bytes, or -1 at the end
   * @throws java.util.zip.ZipException if the deflated bytes are damaged, or not of the size they
   *     are said to be
   */
  public int read(ByteBuffer dst) throws IOException {
    int before = dst.position();
    if (size == 0) {
      inflate.advance(0);
    }
    Window window = inflate.window();
    while (dst.hasRemaining() && position < size) {
      if (position == window.to()) {
        inflate.advance(Math.min(size, position + Math.max(STRETCH, dst.remaining())));
      }
      int place = window.place(position);
      int n = window.copy(position, dst);
      crc.update(window.bytes, place, n);
      position += n;
    }
    int read = dst.position() - before;
    return read == 0 && dst.hasRemaining() ? -1 : read;
  }

  /** The CRC-32 of what was read so far: at the end, that of the entry. */
  public long crc32() {
    return crc.getValue();
  }
}
