package io.vnode.zipstore;

import io.vnode.nio.MountTable;
import io.vnode.nio.SourceFileSystemProvider;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The service behind {@code zipstore:archive!/path}: see the package for addresses and settings.
 */
public final class ZipStoreProvider extends SourceFileSystemProvider {
  static final String SCHEME = "zipstore";

  /** Shared by all instances: the JVM makes one, and so may anybody. */
  private static final MountTable OPEN = new MountTable();

  /** Numbers for archives that have no name. */
  private static final AtomicLong CHANNELS = new AtomicLong();

  /** The provider; what is open is the same for all instances. */
  public ZipStoreProvider() {
    super(SCHEME, OPEN);
  }

  /**
   * The one through which whoever has no URI opens. It is not the one that the JVM knows, as to ask
   * for that loads the providers of all; where nothing can be written, nobody sees that there are
   * two.
   */
  static ZipStoreProvider own() {
    return Own.INSTANCE;
  }

  private static final class Own {
    static final ZipStoreProvider INSTANCE = new ZipStoreProvider();
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Path archive, Map<String, ?> env)
      throws IOException {
    return ZipFileSystem.open(this, address, archive, env);
  }

  /** Opens what is behind {@code archive}, at an address of its own. */
  VfsFileSystem open(SeekableByteChannel archive, Map<String, ?> env) throws IOException {
    VfsUri address = named("channel-" + CHANNELS.incrementAndGet());
    return enter(address, ZipFileSystem.open(this, address, archive, env));
  }
}
