package io.vnode.bench;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole tree in one file, which is closed after one small file in it was changed. */
@State(Scope.Thread)
public class ImageChanging {
  private static final int SIZE = 4 << 10;

  @Param Store subject;

  @Param("1024")
  int mebibytes;

  @Param("10000")
  int files;

  private final byte[] contents = new byte[SIZE];
  private Path file;
  private long length;
  private FileSystem mounted;

  @Setup(Level.Trial)
  public void setUp() throws IOException {
    file = SampleArchives.ofTree(subject, ImageMounting.tree(mebibytes, files));
    length = Files.size(file);
  }

  @Setup(Level.Invocation)
  public void change() throws IOException {
    contents[0]++;
    mounted = subject.open(file);
    Files.write(mounted.getPath("/changed"), contents);
  }

  @Benchmark
  public void unmount() throws IOException {
    mounted.close();
  }

  /** Nobody else is to find an image of many commits: those that came behind are cut off. */
  @TearDown(Level.Trial)
  public void restore() throws IOException {
    try (FileSystem last = subject.open(file)) {
      Check.holds(last.getPath("/changed"), contents);
    }
    if (subject == Store.WOFS) {
      try (FileChannel channel = FileChannel.open(file, WRITE)) {
        channel.truncate(length);
      }
    }
  }
}
