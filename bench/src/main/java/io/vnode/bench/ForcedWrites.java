package io.vnode.bench;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The least that it costs to keep something: one write to the end of a file, and the disk's word.
 */
@State(Scope.Thread)
public class ForcedWrites {
  private final ByteBuffer bytes = ByteBuffer.wrap(new byte[16 << 10]);
  private Path directory;
  private FileChannel channel;

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Subject.HOST.directory();
    channel = FileChannel.open(directory.resolve("file"), CREATE, WRITE);
  }

  @Benchmark
  public void append() throws IOException {
    Check.equal(bytes.capacity(), channel.write(bytes.rewind()), "the number of bytes written");
    channel.force(true);
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    channel.close();
    Subject.HOST.dispose(directory);
  }
}
