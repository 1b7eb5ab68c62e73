package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@link Files#walk} over a tree of many files, a hundred in each directory. */
@State(Scope.Thread)
public class Walks {
  private static final int FILES_EACH = 100;

  @Param("100000")
  int files;

  private Path top;
  private int directories;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    top = opened.newDirectory();
    directories = files / FILES_EACH;
    for (int i = 0; i < directories; i++) {
      Path directory = Files.createDirectory(top.resolve("d" + i));
      for (int j = 0; j < FILES_EACH; j++) {
        Files.createFile(directory.resolve("f" + j));
      }
    }
  }

  @Benchmark
  public long walk() throws IOException {
    try (Stream<Path> found = Files.walk(top)) {
      long count = found.filter(path -> path.getNameCount() > 0).count();
      Check.equal(1 + directories + files, count, "the number of files found");
      return count;
    }
  }
}
