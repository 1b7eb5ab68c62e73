package io.vnode.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service of file systems that are each made of one file: {@code scheme:file!/path}. The file
 * is a path, relative or absolute, or the URI of any provider; such file systems nest. One that is
 * not open is opened when a path in it is asked for.
 */
public abstract class SourceFileSystemProvider extends VfsFileSystemProvider {
  /** The key by which a caller asks for one provider among several that could open a file. */
  protected static final String PROVIDER = "provider";

  /**
   * A provider for {@code scheme}.
   *
   * @param mounts those that are open, shared by all instances of the provider
   */
  protected SourceFileSystemProvider(String scheme, MountTable mounts) {
    super(scheme, mounts);
  }

  /**
   * Opens the file system that is made of {@code file}.
   *
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  protected abstract VfsFileSystem open(VfsUri address, Path file, Map<String, ?> env)
      throws IOException;

  @Override
  protected final VfsUri address(URI uri) {
    requireScheme(uri);
    return address(SourceUri.of(uri).file(this));
  }

  private VfsUri address(Path file) {
    return VfsUri.ofArchive(getScheme(), SourceUri.canonical(getScheme(), file));
  }

  @Override
  protected final String path(URI uri) {
    return SourceUri.of(uri).path();
  }

  @Override
  protected final VfsFileSystem open(VfsUri address, Map<String, ?> env) throws IOException {
    return open(address, SourceUri.of(URI.create(address + "/")).file(this), env);
  }

  /** Opens the file system made of {@code file}, at no address that others could find. */
  public final VfsFileSystem open(Path file, Map<String, ?> env) throws IOException {
    return open(address(file), file, env);
  }

  /**
   * Opens the file system made of {@code file} if {@code env} asks for this provider by the key
   * {@code provider}: without it the JVM is left to ask others.
   */
  @Override
  public final VfsFileSystem newFileSystem(Path file, Map<String, ?> env) throws IOException {
    if (!getScheme().equals(env.get(PROVIDER))) {
      throw new UnsupportedOperationException();
    }
    return open(file, env);
  }

  /** The file system that is open at {@code address}, or was not and is now. */
  @Override
  protected final VfsFileSystem forPath(VfsUri address) {
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
