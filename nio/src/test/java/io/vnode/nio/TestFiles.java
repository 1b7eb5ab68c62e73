package io.vnode.nio;

import io.vnode.engine.Credentials;
import io.vnode.engine.Inode;
import io.vnode.engine.PathWalk;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.nio.file.Path;

/** File systems of root for tests of open files, and a look at what is behind a path. */
final class TestFiles {
  private static final int UMASK = 022;

  private TestFiles() {}

  /** A file system without a limit. */
  static VfsFileSystem unlimited() {
    return TreeFileSystem.of(Credentials.ROOT, UMASK);
  }

  /** A file system for {@code capacity} bytes. */
  static VfsFileSystem ofCapacity(long capacity) {
    return TreeFileSystem.of(
        TreeFileSystem.volume(Credentials.ROOT, VolumeOptions.DEFAULT, capacity, Long.MAX_VALUE),
        Credentials.ROOT,
        UMASK);
  }

  /** What {@code path} stands for, a link being one; null for nothing. */
  static Inode inode(Path path) throws IOException {
    Location place = Location.of(path);
    return place.namespace().find(place.who(), place.at(), place.names(), PathWalk.NOFOLLOW);
  }
}
