package io.vnode.zipstore;

import io.vnode.nio.MountTable;
import io.vnode.nio.SourceFileSystemProvider;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service behind {@code zipstore:archive!/path}: see the package for addresses and settings.
 */
public final class ZipStoreProvider extends SourceFileSystemProvider {
  static final String SCHEME = "zipstore";

  /** Shared by all instances: the JVM makes one, and so may anybody. */
  private static final MountTable OPEN = new MountTable();

  /** The provider; what is open is the same for all instances. */
  public ZipStoreProvider() {
    super(SCHEME, OPEN);
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Path archive, Map<String, ?> env)
      throws IOException {
    return ZipFileSystem.open(this, address, archive, env);
  }
}
