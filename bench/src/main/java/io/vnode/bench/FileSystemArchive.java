package io.vnode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** An archive that is a file system. Its files are in directories of the first level. */
record FileSystemArchive(FileSystem fileSystem) implements OpenArchive {

  @Override
  public int list() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(fileSystem.getPath("/"))) {
      for (Path directory : directories) {
        count += Check.count(directory);
      }
    }
    return count;
  }

  /** By the walk that gives attributes with the names: what else gives them asks once more. */
  @Override
  public int listDated() throws IOException {
    DatedFiles dated = new DatedFiles();
    Files.walkFileTree(fileSystem.getPath("/"), dated);
    return dated.count;
  }

  private static final class DatedFiles extends SimpleFileVisitor<Path> {
    private int count;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      count += file.getNameCount() == 0 || attributes.lastModifiedTime() == null ? 0 : 1;
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public InputStream stream(String name) throws IOException {
    return Files.newInputStream(fileSystem.getPath(name));
  }

  @Override
  public void read(String name, long position, ByteBuffer into) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(fileSystem.getPath(name))) {
      channel.position(position);
      while (into.hasRemaining() && channel.read(into) > 0) {}
    }
  }

  MappedByteBuffer map(String name) throws IOException {
    try (FileChannel channel = FileChannel.open(fileSystem.getPath(name))) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  @Override
  public void close() throws IOException {
    fileSystem.close();
  }
}
