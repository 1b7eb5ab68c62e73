package io.vnode.zipstore;

import io.vnode.engine.Errno;
import io.vnode.engine.MapCall;
import io.vnode.engine.VfsException;
import io.vnode.zipstore.format.PositionedSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.attribute.FileTime;

/** The bytes of an archive, wherever they are, open for as long as its file system is. */
interface Archive extends PositionedSource, Closeable {
  /** How many there are; a file system does not notice if that changes. */
  long size();

  /** When they were modified, as far as that is known. */
  FileTime modified();

  /** Whether {@link #map} does something. */
  default boolean isMappable() {
    return false;
  }

  /** Maps the bytes from {@code from} on. */
  default <T> T map(long from, MapCall<T> call) throws IOException {
    throw VfsException.of(Errno.EOPNOTSUPP);
  }

  /** Hands bytes to {@code target}, as {@link io.vnode.engine.Body#transferTo} does. */
  default long transferTo(long position, long count, WritableByteChannel target)
      throws IOException {
    return 0;
  }
}
