package io.vnode.mem.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that reads less than it is asked for only at its end: Commons Compress 1.28 takes a
 * short read within a sparse file for the end of a piece of it.
 */
final class WholeReads extends FilterInputStream {
  WholeReads(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.readNBytes(bytes, offset, length);
    return read == 0 && length > 0 ? -1 : read;
  }
}
