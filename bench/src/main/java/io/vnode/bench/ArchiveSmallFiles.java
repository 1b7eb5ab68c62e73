package io.vnode.bench;

import java.io.IOException;
import java.io.InputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Small deflated files in an archive, one after the other. */
@State(Scope.Thread)
public class ArchiveSmallFiles {
  @Param ArchiveReader subject;

  @Param("10000")
  int entries;

  private OpenArchive archive;
  private int next;

  @Setup(Level.Trial)
  public void setUp() throws IOException {
    archive = subject.open(SampleArchives.ofMany(entries, false));
  }

  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    archive.close();
  }

  @Benchmark
  public int read() throws IOException {
    next = (next + 1) % entries;
    try (InputStream in = archive.stream(SampleArchives.name(next))) {
      int size = in.readAllBytes().length;
      Check.that(size > 0, "the file is not empty");
      return size;
    }
  }
}
