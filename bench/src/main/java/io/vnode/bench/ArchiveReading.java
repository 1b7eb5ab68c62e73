package io.vnode.bench;

import static io.vnode.bench.SampleArchives.BLOCK_SIZE;
import static io.vnode.bench.SampleArchives.DEFLATED;
import static io.vnode.bench.SampleArchives.STORED;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Large files in an archive, read from the beginning to the end or somewhere. */
@State(Scope.Thread)
public class ArchiveReading {
  private static final int BUFFER_SIZE = 64 << 10;

  @Param ArchiveReader subject;

  @Param("256")
  int mebibytes;

  private final SplittableRandom random = new SplittableRandom(1);
  private final ByteBuffer block = ByteBuffer.wrap(new byte[BLOCK_SIZE]);
  private final ByteBuffer buffer = ByteBuffer.wrap(new byte[BUFFER_SIZE]);
  private int blocks;
  private Path file;
  private OpenArchive archive;

  @Setup(Level.Trial)
  public void setUp() throws IOException {
    file = SampleArchives.ofTwoLarge(mebibytes);
    blocks = SampleArchives.blocks(mebibytes);
    archive = subject.open(file);
  }

  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    archive.close();
  }

  @Benchmark
  public void storedBlock() throws IOException {
    readBlock(archive, STORED, random.nextInt(blocks));
  }

  /**
   * A file that was read all over before, by a reader that remembers where it came by; others begin
   * anew each time.
   */
  @State(Scope.Thread)
  public static class Visited {
    private static final int BLOCKS_FOR_A_VISIT = 16;

    @Setup(Level.Trial)
    public void visit(ArchiveReading reading) throws IOException {
      if (reading.subject == ArchiveReader.ZIPSTORE) {
        for (int i = 0; i < reading.blocks / BLOCKS_FOR_A_VISIT; i++) {
          reading.deflatedBlock(this);
        }
      }
    }
  }

  /** One who has been here before. */
  @Benchmark
  @SuppressWarnings("UnusedVariable") // That it was visited is all that is asked of it.
  public void deflatedBlock(Visited visited) throws IOException {
    readBlock(archive, DEFLATED, random.nextInt(blocks));
  }

  /** A block of a file that nobody has read before: that in the middle, as one anywhere is. */
  @Benchmark
  public void deflatedFirstTouch() throws IOException {
    try (OpenArchive fresh = subject.open(file)) {
      readBlock(fresh, DEFLATED, blocks / 2);
    }
  }

  private void readBlock(OpenArchive from, String name, int number) throws IOException {
    from.read(name, (long) number * BLOCK_SIZE, block.clear());
    SampleArchives.check(block, 0, number);
  }

  @Benchmark
  public void storedStream() throws IOException {
    readAll(STORED);
  }

  @Benchmark
  public void deflatedStream() throws IOException {
    readAll(DEFLATED);
  }

  private void readAll(String name) throws IOException {
    int number = 0;
    try (InputStream in = archive.stream(name)) {
      for (int n = fill(in); n > 0; n = fill(in)) {
        for (int at = 0; at < n; at += BLOCK_SIZE) {
          SampleArchives.check(buffer, at, number++);
        }
      }
    }
    Check.equal(blocks, number, "the number of blocks");
  }

  private int fill(InputStream in) throws IOException {
    return in.readNBytes(buffer.array(), 0, BUFFER_SIZE);
  }

  /** Copies what is mapped, as whoever reads a stream gets it copied. */
  @Benchmark
  public void mappedStream() throws IOException {
    MappedByteBuffer map = ((FileSystemArchive) archive).map(STORED);
    int number = 0;
    while (map.hasRemaining()) {
      map.get(buffer.array());
      for (int at = 0; at < BUFFER_SIZE; at += BLOCK_SIZE) {
        SampleArchives.check(buffer, at, number++);
      }
    }
    Check.equal(blocks, number, "the number of blocks");
  }
}
