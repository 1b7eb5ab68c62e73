package io.vnode.bench;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One large file with one open channel, which all threads of a benchmark share. */
@State(Scope.Benchmark)
public class LargeFile {
  static final int BLOCK_SIZE = 4 << 10;

  @Param("256")
  int mebibytes;

  Stamps stamps;
  private Path file;
  private FileChannel channel;

  @Setup(Level.Trial)
  public void open(OpenSubject opened) throws IOException {
    stamps = new Stamps(mebibytes, BLOCK_SIZE);
    file = opened.newDirectory().resolve("file");
    stamps.fill(file);
    opened.settle();
    channel = FileChannel.open(file, READ, WRITE);
    opened.inTheEnd(this::close);
  }

  private void close() throws IOException {
    channel.close();
    stamps.checkAll(file);
  }

  void read(ByteBuffer buffer, int block) throws IOException {
    channel.read(buffer.clear(), stamps.position(block));
    stamps.check(buffer, block);
  }

  void write(ByteBuffer buffer, int block) throws IOException {
    stamps.stamp(buffer, block);
    int written = channel.write(buffer.rewind(), stamps.position(block));
    Check.equal(BLOCK_SIZE, written, "the number of bytes written");
  }
}
