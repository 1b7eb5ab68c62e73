package io.vnode.projfs;

import io.vnode.nio.MountTable;
import io.vnode.nio.SourceFileSystemProvider;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The service behind {@code projfs:definition!/path}: see the package for addresses and settings.
 */
public final class ProjFsProvider extends SourceFileSystemProvider {
  static final String SCHEME = "projfs";

  /** Shared by all instances: the JVM makes one, and so may anybody. */
  private static final MountTable OPEN = new MountTable();

  private static final AtomicLong BUILT = new AtomicLong();

  /** The provider; what is open is the same for all instances. */
  public ProjFsProvider() {
    super(SCHEME, OPEN);
  }

  /** The one through which whoever has no URI opens. */
  static ProjFsProvider installed() {
    return installed(ProjFsProvider.class, () -> Own.INSTANCE);
  }

  private static final class Own {
    static final ProjFsProvider INSTANCE = new ProjFsProvider();
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Path definition, Map<String, ?> env)
      throws IOException {
    ProjSettings settings = ProjSettings.of(env);
    return new Definition(definition, settings).mount(this, address);
  }

  /** Mounts {@code definition} for one who looks at it, and for nobody else. */
  ProjFileSystem openUnseen(Definition definition) throws IOException {
    return definition.mount(this, named("unseen"));
  }

  /** Mounts what {@code builder} has put together, at an address of its own. */
  ProjFileSystem open(ProjFs.Builder builder) throws IOException {
    VfsUri address = named("built-" + BUILT.incrementAndGet());
    return enter(address, builder.mount(this, address));
  }
}
