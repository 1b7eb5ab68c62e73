package io.vnode.bench;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A large file read and written from its beginning to its end. */
@State(Scope.Thread)
public class Streams {
  static final int BUFFER_SIZE = 64 << 10;

  @Param("256")
  int mebibytes;

  private final ByteBuffer buffer = ByteBuffer.wrap(new byte[BUFFER_SIZE]);
  private Stamps stamps;
  private Path file;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    stamps = new Stamps(mebibytes, BUFFER_SIZE);
    file = opened.newDirectory().resolve("file");
    stamps.fill(file);
    opened.settle();
    opened.inTheEnd(() -> stamps.checkAll(file));
  }

  @Benchmark
  public void read() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      for (int i = 0; i < stamps.pieces; i++) {
        channel.read(buffer.clear());
        stamps.check(buffer, i);
      }
    }
  }

  /** Over the bytes that are there. */
  @Benchmark
  public void overwrite() throws IOException {
    write(WRITE);
  }

  /** Into a file that was emptied before, so that each block is new. */
  @Benchmark
  public void writeAnew() throws IOException {
    write(WRITE, TRUNCATE_EXISTING);
  }

  private void write(OpenOption... options) throws IOException {
    try (FileChannel channel = FileChannel.open(file, options)) {
      for (int i = 0; i < stamps.pieces; i++) {
        stamps.stamp(buffer, i);
        Check.equal(BUFFER_SIZE, channel.write(buffer.rewind()), "the number of bytes written");
      }
    }
  }
}
