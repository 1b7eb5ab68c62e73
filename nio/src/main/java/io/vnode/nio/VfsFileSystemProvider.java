package io.vnode.nio;

import io.vnode.engine.Access;
import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.engine.PathWalk;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * The service that {@code java.nio.file.Files} talks to, written once for all our file systems.
 *
 * <p>It translates: paths to names, options to flags, errors to exceptions. It has no rule of its
 * own about files; those are the engine's. A provider of ours adds its scheme, its table of open
 * file systems and how to open one.
 */
public abstract class VfsFileSystemProvider extends FileSystemProvider {
  private final String scheme;
  private final MountTable mounts;

  /**
   * A provider of {@code scheme}.
   *
   * @param mounts the table of its open file systems, the same for all instances
   */
  @SuppressWarnings("this-escape") // Only those who use a URL call it back.
  protected VfsFileSystemProvider(String scheme, MountTable mounts) {
    this.scheme = scheme;
    this.mounts = mounts;
    VfsUrlHandlers.add(this);
  }

  @Override
  public final String getScheme() {
    return scheme;
  }

  /**
   * The provider of {@code type} that the JVM knows, so that {@code Files.copy} sees one and not
   * two; {@code own} where the JVM looked for providers before that class could be found.
   */
  protected static <P extends VfsFileSystemProvider> P installed(Class<P> type, Supplier<P> own) {
    for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
      if (type.isInstance(provider)) {
        return type.cast(provider);
      }
    }
    return own.get();
  }

  // ---------------------------------------------------------------- file systems

  /**
   * Opens a file system at {@code address} with the settings {@code env}.
   *
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  protected abstract VfsFileSystem open(VfsUri address, Map<String, ?> env) throws IOException;

  @Override
  public final VfsFileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
    VfsUri address = address(uri);
    if (!path(uri).equals("/")) {
      throw new IllegalArgumentException(
          "URI " + uri + " names a file: a file system is " + address + "/");
    }
    return enter(address, open(address, env));
  }

  /** Enters a new file system into the table, or closes it again when the address is taken. */
  protected final <F extends VfsFileSystem> F enter(VfsUri address, F fileSystem)
      throws IOException {
    try {
      mounts.add(address, fileSystem);
      return fileSystem;
    } catch (FileSystemAlreadyExistsException e) {
      fileSystem.close();
      throw e;
    }
  }

  /** Enters a new file system into the table, unless another one has the address. */
  final void enterIfFree(VfsUri address, VfsFileSystem fileSystem) {
    boolean unused = mounts.addIfFree(address, fileSystem);
  }

  final void closed(VfsUri address, VfsFileSystem fileSystem) {
    mounts.remove(address, fileSystem);
  }

  @Override
  public final VfsFileSystem getFileSystem(URI uri) {
    return mounts.get(address(uri));
  }

  @Override
  public final VfsPath getPath(URI uri) {
    return VfsPath.ofUriPath(forPath(address(uri)).host(), path(uri));
  }

  /**
   * The file system at {@code address}, which a path of it is wanted of.
   *
   * @throws java.nio.file.FileSystemNotFoundException when it is not open, and is not opened by
   *     asking for it
   */
  protected VfsFileSystem forPath(VfsUri address) {
    return mounts.get(address);
  }

  /**
   * The address of the file system that {@code uri} is of.
   *
   * @throws IllegalArgumentException for a URI that this provider's are not like
   */
  protected VfsUri address(URI uri) {
    requireScheme(uri);
    return VfsUri.of(uri);
  }

  /** Requires that {@code uri} is of our scheme. @throws IllegalArgumentException if it is not */
  protected final void requireScheme(URI uri) {
    if (!scheme.equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("URI " + uri + " is not of the scheme " + scheme);
    }
  }

  /** The path, without escapes, of {@code uri} in the file system that it is of. */
  protected String path(URI uri) {
    return VfsUri.path(uri);
  }

  // ---------------------------------------------------------------- opening

  @Override
  public final SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return ByteChannels.open(Location.of(path), options, attributes);
  }

  @Override
  public final FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Location place = Location.of(path);
    CreateAttributes wanted = CreateAttributes.of(place, Kind.REGULAR, attributes);
    return VfsFileChannel.open(place, options, wanted.requireRegular());
  }

  @Override
  public final AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    return VfsAsynchronousFileChannel.open(Location.of(path), options, executor, attributes);
  }

  @Override
  public final InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return VfsInputStream.open(Location.of(path), options);
  }

  @Override
  public final OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    return VfsOutputStream.open(Location.of(path), options);
  }

  @Override
  public final DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return VfsDirectoryStream.open(Location.of(directory), filter);
  }

  // ---------------------------------------------------------------- making and removing

  @Override
  public final void createDirectory(Path directory, FileAttribute<?>... attributes)
      throws IOException {
    Location place = Location.of(directory);
    CreateAttributes wanted = CreateAttributes.of(place, Kind.DIRECTORY, attributes);
    try {
      place.namespace().mkdir(place.who(), place.at(), place.names(), 0, wanted.mode());
    } catch (IOException e) {
      throw NioErrors.of(e, directory);
    }
  }

  @Override
  public final void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Location place = Location.of(link);
    if (!(target instanceof VfsPath)) {
      throw new ProviderMismatchException("the target is not a path of " + scheme);
    }
    CreateAttributes.refuseAll(attributes);
    try {
      place.namespace().symlink(place.who(), target.toString(), place.at(), place.names(), 0);
    } catch (IOException e) {
      throw NioErrors.of(e, link);
    }
  }

  /** Makes a hard link, to a symbolic link itself if {@code existing} is one: as link(2) does. */
  @Override
  public final void createLink(Path link, Path existing) throws IOException {
    Location place = Location.of(link);
    Location source = Location.of(existing);
    try {
      place
          .namespace()
          .link(
              place.who(),
              source.at(),
              source.names(),
              PathWalk.NOFOLLOW,
              place.at(),
              place.names(),
              0);
    } catch (IOException e) {
      throw NioErrors.of(e, link, existing);
    }
  }

  @Override
  public final VfsPath readSymbolicLink(Path link) throws IOException {
    Location place = Location.of(link);
    try {
      String target = place.namespace().readlink(place.who(), place.at(), place.names(), 0);
      return place.fileSystem().path(target);
    } catch (VfsException e) {
      if (e.errno() == Errno.EINVAL) {
        throw new NotLinkException(link.toString());
      }
      throw NioErrors.of(e, link);
    }
  }

  @Override
  public final void delete(Path path) throws IOException {
    Location place = Location.of(path);
    try {
      place.namespace().remove(place.who(), place.at(), place.names(), 0);
    } catch (IOException e) {
      throw NioErrors.of(e, path);
    }
  }

  @Override
  public final boolean deleteIfExists(Path path) throws IOException {
    Location place = Location.of(path);
    try {
      place.namespace().remove(place.who(), place.at(), place.names(), 0);
      return true;
    } catch (VfsException e) {
      if (e.errno() == Errno.ENOENT) {
        return false;
      }
      throw NioErrors.of(e, path);
    }
  }

  // ---------------------------------------------------------------- copying and moving

  @Override
  public final void copy(Path source, Path target, CopyOption... options) throws IOException {
    CopyMove.copy(Location.of(source), Location.of(target), options);
  }

  @Override
  public final void move(Path source, Path target, CopyOption... options) throws IOException {
    CopyMove.move(Location.of(source), Location.of(target), options);
  }

  // ---------------------------------------------------------------- asking

  @Override
  public final void checkAccess(Path path, AccessMode... modes) throws IOException {
    Location place = Location.of(path);
    int want = 0;
    for (AccessMode mode : modes) {
      want |=
          switch (mode) {
            case READ -> Access.READ;
            case WRITE -> Access.WRITE;
            case EXECUTE -> Access.EXECUTE;
          };
    }
    Errno failure;
    try {
      failure = place.namespace().check(place.who(), place.at(), place.names(), 0, want);
    } catch (IOException e) {
      throw NioErrors.of(e, path);
    }
    if (failure != null) {
      throw NioErrors.miss(failure, path);
    }
  }

  /**
   * Whether something is there: what JDK 20 and later ask before they answer {@code Files.exists}.
   */
  public final boolean exists(Path path, LinkOption... options) {
    try {
      return Location.of(path).find(options) != null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public final boolean isSameFile(Path path, Path path2) throws IOException {
    Location place = Location.of(path);
    if (path.equals(Objects.requireNonNull(path2))) {
      return true;
    }
    return path2 instanceof VfsPath && place.lookup() == Location.of(path2).lookup();
  }

  /** Whether the name begins with a dot. */
  @Override
  public final boolean isHidden(Path path) {
    Location.of(path);
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  // ---------------------------------------------------------------- attributes

  /** A view of the class {@code type}, or null when our files have none. */
  @Override
  public final <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return AttributeViews.of(Location.of(path), type, Location.walkFlags(options));
  }

  @Override
  public final <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    Location place = Location.of(path);
    return type.cast(place.stat(Location.walkFlags(options), attributes(place, type)));
  }

  /**
   * As {@link #readAttributes}, but null when nothing is there: what JDK 20 and later ask before
   * they answer {@code Files.isDirectory} and its kin.
   */
  public final <A extends BasicFileAttributes> A readAttributesIfExists(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    Location place = Location.of(path);
    return type.cast(place.statIfExists(Location.walkFlags(options), attributes(place, type)));
  }

  /** Attributes of {@code type}, to be filled. */
  private static VfsBasicAttributes attributes(
      Location place, Class<? extends BasicFileAttributes> type) {
    VfsFileSystem fileSystem = place.fileSystem();
    if (type == BasicFileAttributes.class) {
      return fileSystem.newBasicAttributes(fileSystem.principals());
    }
    if (!type.isAssignableFrom(VfsFileAttributes.class)) {
      throw new UnsupportedOperationException("'" + type.getName() + "' not available");
    }
    return fileSystem.newAttributes(fileSystem.principals());
  }

  @Override
  public final Map<String, Object> readAttributes(
      Path path, String attributes, LinkOption... options) throws IOException {
    return view(path, attributes, options).read(afterColon(attributes).split(","));
  }

  @Override
  public final void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    view(path, attribute, options).set(afterColon(attribute), value);
  }

  /** The view that {@code attributes} names before the colon; without one it is {@code basic}. */
  private static NamedView view(Path path, String attributes, LinkOption... options) {
    int colon = attributes.indexOf(':');
    if (colon == 0) {
      throw new IllegalArgumentException(attributes);
    }
    String name = colon < 0 ? "basic" : attributes.substring(0, colon);
    return AttributeViews.named(Location.of(path), name, Location.walkFlags(options));
  }

  private static String afterColon(String attributes) {
    return attributes.substring(attributes.indexOf(':') + 1);
  }

  /** The volume that holds what {@code path} leads to. */
  @Override
  public final FileStore getFileStore(Path path) throws IOException {
    Location place = Location.of(path);
    return new VfsFileStore(place.fileSystem(), place.lookup().volume());
  }
}
