package io.vnode.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Blocks of 4 KiB read and written anywhere in a large file, by one thread or by three at once. */
@State(Scope.Thread)
public class RandomBlocks {
  static final long SEED = 1;

  private final ByteBuffer buffer = ByteBuffer.wrap(new byte[LargeFile.BLOCK_SIZE]);
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Benchmark
  public void read(LargeFile file) throws IOException {
    file.read(buffer, random.nextInt(file.stamps.pieces));
  }

  @Benchmark
  public void write(LargeFile file) throws IOException {
    file.write(buffer, random.nextInt(file.stamps.pieces));
  }

  /** Two who read the even blocks while one writes the odd ones: nobody needs to wait. */
  @Benchmark
  @Group("twoReadersAndAWriter")
  @GroupThreads(2)
  public void readEven(LargeFile file) throws IOException {
    file.read(buffer, random.nextInt(file.stamps.pieces / 2) * 2);
  }

  @Benchmark
  @Group("twoReadersAndAWriter")
  @GroupThreads(1)
  public void writeOdd(LargeFile file) throws IOException {
    file.write(buffer, random.nextInt(file.stamps.pieces / 2) * 2 + 1);
  }
}
