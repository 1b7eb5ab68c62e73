package io.vnode.bench;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A file system that is measured: ours, a peer or the host's. Each gives an empty directory. */
public enum Subject implements Titled {
  MEMFS {
    @Override
    FileSystem open() throws IOException {
      return FileSystems.newFileSystem(URI.create("memfs://" + UUID.randomUUID()), Map.of());
    }
  },
  JIMFS {
    /** With every view that ours always has. */
    @Override
    FileSystem open() {
      return Jimfs.newFileSystem(
          Configuration.unix().toBuilder()
              .setAttributeViews("basic", "owner", "posix", "unix")
              .build());
    }
  },
  MEMORYFILESYSTEM {
    @Override
    FileSystem open() throws IOException {
      return MemoryFileSystemBuilder.newLinux().build(UUID.randomUUID().toString());
    }
  },
  HOST {
    @Override
    FileSystem open() {
      return FileSystems.getDefault();
    }
  };

  abstract FileSystem open() throws IOException;

  static Subject of(String title) {
    return Titled.of("subject", values(), title);
  }

  @Override
  public String title() {
    return this == HOST ? "host" : name().toLowerCase(Locale.ROOT);
  }

  /** An empty directory on a fresh file system. */
  Path directory() throws IOException {
    if (this == HOST) {
      return Files.createTempDirectory("vnode-bench");
    }
    return Files.createDirectories(open().getPath("/bench"));
  }

  /** Closes the file system of {@code directory}; of the host only the directory is removed. */
  void dispose(Path directory) throws IOException {
    if (this != HOST) {
      directory.getFileSystem().close();
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
