package io.vnode.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names of files on the host that are gone when the JVM ends. */
final class TemporaryFiles {
  private static Path directory;
  private static int number;

  private TemporaryFiles() {}

  /** A path where nothing is yet. */
  static synchronized Path unused(String suffix) throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("tck-");
      Path made = directory;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made), "tck-cleanup"));
    }
    return directory.resolve(++number + "-" + suffix);
  }

  private static void remove(Path tree) {
    try {
      Removal.of(tree);
    } catch (IOException e) {
      System.err.println(tree + " cannot be removed: " + e);
    }
  }
}
