package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one open file behind a {@link Gate}. What only asks (size, holes, space taken) and
 * what gives back passes freely.
 */
final class GatedBody implements Body {
  private final Volume volume;
  private final Body body;
  private final Gate.Passage passage;

  GatedBody(Volume volume, Body body, Gate.Passage passage) {
    this.volume = volume;
    this.body = body;
    this.passage = passage;
  }

  Gate.Passage passage() {
    return passage;
  }

  @Override
  public long size() throws IOException {
    return body.size();
  }

  /** {@inheritDoc} What may pass is counted from what there is, so that less is less. */
  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    long there = Math.max(0, body.size() - position);
    long bytes = Math.min(target.remaining(), there);
    long passing = passage.enter(Gate.Operation.READ, bytes);
    return move(body::read, target, position, passing < bytes ? passing : target.remaining());
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    long passing = passage.enter(Gate.Operation.WRITE, source.remaining());
    return move(body::write, source, position, passing);
  }

  private interface Transfer {
    int run(ByteBuffer buffer, long position) throws IOException;
  }

  /** Lets {@code transfer} move no more than {@code most} bytes. */
  private static int move(Transfer transfer, ByteBuffer buffer, long position, long most)
      throws IOException {
    int limit = buffer.limit();
    buffer.limit((int) Math.min(limit, buffer.position() + most));
    try {
      return transfer.run(buffer, position);
    } finally {
      buffer.limit(limit);
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    passage.enter(Gate.Operation.TRUNCATE, 0);
    body.truncate(size);
  }

  @Override
  public void force(boolean metadata) throws IOException {
    passage.enter(Gate.Operation.FORCE, 0);
    body.force(metadata);
  }

  @Override
  public void release() {
    body.release();
  }

  @Override
  public void punch(long from, long length) throws IOException {
    passage.enter(Gate.Operation.WRITE, 0);
    body.punch(from, length);
  }

  @Override
  public long allocated() throws IOException {
    return body.allocated();
  }

  @Override
  public void trim() throws IOException {
    body.trim();
  }

  /**
   * {@inheritDoc} It is a read of the source and a write of this body, each of all the bytes; where
   * not all may pass they are not shared, and have to be moved.
   */
  @Override
  public boolean shareFrom(Body source) throws IOException {
    if (!(source instanceof GatedBody other) || other.volume != volume) {
      return false;
    }
    long bytes = other.size();
    if (bytes > 0
        && (other.passage.enter(Gate.Operation.READ, bytes) < bytes
            || passage.enter(Gate.Operation.WRITE, bytes) < bytes)) {
      return false;
    }
    return body.shareFrom(other.body);
  }

  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    passage.enter(Gate.Operation.MAP, length);
    return body.map(from, length, grows, call);
  }

  @Override
  public long nextData(long from) throws IOException {
    return body.nextData(from);
  }

  @Override
  public long nextHole(long from) throws IOException {
    return body.nextHole(from);
  }
}
