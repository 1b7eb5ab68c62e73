package io.vnode.bench;

import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What {@link Streams} could cost at best: {@link System#arraycopy} of the same bytes, from or into
 * the same buffer, with no file system about them.
 */
@State(Scope.Thread)
public class MemoryCopies {
  @Param("256")
  int mebibytes;

  private final ByteBuffer buffer = ByteBuffer.wrap(new byte[Streams.BUFFER_SIZE]);
  private Stamps stamps;
  private byte[][] memory;

  @Setup(Level.Trial)
  public void setUp() {
    stamps = new Stamps(mebibytes, Streams.BUFFER_SIZE);
    memory = new byte[stamps.pieces][Streams.BUFFER_SIZE];
    overwrite();
  }

  @Benchmark
  public void read() {
    for (int i = 0; i < stamps.pieces; i++) {
      System.arraycopy(memory[i], 0, buffer.array(), 0, Streams.BUFFER_SIZE);
      stamps.check(buffer.position(Streams.BUFFER_SIZE), i);
    }
  }

  @Benchmark
  public void overwrite() {
    for (int i = 0; i < stamps.pieces; i++) {
      stamps.stamp(buffer, i);
      System.arraycopy(buffer.array(), 0, memory[i], 0, Streams.BUFFER_SIZE);
    }
  }

  @Benchmark
  public void writeAnew() {
    memory = new byte[stamps.pieces][];
    for (int i = 0; i < stamps.pieces; i++) {
      stamps.stamp(buffer, i);
      memory[i] = buffer.array().clone();
    }
  }
}
