package io.vnode.bench;

import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;

/** What reads archives and is measured: ours or a peer. */
public enum ArchiveReader implements Titled {
  ZIPSTORE("zipstore") {
    @Override
    OpenArchive open(Path file) throws IOException {
      return new FileSystemArchive(ZipStore.open(file, Map.of()));
    }
  },
  ZIPFS("jdk.zipfs") {
    /** The provider that the JVM asks first, at no address: several can be open. */
    @Override
    OpenArchive open(Path file) throws IOException {
      return new FileSystemArchive(FileSystems.newFileSystem(file, Map.of()));
    }
  },
  JAVA_UTIL_ZIP("java.util.zip") {
    @Override
    OpenArchive open(Path file) throws IOException {
      return new ZipFileArchive(new ZipFile(file.toFile()));
    }
  },
  COMMONS_COMPRESS("commons-compress") {
    @Override
    OpenArchive open(Path file) throws IOException {
      return new CommonsArchive(
          org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(file).get());
    }
  };

  private final String title;

  ArchiveReader(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  static ArchiveReader of(String title) {
    return Titled.of("reader", values(), title);
  }

  abstract OpenArchive open(Path file) throws IOException;
}
