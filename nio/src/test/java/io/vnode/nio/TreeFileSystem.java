package io.vnode.nio;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Kind;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import java.net.URI;
import java.util.Map;

/** The face over a volume in memory and nothing besides: what its tests stand on. */
final class TreeFileSystem extends VfsFileSystem {
  private static final Provider PROVIDER = new Provider();

  private TreeFileSystem(TreeVolume volume, Credentials who, int umask) {
    super(PROVIDER, VfsUri.of(URI.create("tree://test")), volume, new VfsPrincipals(), who, umask);
  }

  /** An empty file system whose root belongs to {@code who}. */
  static TreeFileSystem of(Credentials who, int umask) {
    return of(volume(who, VolumeOptions.DEFAULT, Long.MAX_VALUE, Long.MAX_VALUE), who, umask);
  }

  static TreeFileSystem of(TreeVolume volume, Credentials who, int umask) {
    return new TreeFileSystem(volume, who, umask);
  }

  static TreeVolume volume(Credentials who, VolumeOptions options, long bytes, long inodes) {
    Birth root = new Birth(Kind.DIRECTORY.bits() | 0755, who.uid(), who.gid(), 0, null);
    return new TreeVolume("tree", options, new Space(bytes), new Space(inodes), root);
  }

  /** A provider whose file systems are in no table: tests make them, and let them go. */
  private static final class Provider extends VfsFileSystemProvider {
    Provider() {
      super("tree", new MountTable());
    }

    @Override
    protected VfsFileSystem open(VfsUri address, Map<String, ?> env) {
      throw new IllegalArgumentException("made by tests alone");
    }
  }
}
