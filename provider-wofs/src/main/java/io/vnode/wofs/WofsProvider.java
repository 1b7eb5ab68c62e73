package io.vnode.wofs;

import io.vnode.nio.MountTable;
import io.vnode.nio.SourceFileSystemProvider;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsUri;
import io.vnode.wofs.format.Header;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service behind {@code wofs:image!/path}: see the package for addresses and settings. */
public final class WofsProvider extends SourceFileSystemProvider {
  static final String SCHEME = "wofs";

  private static final int MAGIC_LENGTH = 8;

  /** Shared by all instances: the JVM makes one, and so may anybody. */
  private static final MountTable OPEN = new MountTable();

  /** The provider; what is open is the same for all instances. */
  public WofsProvider() {
    super(SCHEME, OPEN);
  }

  static WofsProvider installed() {
    return installed(WofsProvider.class, WofsProvider::new);
  }

  @Override
  protected WofsFileSystem open(VfsUri address, Path image, Map<String, ?> env) throws IOException {
    return WofsFileSystem.open(this, address, image, WofsSettings.of(env));
  }

  /** {@inheritDoc} An image has one writer. */
  @Override
  protected boolean isTheOne(VfsFileSystem fileSystem) {
    return !fileSystem.isReadOnly();
  }

  @Override
  protected boolean recognises(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Header.isMagic(ByteBuffer.wrap(in.readNBytes(MAGIC_LENGTH)));
    }
  }
}
