package io.vnode.nio;

import com.google.common.io.Closer;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.Inode;
import io.vnode.engine.Mode;
import io.vnode.engine.Namespace;
import io.vnode.engine.PathWalk;
import io.vnode.engine.SymlinkNode;
import io.vnode.engine.TreeSnapshot;
import io.vnode.engine.VfsException;
import io.vnode.engine.Volume;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A namespace of the engine as {@code java.nio.file} sees it, through the eyes of one user.
 *
 * <p>What all users share (the namespace, the address, the users' names) is in the file system that
 * a provider opened. {@link #as} gives the same tree seen and judged as somebody else: a view,
 * whose paths are its own, and which ends with the file system or by itself.
 */
public class VfsFileSystem extends FileSystem {
  private final VfsFileSystemProvider provider;
  private final Host host;
  private final Volume volume;
  private final Namespace namespace;
  private final VfsPrincipals principals;
  private final Credentials credentials;
  private final int umask;
  private final OpenRegistry opened;
  private final VfsFileSystem base;
  private final Object closing = new Object();

  /** Guarded by {@link #closing}. */
  private boolean volumesClosed;

  /**
   * The file system of {@code volume}.
   *
   * @param credentials who asks, unless {@link #as} says otherwise
   * @param umask the permissions that new files do not get
   */
  protected VfsFileSystem(
      VfsFileSystemProvider provider,
      VfsUri address,
      Volume volume,
      VfsPrincipals principals,
      Credentials credentials,
      int umask) {
    this(provider, address, volume, principals, credentials, umask, "/");
  }

  /**
   * The file system of {@code volume}, with relative paths that start elsewhere than at the root.
   *
   * @param workingDirectory the absolute path where they start
   */
  protected VfsFileSystem(
      VfsFileSystemProvider provider,
      VfsUri address,
      Volume volume,
      VfsPrincipals principals,
      Credentials credentials,
      int umask,
      String workingDirectory) {
    this.provider = provider;
    this.host = new Host(address, workingDirectory);
    this.volume = volume;
    this.namespace = new Namespace(volume);
    this.principals = principals;
    this.credentials = credentials;
    this.umask = umask & Mode.PERMISSIONS;
    this.opened = new OpenRegistry(null);
    this.base = this;
  }

  /** {@code base} as {@code credentials} see it. */
  private VfsFileSystem(VfsFileSystem base, Credentials credentials, int umask) {
    this.provider = base.provider;
    this.host = new Host(base.host.address, base.host.workingDirectory.toString());
    this.volume = base.volume;
    this.namespace = base.namespace;
    this.principals = base.principals;
    this.credentials = credentials;
    this.umask = umask & Mode.PERMISSIONS;
    this.opened = new OpenRegistry(base.opened);
    this.base = base;
  }

  /**
   * The same files seen and judged as {@code who}. Closing the view closes what was opened through
   * it; closing the file system closes its views.
   */
  public VfsFileSystem as(Credentials who) {
    return new VfsFileSystem(base, who, umask);
  }

  /**
   * The same files seen and judged as {@code user}, who is in {@code groups} besides those that are
   * the user's anyway. That makes a few small objects: cheap enough to do for each request of a
   * server.
   *
   * @throws IllegalArgumentException for a user or group that this file system does not know
   */
  public VfsFileSystem as(String user, String... groups) {
    return as(principals.credentials(user, groups));
  }

  @Override
  public final VfsFileSystemProvider provider() {
    return provider;
  }

  /**
   * Closes everything that was opened here, and then the file system itself, unless it is a view.
   * Where that fails it may be tried again.
   *
   * @throws UnsupportedOperationException if this is the default file system
   */
  @Override
  public final void close() throws IOException {
    if (this == FileSystems.getDefault()) {
      throw new UnsupportedOperationException("the default file system cannot be closed");
    }
    try (Closer closer = Closer.create()) { // The last first, and all of them, whichever fails.
      if (base == this) {
        closer.register(this::closeVolumes);
        closer.register(() -> provider.closed(host.address, this));
      }
      closer.register(opened);
    }
  }

  private void closeVolumes() throws IOException {
    synchronized (closing) {
      if (volumesClosed) {
        return;
      }
      List<Volume> volumes = namespace.volumes();
      if (volumes.size() == 1) {
        volume.close();
      } else {
        close(volumes);
      }
      volumesClosed = true;
    }
  }

  /** Closes each of {@code volumes}, the last that was mounted first, whichever fails. */
  private static void close(List<Volume> volumes) throws IOException {
    try (Closer closer = Closer.create()) {
      volumes.forEach(closer::register);
    }
  }

  @Override
  public final boolean isOpen() {
    return !opened.isClosed();
  }

  final void requireOpen() {
    if (opened.isClosed()) {
      throw new ClosedFileSystemException();
    }
  }

  @Override
  public final boolean isReadOnly() {
    requireOpen();
    return volume.isReadOnly();
  }

  @Override
  public final String getSeparator() {
    return String.valueOf(host.syntax().separator());
  }

  @Override
  public final Iterable<Path> getRootDirectories() {
    requireOpen();
    return List.of(rootPath());
  }

  @Override
  public final Iterable<FileStore> getFileStores() {
    requireOpen();
    return VfsFileStore.all(this);
  }

  @Override
  public final Set<String> supportedFileAttributeViews() {
    requireOpen();
    InodeView own = ownView();
    if (own == null) {
      return AttributeViews.NAMES;
    }
    return Stream.concat(AttributeViews.NAMES.stream(), Stream.of(own.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public final VfsPath getPath(String first, String... more) {
    return VfsPath.of(host, first, more);
  }

  @Override
  public final PathMatcher getPathMatcher(String syntaxAndPattern) {
    return PathMatchers.of(host.syntax(), syntaxAndPattern);
  }

  @Override
  public final VfsPrincipals getUserPrincipalLookupService() {
    return principals;
  }

  @Override
  public final WatchService newWatchService() throws IOException {
    return VfsWatchService.open(this);
  }

  /** Whether {@code other} is this file system or another view of the same. */
  final boolean isSameAs(VfsFileSystem other) {
    return base == other.base;
  }

  /**
   * The tree of this file system as it is at this moment, whoever may see what of it.
   *
   * @throws ClosedFileSystemException when it is closed
   */
  protected final TreeSnapshot takeSnapshot() throws IOException {
    requireOpen();
    try {
      return namespace.snapshot();
    } catch (VfsException e) {
      throw NioErrors.of(e, rootPath());
    }
  }

  /**
   * Puts {@code snapshot} in the place of all there is, whoever may change what of it.
   *
   * @throws ClosedFileSystemException when this file system is closed
   */
  protected final void putBack(TreeSnapshot snapshot) throws IOException {
    requireOpen();
    try {
      namespace.restore(snapshot);
    } catch (VfsException e) {
      throw NioErrors.of(e, rootPath());
    }
  }

  /**
   * Mounts {@code volume} on the directory {@code place}, whoever may. It is closed with this file
   * system, unless it is taken away before.
   *
   * @throws IOException when there is no directory, or something is mounted on it already
   */
  protected final void mountVolume(Path place, Volume volume) throws IOException {
    Location at = Location.of(place).requireOpen();
    try {
      namespace.mount(credentials, volume, at.at(), at.names(), 0);
    } catch (VfsException e) {
      throw NioErrors.of(e, place);
    }
  }

  /**
   * Takes away what is mounted on the directory {@code place}, and answers it, for the caller to
   * close.
   *
   * @throws IOException when nothing is mounted there, or a file of it is open
   */
  protected final Volume unmountVolume(Path place) throws IOException {
    Location at = Location.of(place).requireOpen();
    try {
      return namespace.unmount(credentials, at.at(), at.names(), 0);
    } catch (VfsException e) {
      throw NioErrors.of(e, place);
    }
  }

  /** The tree behind the paths. */
  public final Namespace namespace() {
    return namespace;
  }

  /** Who asks. */
  public final Credentials credentials() {
    return credentials;
  }

  /** The permissions that new files do not get. */
  public final int umask() {
    return umask;
  }

  final VfsPrincipals principals() {
    return principals;
  }

  /**
   * Attributes that are still to be filled: of a kind of its own where a file system has some that
   * take time to find out and that hardly anybody asks for.
   */
  protected VfsFileAttributes newAttributes(VfsPrincipals principals) {
    return new VfsFileAttributes(principals);
  }

  /**
   * Attributes that are still to be filled, for whoever asks for basic ones: others than {@link
   * #newAttributes} where a file system has to ask for the rest besides.
   */
  protected VfsBasicAttributes newBasicAttributes(VfsPrincipals principals) {
    return newAttributes(principals);
  }

  /** A view of attributes that only files of this file system have, or null. */
  protected InodeView ownView() {
    return null;
  }

  final OpenRegistry opened() {
    return opened;
  }

  /** The directory where absolute paths start. */
  final Directory root() {
    return namespace.root();
  }

  final VfsPath rootPath() {
    return VfsPath.of(host, "/");
  }

  final VfsPath path(String text) {
    return VfsPath.of(host, text);
  }

  /** The names of {@code path}, from the root. */
  final String[] names(VfsPath path) {
    return path.isAbsolute() || host.worksAtRoot
        ? path.names()
        : host.workingDirectory.resolve(path).names();
  }

  final PathHost host() {
    return host;
  }

  /** What paths need of this file system. */
  private final class Host implements PathHost {
    private final VfsUri address;
    private final VfsPath workingDirectory;

    /** Whether the names of a relative path are those of the absolute one. */
    private final boolean worksAtRoot;

    Host(VfsUri address, String workingDirectory) {
      this.address = address;
      this.workingDirectory = VfsPath.of(this, workingDirectory);
      this.worksAtRoot = this.workingDirectory.getNameCount() == 0;
    }

    @Override
    public VfsFileSystem fileSystem() {
      return VfsFileSystem.this;
    }

    @Override
    public PathSyntax syntax() {
      return UnixPathSyntax.INSTANCE;
    }

    @Override
    public VfsUri address() {
      return address;
    }

    @Override
    public VfsPath workingDirectory() {
      return workingDirectory;
    }

    @Override
    public boolean isDirectory(VfsPath path) {
      try {
        return isOpen() && Location.of(path).find() instanceof Directory;
      } catch (IOException | ClosedFileSystemException e) {
        return false;
      }
    }

    @Override
    public VfsPath realPath(VfsPath path, boolean followLinks) throws IOException {
      requireOpen();
      try {
        List<String> trail =
            followLinks ? namespace.realPath(credentials, names(path), 0) : withoutDots(path);
        return path("/" + String.join("/", trail));
      } catch (IOException e) {
        throw NioErrors.of(e, path);
      }
    }

    /**
     * The names of a file that is there, links among them as they are, dots left out: and with a
     * dot-dot the name before it, unless that is a link, which does not lead back to where it is.
     */
    private List<String> withoutDots(VfsPath path) throws IOException {
      List<String> kept = new ArrayList<>();
      for (String name : names(path)) {
        if (name.equals("..") && !(lookup(kept) instanceof SymlinkNode)) {
          kept.subList(Math.max(0, kept.size() - 1), kept.size()).clear();
        } else if (!name.equals(".")) {
          kept.add(name);
        }
      }
      lookup(kept);
      return kept;
    }

    private Inode lookup(List<String> names) throws IOException {
      return namespace.lookup(
          credentials, namespace.root(), names.toArray(String[]::new), PathWalk.NOFOLLOW);
    }

    @Override
    public WatchKey register(
        VfsPath path,
        WatchService watcher,
        WatchEvent.Kind<?>[] events,
        WatchEvent.Modifier... modifiers)
        throws IOException {
      return VfsWatchService.register(path, watcher, events, modifiers);
    }
  }
}
