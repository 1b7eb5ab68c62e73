package io.vnode.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A directory of many files, read as a whole or just begun. */
@State(Scope.Thread)
public class Listings {
  @Param("100000")
  int files;

  private Path directory;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    directory = opened.newDirectory();
    for (int i = 0; i < files; i++) {
      Files.createFile(directory.resolve("f" + i));
    }
  }

  @Benchmark
  public void listAll() throws IOException {
    Check.entries(files, directory);
  }

  @Benchmark
  public Path firstName() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      return stream.iterator().next();
    }
  }
}
