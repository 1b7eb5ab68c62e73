package io.vnode.nio;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.PathWalk;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** File systems in memory for tests of the face: a provider with nothing of its own. */
final class TestFiles extends VfsFileSystemProvider {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final long capacity;

  private TestFiles(long capacity) {
    super("test", new MountTable());
    this.capacity = capacity;
  }

  /** A file system without a limit, seen by root. */
  static VfsFileSystem unlimited() throws IOException {
    return ofCapacity(Long.MAX_VALUE);
  }

  /** A file system for {@code capacity} bytes, seen by root. */
  static VfsFileSystem ofCapacity(long capacity) throws IOException {
    URI uri = URI.create("test://" + COUNT.incrementAndGet() + "/");
    return new TestFiles(capacity).newFileSystem(uri, Map.of());
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Map<String, ?> env) {
    TreeVolume volume =
        new TreeVolume(
            "test",
            VolumeOptions.DEFAULT,
            new Space(capacity),
            new Space(Long.MAX_VALUE),
            new Birth(Kind.DIRECTORY.bits() | 0755, 0, 0, 0, null));
    return new VfsFileSystem(this, address, volume, new VfsPrincipals(), Credentials.ROOT, 022);
  }

  /** What {@code path} stands for, a link being one; null for nothing. */
  static Inode inode(Path path) throws IOException {
    Location place = Location.of(path);
    return place.namespace().find(place.who(), place.at(), place.names(), PathWalk.NOFOLLOW);
  }
}
