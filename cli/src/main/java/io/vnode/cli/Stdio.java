package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The three standard streams of a command, and which of the two outputs is a terminal.
 *
 * <p>Text is written in UTF-8 whatever the locale, so that a script reads the same on every
 * machine.
 */
record Stdio(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  private static final int BUFFER_SIZE = 1 << 16;

  Stdio {
    out = new FailingOutput(new BufferedOutputStream(out, BUFFER_SIZE));
  }

  /**
   * Those of this process. The outputs are its descriptors themselves: {@link System#out} would
   * keep a failed write to itself.
   */
  static Stdio ofProcess() {
    return new Stdio(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        isTerminal(1),
        isTerminal(2));
  }

  /** The JDK cannot tell of one descriptor, Linux can; elsewhere nothing passes for a terminal. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, UTF_8), outIsTerminal);
  }

  PrintWriter errWriter() {
    return new PrintWriter(new OutputStreamWriter(err, UTF_8), true);
  }

  /** Ends the command at the first write that fails, where a PrintWriter would go on in silence. */
  private static final class FailingOutput extends FilterOutputStream {
    FailingOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) {
      try {
        out.write(b);
      } catch (IOException e) {
        throw new OutputFailedException(e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new OutputFailedException(e);
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new OutputFailedException(e);
      }
    }
  }
}
