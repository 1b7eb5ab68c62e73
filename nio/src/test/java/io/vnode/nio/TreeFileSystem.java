package io.vnode.nio;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;

/** The face over a volume in memory and nothing besides: what its tests stand on. */
final class TreeFileSystem extends VfsFileSystem {
  private static final Provider PROVIDER = new Provider();

  private TreeFileSystem(TreeVolume volume, Credentials who, int umask) {
    super(
        PROVIDER,
        VfsUri.of(URI.create("tree://test")),
        volume,
        new VfsPrincipals(),
        who,
        umask);
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

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      Location place = Location.of(path);
      CreateAttributes wanted = CreateAttributes.of(place, Kind.REGULAR, attributes);
      try {
        Inode made =
            place
                .namespace()
                .mknod(
                    place.who(), place.at(), place.names(), 0, wanted.mode(), wanted.rdev());
        assert (made.mode() & Mode.TYPE) == wanted.kind().bits();
        return new java.nio.channels.SeekableByteChannel() {
          @Override public int read(java.nio.ByteBuffer b) { return -1; }
          @Override public int write(java.nio.ByteBuffer b) { return 0; }
          @Override public long position() { return 0; }
          @Override public SeekableByteChannel position(long p) { return this; }
          @Override public long size() { return 0; }
          @Override public SeekableByteChannel truncate(long s) { return this; }
          @Override public boolean isOpen() { return false; }
          @Override public void close() { }
        };
      } catch (IOException e) {
        throw NioErrors.of(e, path);
      }
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path path, DirectoryStream.Filter<? super Path> filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
      throw new UnsupportedOperationException();
    }
  }
}
