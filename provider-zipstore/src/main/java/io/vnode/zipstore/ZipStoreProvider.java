package io.vnode.zipstore;

import io.vnode.nio.MountTable;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The service behind {@code zipstore:archive!/path}: see the package for addresses and settings.
 */
public final class ZipStoreProvider extends VfsFileSystemProvider {
  static final String SCHEME = "zipstore";

  /** Shared by all instances: the JVM makes one, and so may anybody. */
  private static final MountTable OPEN = new MountTable();

  /** Numbers for archives that have no name. */
  private static final AtomicLong CHANNELS = new AtomicLong();

  /** The provider; what is open is the same for all instances. */
  public ZipStoreProvider() {
    super(SCHEME, OPEN);
  }

  @Override
  protected VfsUri address(URI uri) {
    requireScheme(uri);
    return address(archive(uri));
  }

  private static VfsUri address(Path archive) {
    return VfsUri.ofArchive(SCHEME, ArchiveUri.canonical(archive));
  }

  private Path archive(URI uri) {
    return ArchiveUri.of(uri).archive(this);
  }

  @Override
  protected String path(URI uri) {
    return ArchiveUri.of(uri).path();
  }

  @Override
  protected VfsFileSystem open(VfsUri address, Map<String, ?> env) throws IOException {
    return ZipFileSystem.open(this, address, archive(URI.create(address + "/")), env);
  }

  /** Opens {@code archive}, at no address that others could find. */
  VfsFileSystem open(Path archive, Map<String, ?> env) throws IOException {
    Path absolute = archive.toAbsolutePath();
    VfsUri address = VfsUri.ofArchive(SCHEME, () -> ArchiveUri.canonical(absolute));
    return ZipFileSystem.open(this, address, archive, env);
  }

  /** Opens what is behind {@code archive}, at an address that leads nowhere. */
  VfsFileSystem open(SeekableByteChannel archive, Map<String, ?> env) throws IOException {
    VfsUri address = VfsUri.ofArchive(SCHEME, "channel:" + CHANNELS.incrementAndGet());
    return ZipFileSystem.open(this, address, archive, env);
  }

  /**
   * Opens {@code archive} if {@code env} asks for this provider by the key {@code provider}:
   * without it the JVM is left to ask others.
   */
  @Override
  public VfsFileSystem newFileSystem(Path archive, Map<String, ?> env) throws IOException {
    if (!SCHEME.equals(env.get(ZipSettings.PROVIDER))) {
      throw new UnsupportedOperationException();
    }
    return open(archive, env);
  }

  /** The file system that is open at {@code address}, or was not and is now. */
  @Override
  protected VfsFileSystem forPath(VfsUri address) {
    try {
      return super.forPath(address);
    } catch (FileSystemNotFoundException e) {
      return openForPath(address);
    }
  }

  private VfsFileSystem openForPath(VfsUri address) {
    try {
      return enter(address, open(address, Map.of()));
    } catch (FileSystemAlreadyExistsException e) {
      return super.forPath(address);
    } catch (IOException e) {
      FileSystemNotFoundException missing =
          new FileSystemNotFoundException(address + " cannot be opened: " + e.getMessage());
      missing.initCause(e);
      throw missing;
    }
  }
}
