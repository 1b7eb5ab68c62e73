package io.vnode.zipstore;

import io.vnode.engine.Body;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file that nobody can change. */
abstract class ReadOnlyBody implements Body {
  private final long size;

  /** Sees what is read; or null. */
  private final SequentialCheck check;

  ReadOnlyBody(long size, SequentialCheck check) {
    this.size = size;
    this.check = check;
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
}
