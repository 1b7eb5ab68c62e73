package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** Where a guest's standard output goes. */
final class GuestOutput {
  private static final int PIECE = 1 << 13;

  private final OutputStream stream;
  private final boolean flushesLines;

  /**
   * The output to {@code stream}.
   *
   * @param flushesLines whether a line is on its way when it ends, as on a terminal
   */
  GuestOutput(OutputStream stream, boolean flushesLines) {
    this.stream = stream;
    this.flushesLines = flushesLines;
  }

  /** Writes all of {@code source}. @throws VfsException EPIPE when nobody reads any more */
  int write(ByteBuffer source) throws IOException {
    int count = source.remaining();
    byte[] piece = new byte[Math.min(count, PIECE)];
    boolean endsLine = false;
    try {
      while (source.hasRemaining()) {
        int length = Math.min(piece.length, source.remaining());
        source.get(piece, 0, length);
        stream.write(piece, 0, length);
        endsLine |= flushesLines && hasNewline(piece, length);
      }
      if (endsLine) {
        stream.flush();
      }
      return count;
    } catch (IOException e) {
      throw isBrokenPipe(e) ? VfsException.of(Errno.EPIPE) : e;
    }
  }

  void flush() throws IOException {
    stream.flush();
  }

  private static boolean hasNewline(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Java has no class for it: pipes, sockets and streams say it in words, each its own. */
  private static boolean isBrokenPipe(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof ClosedChannelException
        || words.contains("broken pipe")
        || words.contains("pipe closed")
        || words.contains("read end dead")
        || words.contains("stream closed");
  }
}
