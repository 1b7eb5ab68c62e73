package io.vnode.tck;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Kind;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import io.vnode.nio.MountTable;
import io.vnode.nio.TreeCopy;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsPrincipals;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What a volume that is read-only looks like through the face: a tree in memory, once filled. */
public final class ReadOnlyMem extends VfsFileSystemProvider {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final ReadOnlyMem PROVIDER = new ReadOnlyMem();

  private ReadOnlyMem() {
    super("readonly", new MountTable());
  }

  /** A file system that holds a copy of {@code fixture}, and that belongs to root. */
  public static VfsFileSystem of(Path fixture) throws IOException {
    URI uri = URI.create("readonly://tck-" + NUMBERS.incrementAndGet() + "/");
    VfsFileSystem opened = PROVIDER.newFileSystem(uri, Map.of());
    TreeCopy.copy(fixture, opened.getPath("/"));
    ((Freezing) opened.namespace().root().volume()).frozen = true;
    return opened;
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Map<String, ?> env) {
    return new VfsFileSystem(
        this, address, new Freezing(), new VfsPrincipals(), Credentials.ROOT, 022) {};
  }

  /** A volume that is written until it is not. */
  private static final class Freezing extends TreeVolume {
    private volatile boolean frozen;

    Freezing() {
      super(
          "readonly",
          VolumeOptions.DEFAULT,
          new Space(1 << 24),
          new Space(1000),
          new Birth(Kind.DIRECTORY.bits() | 0755, 0, 0, 0, null));
    }

    @Override
    public boolean isReadOnly() {
      return frozen;
    }
  }
}
