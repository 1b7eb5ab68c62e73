package io.vnode.mem;

import io.vnode.nio.MountTable;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;

/**
 * The service behind {@code memfs://name/path}.
 *
 * <p>{@code FileSystems.newFileSystem(URI.create("memfs://name"), env)} makes a file system, which
 * is there under its name until it is closed; the keys of {@code env} are those of {@link
 * MemFs.Builder}.
 */
public final class MemFsProvider extends VfsFileSystemProvider {
  static final String SCHEME = "memfs";

  /** Shared by all instances: the JVM makes one, and so may anybody. */
  private static final MountTable OPEN = new MountTable();

  /** The provider; what is open is the same for all instances. */
  public MemFsProvider() {
    super(SCHEME, OPEN);
  }

  /**
   * The instance that the JVM knows, so that {@code Files.copy} sees one provider and not two; a
   * new one where the JVM looked for providers before this class could be found.
   */
  static MemFsProvider installed() {
    for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
      if (provider instanceof MemFsProvider ours) {
        return ours;
      }
    }
    return Own.INSTANCE;
  }

  private static final class Own {
    static final MemFsProvider INSTANCE = new MemFsProvider();
  }

  @Override
  protected MemFileSystem open(VfsUri address, Map<String, ?> env) throws IOException {
    return MemFileSystem.open(this, address, MemSettings.of(env));
  }

  // Interim: what the face does not have yet. Delete each when it lands in VfsFileSystemProvider.

  @Override
  public java.nio.channels.SeekableByteChannel newByteChannel(
      java.nio.file.Path path,
      java.util.Set<? extends java.nio.file.OpenOption> options,
      java.nio.file.attribute.FileAttribute<?>... attrs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public java.nio.file.DirectoryStream<java.nio.file.Path> newDirectoryStream(
      java.nio.file.Path dir,
      java.nio.file.DirectoryStream.Filter<? super java.nio.file.Path> filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public java.nio.file.FileStore getFileStore(java.nio.file.Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <V extends java.nio.file.attribute.FileAttributeView> V getFileAttributeView(
      java.nio.file.Path path, Class<V> type, java.nio.file.LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <A extends java.nio.file.attribute.BasicFileAttributes> A readAttributes(
      java.nio.file.Path path, Class<A> type, java.nio.file.LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> readAttributes(
      java.nio.file.Path path, String attributes, java.nio.file.LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(
      java.nio.file.Path path,
      String attribute,
      Object value,
      java.nio.file.LinkOption... options) {
    throw new UnsupportedOperationException();
  }
}
