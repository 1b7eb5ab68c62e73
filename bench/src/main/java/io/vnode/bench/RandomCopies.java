package io.vnode.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What {@link RandomBlocks} could cost at best, as {@link MemoryCopies} is for {@link Streams}: the
 * same places, in the same order, of memory that is as large as the file.
 */
@State(Scope.Thread)
public class RandomCopies {
  @Param("256")
  int mebibytes;

  private final ByteBuffer buffer = ByteBuffer.wrap(new byte[LargeFile.BLOCK_SIZE]);
  private final SplittableRandom random = new SplittableRandom(RandomBlocks.SEED);
  private Stamps stamps;
  private byte[][] memory;

  @Setup(Level.Trial)
  public void setUp() {
    stamps = new Stamps(mebibytes, LargeFile.BLOCK_SIZE);
    memory = new byte[stamps.pieces][LargeFile.BLOCK_SIZE];
    for (int i = 0; i < stamps.pieces; i++) {
      write(i);
    }
  }

  @Benchmark
  public void read() {
    int block = random.nextInt(stamps.pieces);
    System.arraycopy(memory[block], 0, buffer.array(), 0, LargeFile.BLOCK_SIZE);
    stamps.check(buffer.position(LargeFile.BLOCK_SIZE), block);
  }

  @Benchmark
  public void write() {
    write(random.nextInt(stamps.pieces));
  }

  private void write(int block) {
    stamps.stamp(buffer, block);
    System.arraycopy(buffer.array(), 0, memory[block], 0, LargeFile.BLOCK_SIZE);
  }
}
