package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one open file made those of another.
 *
 * <p>Within a volume that can share them no byte is moved, and the copy takes no space until one of
 * the two is written. Elsewhere bytes go through one buffer, and holes stay holes: the cost is that
 * of the data, not of the size.
 */
public final class ContentCopy {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OpenFile source;
  private final OpenFile target;

  private ContentCopy(OpenFile source, OpenFile target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Gives {@code target}, which is empty and open for writing, what is in {@code source}, which is
   * open for reading. What is written to the source meanwhile may be in the copy or not; what is
   * appended is not.
   *
   * @throws VfsException EFBIG, ENOSPC; then a part may have been copied
   */
  public static void run(OpenFile source, OpenFile target) throws IOException {
    if (target.body().shareFrom(source.body())) {
      source.inode().noteAccessed();
      target.modified();
      return;
    }
    new ContentCopy(source, target).copyData(source.size());
  }

  private void copyData(long size) throws IOException {
    Body body = source.body();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, size));
    long from = body.nextData(0);
    while (from >= 0 && from < size) {
      long hole = body.nextHole(from);
      copyRange(from, hole < 0 ? size : Math.min(hole, size), buffer);
      from = body.nextData(Math.max(hole, from));
    }
    if (target.size() < size) {
      target.truncate(size); // What is left is a hole, or was cut off meanwhile.
    }
  }

  private void copyRange(long from, long end, ByteBuffer buffer) throws IOException {
    long at = from;
    while (at < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
      if (source.read(buffer, at) < 0) {
        return;
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        at += target.write(buffer, at);
      }
    }
  }
}
