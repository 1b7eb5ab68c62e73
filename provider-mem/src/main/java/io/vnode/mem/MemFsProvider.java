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
}
