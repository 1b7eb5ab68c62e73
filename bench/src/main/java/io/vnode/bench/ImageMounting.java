package io.vnode.bench;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole tree in one file, which is opened as a file system and closed. */
@State(Scope.Thread)
public class ImageMounting {
  @Param Store subject;

  @Param("1024")
  int mebibytes;

  @Param("10000")
  int files;

  private SampleTree tree;
  private Path file;

  /** The files of the size that all of them together need. */
  static SampleTree tree(int mebibytes, int files) {
    return new SampleTree(files, Math.multiplyExact(mebibytes, Stamps.MIB) / files);
  }

  @Setup(Level.Trial)
  public void setUp() throws IOException {
    tree = tree(mebibytes, files);
    file = SampleArchives.ofTree(subject, tree);
  }

  @Benchmark
  public FileSystem mount() throws IOException {
    try (FileSystem mounted = subject.open(file)) {
      tree.check(mounted.getPath("/"));
      return mounted;
    }
  }
}
