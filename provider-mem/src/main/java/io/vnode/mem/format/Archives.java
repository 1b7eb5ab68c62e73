package io.vnode.mem.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/** Trees written to archives and made of them, on any file system. */
public final class Archives {
  private Archives() {}

  /**
   * Writes the directory {@code tree} and all that is below it to {@code archive}, whose name says
   * the format. It appears when it is complete: one that is there is replaced then, and stays when
   * this fails.
   *
   * @throws IllegalArgumentException for a name that says no format
   * @throws FileSystemException when {@code tree} is no directory, when {@code archive} would come
   *     to lie in it, or for a file of a kind that the format does not have
   */
  public static void save(Path tree, Path archive) throws IOException {
    ArchiveFormat format = ArchiveFormat.ofName(archive);
    ArchiveFormat.requireLibrary();
    if (!Files.isDirectory(tree)) {
      throw new NotDirectoryException(tree.toString());
    }
    Path real = tree.toRealPath();
    Path folder = archive.toAbsolutePath().getParent();
    if (folder == null || folder.toRealPath().startsWith(real)) {
      throw new FileSystemException(
          tree.toString(), archive.toString(), "cannot save a tree into itself");
    }
    Path partial = folder.resolve("." + archive.getFileName() + "." + UUID.randomUUID());
    try {
      write(real, partial, format);
      Files.move(partial, archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void write(Path tree, Path file, ArchiveFormat format) throws IOException {
    try (MemberWriter writer = format.create(file)) {
      Files.walkFileTree(tree, new TreeArchiver(tree, writer));
    }
  }

  /**
   * Makes of the members of {@code archive}, whose first bytes say the format, a tree below the
   * directory {@code top} of a file system of ours. What has been made stays when this fails.
   *
   * @throws FileSystemException when {@code archive} is none; naming the member, when one is
   *     refused; when the target is full
   */
  public static void load(Path archive, Path top) throws IOException {
    ArchiveFormat format = ArchiveFormat.ofContents(archive);
    ArchiveFormat.requireLibrary();
    TreeBuilder tree = new TreeBuilder(top);
    try {
      read(archive, format, tree);
    } catch (IllegalArgumentException e) {
      throw new IOException(archive + ": damaged: " + e.getMessage(), e);
    }
    tree.finish();
  }

  private static void read(Path archive, ArchiveFormat format, TreeBuilder tree)
      throws IOException {
    if (format == ArchiveFormat.ZIP) {
      try (SeekableByteChannel channel = Files.newByteChannel(archive)) {
        ZipReader.read(channel, tree);
      }
      return;
    }
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream tar = format == ArchiveFormat.TAR ? file : new GZIPInputStream(file)) {
      TarReader.read(tar, tree);
    }
  }
}
