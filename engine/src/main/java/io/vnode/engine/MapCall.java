package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** How a face maps bytes of a file to memory: the step that {@link OpenFile#map} leaves to it. */
public interface MapCall<T> {

  /**
   * Maps bytes of {@code host}.
   *
   * @param host a file of the host that holds the bytes, and outlives the map; not to be kept
   * @param offset where in {@code host} the first byte is that was asked for
   */
  T map(FileChannel host, long offset) throws IOException;

  /**
   * Makes memory with a copy of the bytes of {@code body} from {@code from} on: what becomes of a
   * map where no file of the host holds them and nobody can change them.
   *
   * @throws VfsException EOPNOTSUPP where a copy will not do
   */
  default T copy(Body body, long from) throws IOException {
    throw VfsException.of(Errno.EOPNOTSUPP);
  }

  /** What is reachable for as long as anybody can use the memory that {@link #map} returned. */
  default Object lifetime(T mapped) {
    return mapped;
  }

  /** Whether {@link #map} failed so because only the thread that asks for the map can make it. */
  default boolean isOfWrongThread(RuntimeException failure) {
    return false;
  }

  /**
   * Fills {@code memory} with the bytes of {@code body} from {@code from} on, and rewinds it.
   *
   * @throws VfsException ENXIO when the body is shorter
   */
  static void fill(ByteBuffer memory, Body body, long from) throws IOException {
    while (memory.hasRemaining()) {
      if (body.read(memory, from + memory.position()) < 0) {
        throw VfsException.of(Errno.ENXIO);
      }
    }
    memory.rewind();
  }
}
