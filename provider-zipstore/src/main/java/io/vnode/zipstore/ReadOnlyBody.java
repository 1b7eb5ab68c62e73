package io.vnode.zipstore;

import io.vnode.engine.Body;
import io.vnode.engine.Errno;
import io.vnode.engine.MapCall;
import io.vnode.engine.VfsException;
import io.vnode.zipstore.format.EntryData;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file that nobody can change. */
abstract class ReadOnlyBody implements Body {
  private final EntryData data;
  private final long size;
  private final HeldBytes held;

  /** Sees what is read; or null. */
  private final SequentialCheck check;

  ReadOnlyBody(EntryData data, HeldBytes held, SequentialCheck check) {
    this.data = data;
    this.size = data.size();
    this.held = held;
    this.check = check;
  }

  final EntryData data() {
    return data;
  }

  @Override
  public final long size() {
    return size;
  }

  @Override
  public final int read(ByteBuffer target, long position) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    int before = target.position();
    int limit = target.limit();
    target.limit(
        (int) Math.min(limit, before + Math.min(size - position, Integer.MAX_VALUE - before)));
    try {
      fill(target, position);
    } finally {
      target.limit(limit);
    }
    if (check != null) {
      check.note(target, before, position);
    }
    return target.position() - before;
  }

  /** Reads as many bytes as {@code target} has room for, all of which are there. */
  abstract void fill(ByteBuffer target, long position) throws IOException;

  @Override
  public final int write(ByteBuffer source, long position) throws VfsException {
    throw VfsException.of(Errno.EROFS);
  }

  @Override
  public final void truncate(long size) throws VfsException {
    throw VfsException.of(Errno.EROFS);
  }

  @Override
  public final void force(boolean metadata) {}

  @Override
  public final void release() {}

  @Override
  public final boolean isReadAfterRelease() {
    return true;
  }

  /** A copy, which counts as held in memory until it is collected. */
  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    if (length > size - from) {
      throw VfsException.of(Errno.ENXIO);
    }
    return held.copy(data, this, from, length, call);
  }
}
