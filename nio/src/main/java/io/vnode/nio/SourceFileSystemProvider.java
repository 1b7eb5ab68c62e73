package io.vnode.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The service of file systems that are each made of one file: {@code scheme:file!/path}. The file
 * is a path, relative or absolute, or the URI of any provider; such file systems nest. One that is
 * not open is opened when a path in it is asked for.
 *
 * <p>One that is made of no file has a name instead, {@code scheme://name/path}, for as long as it
 * is open.
 */
public abstract class SourceFileSystemProvider extends VfsFileSystemProvider {
  /** The key by which a caller asks for one provider among several that could open a file. */
  public static final String PROVIDER = "provider";

  /** The setting by which a caller asks for the provider of {@code scheme}, and for no other. */
  public static Setting<String> asking(String scheme) {
    return Setting.choice(PROVIDER, Map.of(scheme, scheme), scheme);
  }

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

  private static boolean isNamed(URI uri) {
    return uri.getRawAuthority() != null;
  }

  /** The address of a file system called {@code name}, to be {@linkplain #enter entered}. */
  protected final VfsUri named(String name) {
    return VfsUri.of(URI.create(getScheme() + "://" + name));
  }

  @Override
  protected final VfsUri address(URI uri) {
    if (isNamed(uri)) {
      return super.address(uri);
    }
    requireScheme(uri);
    return address(SourceUri.of(uri).file(this));
  }

  private VfsUri address(Path file) {
    return VfsUri.ofArchive(getScheme(), SourceUri.canonical(getScheme(), file));
  }

  @Override
  protected final String path(URI uri) {
    return isNamed(uri) ? super.path(uri) : SourceUri.of(uri).path();
  }

  @Override
  protected final VfsFileSystem open(VfsUri address, Map<String, ?> env) throws IOException {
    URI uri = URI.create(address + "/");
    if (isNamed(uri)) {
      throw new IllegalArgumentException(
          "URI " + uri + " names no file: write " + getScheme() + ":file");
    }
    return open(address, SourceUri.of(uri).file(this), env);
  }

  /**
   * Whether {@code fileSystem}, which was opened by the path of its file, is the one that URIs lead
   * to: as where there can be no other of the same file.
   */
  protected boolean isTheOne(VfsFileSystem fileSystem) {
    return false;
  }

  /**
   * Opens the file system made of {@code file}; at no address that others could find, unless it is
   * {@linkplain #isTheOne the one}.
   */
  public final VfsFileSystem open(Path file, Map<String, ?> env) throws IOException {
    VfsUri address =
        VfsUri.ofArchive(getScheme(), new Canonical(getScheme(), file.toAbsolutePath()));
    VfsFileSystem opened = open(address, file, env);
    if (isTheOne(opened)) {
      enterIfFree(address, opened);
    }
    return opened;
  }

  /** The canonical form of a file, when it is asked for. */
  private record Canonical(String scheme, Path file) implements Supplier<String> {
    @Override
    public String get() {
      return SourceUri.canonical(scheme, file);
    }
  }

  /** Whether {@code file} can be of this provider only, though nobody says so. */
  protected boolean recognises(Path file) throws IOException {
    return false;
  }

  /**
   * Opens the file system made of {@code file} if {@code env} asks for this provider by the key
   * {@code provider}, or that is plain to see: otherwise the JVM is left to ask others.
   */
  @Override
  public final VfsFileSystem newFileSystem(Path file, Map<String, ?> env) throws IOException {
    Object asked = env.get(PROVIDER);
    if (asked == null ? !recognises(file) : !getScheme().equals(asked)) {
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
    if (isNamed(URI.create(address + "/"))) {
      throw new FileSystemNotFoundException(address + " is not open");
    }
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
