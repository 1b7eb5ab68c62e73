package io.vnode.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output for a program, which is told when nobody reads it, and may go on. */
final class GuestStream extends FilterOutputStream {
  GuestStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (OutputFailedException e) {
      throw e.getCause();
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (OutputFailedException e) {
      throw e.getCause();
    }
  }
}
