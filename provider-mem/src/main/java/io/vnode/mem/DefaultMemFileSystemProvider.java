package io.vnode.mem;

import io.vnode.nio.MountTable;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;

/**
 * A memfs in the place of the JVM's default file system: {@code
 * -Djava.nio.file.spi.DefaultFileSystemProvider=io.vnode.mem.DefaultMemFileSystemProvider}.
 *
 * <p>{@code Path.of}, {@code file:} URIs and temporary files are then in memory, and relative paths
 * start at {@code user.dir}. The directories that {@code user.dir}, {@code user.home} and {@code
 * java.io.tmpdir} name are there from the beginning, and so are copies of the files of the JDK that
 * it reads as paths of the default file system, below {@code java.home}.
 *
 * <p>Not in memory is what goes round {@code java.nio.file}: {@code java.io}, {@code file:} URLs,
 * whose handler nobody can replace, and the class path. {@code Path.toFile} names a file of the
 * host.
 */
public final class DefaultMemFileSystemProvider extends VfsFileSystemProvider {
  private static final String SCHEME = "file";
  private static final URI ROOT = URI.create("file:///");

  /** The system properties that name directories of whoever runs the JVM. */
  private static final List<String> STANDARD_DIRECTORIES =
      List.of("user.dir", "user.home", "java.io.tmpdir");

  /** Held here: a table does not keep what is in it. */
  private final MemFileSystem fileSystem;

  /**
   * The provider, with its one file system.
   *
   * @param platform the one in whose place this is, as {@link java.nio.file.FileSystems#getDefault}
   *     gives it; files of the JDK are copied from there, and then it is not used
   */
  public DefaultMemFileSystemProvider(FileSystemProvider platform) {
    super(SCHEME, new MountTable());
    VfsUri address = address(ROOT);
    try {
      fileSystem =
          enter(
              address,
              MemFileSystem.open(
                  this, address, new MemSettings(), absolute(System.getProperty("user.dir"))));
      makeStandardDirectories();
      JdkFiles.copy(platform.getFileSystem(ROOT), fileSystem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A working directory that is none starts at the root. */
  private static String absolute(String directory) {
    return directory != null && directory.startsWith("/") ? directory : "/";
  }

  private void makeStandardDirectories() throws IOException {
    for (String property : STANDARD_DIRECTORIES) {
      Files.createDirectories(fileSystem.getPath(absolute(System.getProperty(property))));
    }
  }

  /** {@code file:} URIs have no authority. */
  @Override
  protected VfsUri address(URI uri) {
    VfsUri address = super.address(uri);
    if (uri.getRawAuthority() != null) {
      throw new IllegalArgumentException("URI " + uri + " has an authority: write file:///path");
    }
    return address;
  }

  /** Always refuses: the default file system is open. */
  @Override
  protected VfsFileSystem open(VfsUri address, Map<String, ?> env) {
    throw new FileSystemAlreadyExistsException(address + "/");
  }
}
