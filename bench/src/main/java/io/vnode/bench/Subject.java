package io.vnode.bench;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.wofs.WofsFileSystem;
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
import java.util.concurrent.ConcurrentHashMap;
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
  WOFS {
    /** An image on the disk, of which nothing is read before it is asked for. */
    @Override
    FileSystem open() throws IOException {
      Path image = HOST.directory().resolve("image");
      FileSystem mounted =
          WofsFileSystem.mount(image, Map.of("capacity", "16 GiB", "load", "touched"));
      IMAGES.put(mounted, image.getParent());
      return mounted;
    }

    @Override
    void settle(Path directory) throws IOException {
      ((WofsFileSystem) directory.getFileSystem()).commit();
    }

    @Override
    void dispose(Path directory) throws IOException {
      WofsFileSystem mounted = (WofsFileSystem) directory.getFileSystem();
      mounted.abandon();
      HOST.dispose(IMAGES.remove(mounted));
    }
  },
  HOST {
    @Override
    FileSystem open() {
      return FileSystems.getDefault();
    }
  };

  /** Where the images of those are that are mounted. */
  private static final Map<FileSystem, Path> IMAGES = new ConcurrentHashMap<>();

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

  /**
   * Puts what was written to the file system of {@code directory} where it is to stay: into the
   * image, where there is one.
   */
  void settle(Path directory) throws IOException {}

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
