package io.vnode.bench;

import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What keeps a tree of files, in one file or otherwise: our image, and what it is held against. */
public enum Store implements Titled {
  WOFS("wofs") {
    @Override
    FileSystem open(Path file) throws IOException {
      return WofsFileSystem.mount(file, Map.of());
    }

    @Override
    void pack(SampleTree tree, Path file) throws IOException {
      Map<String, ?> settings = Map.of("capacity", roomFor(tree));
      writeAndClose(tree, WofsFileSystem.mount(file, settings));
    }
  },
  ZIPFS("jdk.zipfs") {
    @Override
    FileSystem open(Path file) throws IOException {
      return FileSystems.newFileSystem(address(file), STORED);
    }

    @Override
    void pack(SampleTree tree, Path file) throws IOException {
      writeAndClose(tree, open(file));
    }
  },
  MEMFS("memfs") {
    @Override
    void pack(SampleTree tree, Path file) throws IOException {
      writeAndClose(tree, Subject.MEMFS.open());
    }
  },
  HOST("host") {
    /** A directory, and all of the tree in it. */
    @Override
    void pack(SampleTree tree, Path file) throws IOException {
      tree.writeInto(Files.createDirectory(file));
    }
  },
  SQLITE("sqlite3 -A") {
    /** By the program, started for it; it reads the tree from the disk, and deflates it. */
    @Override
    void pack(SampleTree tree, Path file) throws IOException {
      Path source = SampleArchives.ofTree(HOST, tree);
      run(source, PROGRAM, file.toString(), "-Ac", ".");
    }

    @Override
    boolean isThere() {
      return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
          .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
    }
  };

  private static final String PROGRAM = "sqlite3";
  private static final Map<String, ?> STORED =
      Map.of("create", "true", "compressionMethod", "STORED");

  /** What a file takes beside its contents, at the most. */
  private static final int FILE_WEIGHT = 128;

  private final String title;

  Store(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  static Store of(String title) {
    return Titled.of("store", values(), title);
  }

  /** The names of those that there are. */
  static List<String> titles() {
    return Stream.of(values()).filter(Store::isThere).map(Store::title).toList();
  }

  /** Whether it can be measured here. */
  boolean isThere() {
    return true;
  }

  /** Opens what {@link #pack} has made, to be read and changed; some cannot. */
  FileSystem open(Path file) throws IOException {
    throw new IOException(title + " is no file system in one file");
  }

  /** Puts {@code tree} into {@code file}, which is not there yet. */
  abstract void pack(SampleTree tree, Path file) throws IOException;

  /** The capacity of an image of {@code tree}, of which a quarter is free. */
  private static long roomFor(SampleTree tree) {
    return (tree.contents() + (long) tree.files() * FILE_WEIGHT) / 3 * 4 + (64 << 10);
  }

  private static URI address(Path file) {
    return URI.create("jar:" + file.toUri());
  }

  private static void writeAndClose(SampleTree tree, FileSystem fileSystem) throws IOException {
    try (fileSystem) {
      tree.writeInto(fileSystem.getPath("/"));
    }
  }

  private static void run(Path directory, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Check.equal(0, process.waitFor(), "the status of " + String.join(" ", command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command[0] + " ran", e);
    } finally {
      process.destroy();
    }
  }
}
