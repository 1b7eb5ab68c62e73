package io.vnode.mem;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the JDK itself that it looks for in the default file system, whichever that is: its
 * configuration, which {@code java.security} and {@code javax.crypto} read, and the image of its
 * modules.
 */
final class JdkFiles {
  private static final File HOME = new File(System.getProperty("java.home"));
  private static final File CONFIGURATION = new File(HOME, "conf");
  private static final File MODULES = new File(HOME, "lib/modules");

  private JdkFiles() {}

  /** Puts them into {@code memory} under the names that they have on the {@code host}. */
  static void copy(FileSystem host, FileSystem memory) throws IOException {
    copyConfiguration(host.getPath(CONFIGURATION.getPath()), memory);
    // Empty: "jrt:" only asks whether it is there, and then the JVM maps the host's by its name.
    Path modules = memory.getPath(MODULES.getPath());
    Files.createDirectories(modules.getParent());
    Files.createFile(modules);
  }

  /** Links are followed: some systems keep the configuration elsewhere. */
  private static void copyConfiguration(Path from, FileSystem memory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      all = walk.toList();
    }
    for (Path source : all) {
      Path copy = memory.getPath(source.toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(copy);
      } else if (Files.isReadable(source)) {
        // Passwords of remote management are for their owner alone.
        Files.copy(source, copy);
      }
    }
  }
}
