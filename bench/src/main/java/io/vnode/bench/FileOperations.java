package io.vnode.bench;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one call of {@code java.nio.file.Files} on a small file costs, in a directory per thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FileOperations {
  private static final int DEPTH = 20;
  private static final byte[] HUNDRED_BYTES = new byte[100];

  @Param({"MEMFS", "JIMFS", "MEMORYFILESYSTEM", "HOST"})
  Subject subject;

  private Path directory;
  private Path existing;
  private Path missing;
  private Path fresh;
  private Path renamed;
  private Path deep;

  @Setup(Level.Iteration)
  public void setUp() throws IOException {
    directory = subject.directory();
    existing = Files.write(directory.resolve("existing"), HUNDRED_BYTES);
    missing = directory.resolve("missing");
    fresh = directory.resolve("fresh");
    renamed = directory.resolve("renamed");
    Path bottom = directory;
    for (int i = 0; i < DEPTH; i++) {
      bottom = bottom.resolve("d" + i);
    }
    deep = Files.createDirectories(bottom);
  }

  @TearDown(Level.Iteration)
  public void tearDown() throws IOException {
    subject.dispose(directory);
  }

  @Benchmark
  public void createAndDelete() throws IOException {
    Files.createFile(fresh);
    Files.delete(fresh);
  }

  @Benchmark
  public void createWriteAndDelete() throws IOException {
    Files.write(fresh, HUNDRED_BYTES);
    Files.delete(fresh);
  }

  @Benchmark
  public void mkdirAndRmdir() throws IOException {
    Files.createDirectory(fresh);
    Files.delete(fresh);
  }

  @Benchmark
  public void overwrite() throws IOException {
    Files.write(existing, HUNDRED_BYTES);
  }

  @Benchmark
  public byte[] readAllBytes() throws IOException {
    return Files.readAllBytes(existing);
  }

  @Benchmark
  public void openAndClose() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(existing)) {
      requireOpen(channel);
    }
  }

  private static void requireOpen(SeekableByteChannel channel) {
    if (!channel.isOpen()) {
      throw new IllegalStateException("the channel is not open");
    }
  }

  @Benchmark
  public BasicFileAttributes readAttributes() throws IOException {
    return Files.readAttributes(existing, BasicFileAttributes.class);
  }

  @Benchmark
  public BasicFileAttributes lookupDeep() throws IOException {
    return Files.readAttributes(deep, BasicFileAttributes.class);
  }

  @Benchmark
  public boolean exists() {
    return Files.exists(existing);
  }

  @Benchmark
  public boolean existsNot() {
    return Files.exists(missing);
  }

  @Benchmark
  public void renameThereAndBack() throws IOException {
    Files.move(existing, renamed, StandardCopyOption.ATOMIC_MOVE);
    Files.move(renamed, existing, StandardCopyOption.ATOMIC_MOVE);
  }
}
