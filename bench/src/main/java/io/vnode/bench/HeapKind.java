package io.vnode.bench;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A kind of object whose weight on the heap is measured, and how to make many of it. */
enum HeapKind implements Measured {
  EMPTY_FILE("empty file", 1_000_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      return spread(directory, count, Files::createFile);
    }
  },
  ONE_BYTE_FILE("1-byte file", 100_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      return spread(directory, count, file -> Files.write(file, new byte[1]));
    }
  },
  TEN_KIB_FILE("10 KiB file", 100_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      return spread(directory, count, file -> Files.write(file, new byte[10 << 10]));
    }
  },
  EMPTY_DIRECTORY("empty directory", 1_000_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      return spread(directory, count, Files::createDirectory);
    }
  },
  SYMLINK("symlink", 1_000_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      return spread(
          directory,
          count,
          link ->
              Files.createSymbolicLink(
                  link, link.getFileSystem().getPath("t" + link.getFileName())));
    }
  },
  FILE_AMONG_ALL("empty file, all in one directory", 1_000_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        Files.createFile(directory.resolve("f" + i));
      }
      Check.entries(count, directory);
      return directory;
    }
  },
  OPEN_CHANNEL("open channel", 10_000) {
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      Path file = Files.write(directory.resolve("file"), new byte[1]);
      List<Channel> channels = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        channels.add(FileChannel.open(file, READ));
      }
      Check.that(channels.stream().allMatch(Channel::isOpen), "every channel is open");
      return channels;
    }
  },
  OPEN_FILE_SYSTEM("open file system, empty", 1_000) {
    /** Beside {@code directory}: more file systems of its kind. */
    @Override
    Object make(Subject subject, Path directory, int count) throws IOException {
      List<Path> roots = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        roots.add(subject.open().getPath("/"));
      }
      Check.that(
          roots.stream().allMatch(root -> root.getFileSystem().isOpen()), "all of them are open");
      return roots;
    }
  };

  private static final int EACH = 1000;

  private final String words;

  /** How many to make, so that the average is exact to a byte or two and the heap holds them. */
  final int count;

  HeapKind(String words, int count) {
    this.words = words;
    this.count = count;
  }

  /** Makes one object at a path. */
  @FunctionalInterface
  interface Maker {
    Object make(Path path) throws IOException;
  }

  /** Makes {@code count} objects; the answer keeps them alive. */
  abstract Object make(Subject subject, Path directory, int count) throws IOException;

  /** The most that {@code subject} is given: some objects weigh too much for more. */
  int most(Subject subject) {
    return subject == Subject.MEMORYFILESYSTEM ? 100_000 : count;
  }

  /** A thousand in each directory, the weight of which is shared among them. */
  private static Object spread(Path top, int count, Maker maker) throws IOException {
    for (int made = 0; made < count; ) {
      Path directory = Files.createDirectory(top.resolve("d" + made));
      int end = Math.min(count, made + EACH);
      int here = end - made;
      for (; made < end; made++) {
        maker.make(directory.resolve("f" + made));
      }
      Check.entries(here, directory);
    }
    return top;
  }

  @Override
  public String key() {
    return "HEAP_" + name();
  }

  @Override
  public String words() {
    return words;
  }
}
