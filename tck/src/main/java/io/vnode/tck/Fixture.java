package io.vnode.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tree that a file system holds which the checks cannot write: {@code file} of twelve bytes,
 * {@code empty}, {@code d/} with {@code inside}, and the directory {@code d/e/}.
 */
final class Fixture implements AutoCloseable {
  static final String CONTENT = "hello, tree\n";

  private Path directory;

  /** The directory of the host that holds the tree. */
  synchronized Path directory() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("tck-fixture-");
      Files.writeString(directory.resolve("file"), CONTENT);
      Files.createFile(directory.resolve("empty"));
      Files.createDirectories(directory.resolve("d/e"));
      Files.writeString(directory.resolve("d/inside"), CONTENT);
    }
    return directory;
  }

  @Override
  public synchronized void close() throws IOException {
    if (directory != null) {
      Removal.of(directory);
    }
  }
}
