package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A tree of many small files put where it stays, from nothing until that is closed. */
@State(Scope.Thread)
public class Packing {
  private static final int SIZE = 10 << 10;

  @Param Store subject;

  @Param("10000")
  int files;

  private SampleTree tree;
  private Path place;

  @Setup(Level.Trial)
  public void setUp() {
    tree = new SampleTree(files, SIZE);
  }

  @Setup(Level.Invocation)
  public void makePlace() throws IOException {
    place = Subject.HOST.directory();
  }

  @Benchmark
  public void pack() throws IOException {
    subject.pack(tree, place.resolve("packed"));
  }

  @TearDown(Level.Invocation)
  public void removePlace() throws IOException {
    Subject.HOST.dispose(place);
  }
}
