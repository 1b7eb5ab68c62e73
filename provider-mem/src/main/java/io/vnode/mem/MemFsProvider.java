package io.vnode.mem;

import io.vnode.nio.MountTable;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsUri;
import java.io.IOException;
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

  /** The one through which whoever has no URI opens. */
  static MemFsProvider installed() {
    return installed(MemFsProvider.class, () -> Own.INSTANCE);
  }

  private static final class Own {
    static final MemFsProvider INSTANCE = new MemFsProvider();
  }

  @Override
  protected MemFileSystem open(VfsUri address, Map<String, ?> env) throws IOException {
    return MemFileSystem.open(this, address, MemSettings.of(env));
  }
}
