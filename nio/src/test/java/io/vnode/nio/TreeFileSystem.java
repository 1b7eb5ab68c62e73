package io.vnode.nio;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The face over a volume in memory and nothing besides: what its tests stand on. After each test
 * the trees of all that it made are checked.
 */
final class TreeFileSystem extends VfsFileSystem {
  private static final Provider PROVIDER = new Provider();

  private static final Queue<TreeFileSystem> MADE = new ConcurrentLinkedQueue<>();

  private TreeFileSystem(TreeVolume volume, Credentials who, int umask) {
    super(PROVIDER, VfsUri.of(URI.create("tree://test")), volume, new VfsPrincipals(), who, umask);
  }

  /** An empty file system whose root belongs to {@code who}. */
  static TreeFileSystem of(Credentials who, int umask) {
    return of(volume(who, VolumeOptions.DEFAULT, Long.MAX_VALUE, Long.MAX_VALUE), who, umask);
  }

  static TreeFileSystem of(TreeVolume volume, Credentials who, int umask) {
    TreeFileSystem made = new TreeFileSystem(volume, who, umask);
    MADE.add(made);
    return made;
  }

  /** An empty file system without a limit, seen by root. */
  static TreeFileSystem unlimited() {
    return of(Credentials.ROOT, 022);
  }

  /** An empty file system for {@code capacity} bytes, seen by root. */
  static TreeFileSystem ofCapacity(long capacity) {
    TreeVolume volume = volume(Credentials.ROOT, VolumeOptions.DEFAULT, capacity, Long.MAX_VALUE);
    return of(volume, Credentials.ROOT, 022);
  }

  /** What {@code path} stands for, a link being one; null for nothing. */
  static Inode inode(Path path) throws IOException {
    return Location.of(path).find(LinkOption.NOFOLLOW_LINKS);
  }

  static TreeVolume volume(Credentials who, VolumeOptions options, long bytes, long inodes) {
    Birth root = new Birth(Kind.DIRECTORY.bits() | 0755, who.uid(), who.gid(), 0, null);
    return new TreeVolume("tree", options, new Space(bytes), new Space(inodes), root);
  }

  /** Runs after every test of the module: the service loader knows it. */
  public static final class Verification implements AfterEachCallback {
    /** Made by the service loader. */
    public Verification() {}

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
      for (TreeFileSystem made = MADE.poll(); made != null; made = MADE.poll()) {
        made.namespace().verify();
      }
    }
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
