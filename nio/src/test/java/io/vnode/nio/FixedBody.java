package io.vnode.nio;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Credentials;
import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.engine.MapCall;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VfsException;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Bytes that nobody can change and that are in no file of the host: a map of them is a copy. */
final class FixedBody implements Body {
  private final byte[] bytes;

  private FixedBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new file with {@code bytes}, alone in its file system. */
  static Path file(byte[] bytes) throws IOException {
    Birth root = new Birth(Kind.DIRECTORY.bits() | 0755, 0, 0, 0, null);
    Space space = new Space(Long.MAX_VALUE);
    TreeVolume volume =
        new TreeVolume("fixed", VolumeOptions.DEFAULT, space, new Space(Long.MAX_VALUE), root) {
          @Override
          protected Body newBody() {
            return new FixedBody(bytes);
          }

          @Override
          protected long countBytes(Collection<? extends Body> bodies) {
            return 0;
          }
        };
    return Files.createFile(TreeFileSystem.of(volume, Credentials.ROOT, 0).getPath("/fixed"));
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), bytes.length - position);
    target.put(bytes, (int) position, count);
    return count;
  }

  @Override
  public int write(ByteBuffer source, long position) throws VfsException {
    throw VfsException.of(Errno.EROFS);
  }

  @Override
  public void truncate(long size) throws VfsException {
    throw VfsException.of(Errno.EROFS);
  }

  @Override
  public void force(boolean metadata) {}

  @Override
  public void release() {}

  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    return call.copy(this, from);
  }
}
