package io.vnode.nio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Something that a path may lead to, to be made on our file system and on the host's. */
enum TreeKind {
  FILE,
  HARD_LINKED_FILE,
  DIRECTORY,
  LINK_TO_FILE,
  LINK_TO_DIRECTORY,
  DANGLING_LINK,
  LOOPING_LINK,
  FIFO,
  MISSING,
  BELOW_A_FILE,
  BELOW_NOTHING;

  private static final int POOL = 100;

  boolean isLink() {
    return switch (this) {
      case LINK_TO_FILE, LINK_TO_DIRECTORY, DANGLING_LINK, LOOPING_LINK -> true;
      case FILE, HARD_LINKED_FILE, DIRECTORY, FIFO, MISSING, BELOW_A_FILE, BELOW_NOTHING -> false;
    };
  }

  /** Makes it in the empty directory {@code in} and returns the path to it. */
  Path make(Path in) throws IOException {
    Path path = in.resolve("path");
    Path target = in.resolve("target");
    return switch (this) {
      case FILE -> Files.createFile(path);
      case HARD_LINKED_FILE -> Files.createLink(path, Files.createFile(target));
      case DIRECTORY -> {
        Files.createDirectories(path.resolve("sub"));
        yield path;
      }
      case LINK_TO_FILE -> Files.createSymbolicLink(path, Files.createFile(target).getFileName());
      case LINK_TO_DIRECTORY ->
          Files.createSymbolicLink(path, Files.createDirectory(target).getFileName());
      case DANGLING_LINK, LOOPING_LINK ->
          Files.createSymbolicLink(
              path, in.getFileSystem().getPath(this == LOOPING_LINK ? "path" : "nothing"));
      case FIFO -> fifo(path);
      case MISSING -> path;
      case BELOW_A_FILE -> Files.createFile(target).resolve("path");
      case BELOW_NOTHING -> target.resolve("path");
    };
  }

  /** Makes a fifo: with {@code mkfifo(1)} on the host, for the JDK has no other way. */
  private static Path fifo(Path path) throws IOException {
    if (path instanceof VfsPath) {
      return Files.createFile(path, new Attribute<>("unix:mode", 0010644));
    }
    Path pool = Files.createDirectories(path.getParent().resolveSibling("fifos"));
    if (isEmpty(pool)) {
      makeFifos(pool);
    }
    try (Stream<Path> made = Files.list(pool)) {
      return Files.move(made.findAny().orElseThrow(), path);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  /** A process for each fifo would take longer than all the rest of a test. */
  private static void makeFifos(Path pool) throws IOException {
    List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "644"));
    IntStream.range(0, POOL)
        .forEach(i -> command.add(pool.resolve(Integer.toString(i)).toString()));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
