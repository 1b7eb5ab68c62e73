package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Many files made in one go, all in one directory or a thousand in each: the same work for the
 * heap, so what differs is what a large directory costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class MassCreation {
  @Param Subject subject;

  @Param("1000000")
  int files;

  @Param({"1000", "1000000"})
  int filesEach;

  private Path root;
  private Path[] directories;

  @Setup(Level.Invocation)
  public void setUp() throws IOException {
    root = subject.directory();
    directories = new Path[Math.max(1, files / filesEach)];
    for (int i = 0; i < directories.length; i++) {
      directories[i] = Files.createDirectory(root.resolve("d" + i));
    }
  }

  @TearDown(Level.Invocation)
  public void check() throws IOException {
    for (Path directory : directories) {
      Check.entries(files / directories.length, directory);
    }
    subject.dispose(root);
  }

  @Benchmark
  public void create() throws IOException {
    int each = files / directories.length;
    for (Path directory : directories) {
      for (int i = 0; i < each; i++) {
        Files.createFile(directory.resolve("f" + i));
      }
    }
  }
}
