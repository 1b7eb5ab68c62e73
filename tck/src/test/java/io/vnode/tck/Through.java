package io.vnode.tck;

import io.vnode.engine.Credentials;
import io.vnode.nio.MountTable;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsPrincipals;
import io.vnode.nio.VfsUri;
import io.vnode.nio.volume.NioPolicy;
import io.vnode.nio.volume.NioVolume;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What another file system looks like through a volume of the engine, and that through the face.
 */
public final class Through extends VfsFileSystemProvider {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Through PROVIDER = new Through();

  private Through() {
    super("through", new MountTable());
  }

  /** A file system of what is in {@code directory}. */
  public static VfsFileSystem of(Path directory) throws IOException {
    URI uri = URI.create("through://tck-" + NUMBERS.incrementAndGet() + "/");
    return PROVIDER.newFileSystem(uri, Map.of("directory", directory));
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Map<String, ?> env) throws IOException {
    NioVolume volume = new NioVolume((Path) env.get("directory"), NioPolicy.ANYTHING);
    return new VfsFileSystem(this, address, volume, new VfsPrincipals(), Credentials.ROOT, 022) {};
  }
}
