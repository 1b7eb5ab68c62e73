package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@link Files#copy} of a large file to a new name; its removal is not measured. */
@State(Scope.Thread)
public class Copies {
  @Param("256")
  int mebibytes;

  private Stamps stamps;
  private Path source;
  private Path target;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    stamps = new Stamps(mebibytes, Streams.BUFFER_SIZE);
    Path directory = opened.newDirectory();
    source = directory.resolve("source");
    target = directory.resolve("target");
    stamps.fill(source);
    opened.inTheEnd(() -> stamps.checkAll(target));
  }

  @Setup(Level.Invocation)
  public void removeCopy() throws IOException {
    Files.deleteIfExists(target);
  }

  @Benchmark
  public void copy() throws IOException {
    Files.copy(source, target);
  }
}
