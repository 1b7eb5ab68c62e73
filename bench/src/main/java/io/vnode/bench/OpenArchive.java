package io.vnode.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An archive that is open for reading, by whatever means. */
interface OpenArchive extends Closeable {
  /** Looks at the names of all files in it. @return how many there are */
  int list() throws IOException;

  /**
   * Looks at the names of all files in it and at when each was modified, as who compares or copies
   * them does. @return how many there are
   */
  int listDated() throws IOException;

  /** The bytes of a file in turn. */
  InputStream stream(String name) throws IOException;

  /** Reads bytes of a file from {@code position} on until {@code into} is full. */
  default void read(String name, long position, ByteBuffer into) throws IOException {
    try (InputStream in = stream(name)) {
      in.skipNBytes(position);
      in.readNBytes(into.array(), 0, into.capacity());
      into.position(into.capacity());
    }
  }
}
