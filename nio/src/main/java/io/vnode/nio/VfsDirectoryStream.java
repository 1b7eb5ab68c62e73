package io.vnode.nio;

import io.vnode.engine.Access;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * An open directory: its entries, and the operations that start from it.
 *
 * <p>It is weakly consistent: an entry that is there from beginning to end is met once, one that
 * comes or goes meanwhile may be met or not. It holds to the directory and not to its name; of one
 * that was removed nothing more is met.
 *
 * <p>A relative path is taken from the directory wherever it has been moved, and nothing can be
 * made in one that was removed. The operations are those of the provider, with another {@link
 * Location}.
 *
 * <p>The stream may be closed by any thread, and then ends. Its iterator is used by one thread at a
 * time; no lock is held while the filter, which is the caller's, looks at an entry.
 */
final class VfsDirectoryStream implements SecureDirectoryStream<Path> {
  private final VfsFileSystem fileSystem;
  private final Directory directory;
  private final VfsPath path;
  private final Filter<? super Path> filter;
  private final OpenRegistry.Entry entry;

  /** Written under this. */
  private volatile boolean closed;

  private final DirectoryCursor cursor;

  /** Whether there was an iterator, of which there can be one. Guarded by this. */
  private boolean iterated;

  private VfsDirectoryStream(
      VfsFileSystem fileSystem,
      Directory directory,
      VfsPath path,
      DirectoryCursor cursor,
      Filter<? super Path> filter) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.path = path;
    this.cursor = cursor;
    this.filter = filter;
    this.entry = new OpenRegistry.Entry(fileSystem.opened(), this);
  }

  /**
   * Opens the directory at {@code place}, for which one must be allowed to read it.
   *
   * @param filter what decides which entries are shown
   */
  static VfsDirectoryStream open(Location place, Filter<? super Path> filter) throws IOException {
    return open(place, 0, place.path(), Objects.requireNonNull(filter));
  }

  /** Opens the directory walked to with {@code flags}; its entries are shown in {@code path}. */
  private static VfsDirectoryStream open(
      Location place, int flags, VfsPath path, Filter<? super Path> filter) throws IOException {
    Directory directory;
    DirectoryCursor cursor;
    try {
      directory =
          place.namespace().directory(place.who(), place.at(), place.names(), flags, Access.READ);
      cursor = place.namespace().list(directory, 0);
    } catch (IOException e) {
      throw NioErrors.of(e, place.path());
    }
    VfsFileSystem fileSystem = place.fileSystem();
    VfsDirectoryStream stream = new VfsDirectoryStream(fileSystem, directory, path, cursor, filter);
    stream.entry.enter();
    return stream;
  }

  VfsFileSystem fileSystem() {
    return fileSystem;
  }

  Directory directory() {
    return directory;
  }

  /** The path that the directory was opened by. */
  VfsPath path() {
    return path;
  }

  boolean isClosed() {
    return closed;
  }

  // ---------------------------------------------------------------- entries

  @Override
  public synchronized Iterator<Path> iterator() {
    if (closed) {
      throw new IllegalStateException("Directory stream is closed");
    }
    if (iterated) {
      throw new IllegalStateException("Iterator already obtained");
    }
    iterated = true;
    return new Entries();
  }

  /** The next entry as the directory has it, or null at the end and once closed. */
  private synchronized DirectoryEntry nextEntry() throws IOException {
    return closed ? null : cursor.next();
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      cursor.close();
    }
    entry.leave();
  }

  // ---------------------------------------------------------------- operations in the directory

  private Location place(Path file) {
    return Location.in(this, file).requireOpen();
  }

  @Override
  public VfsDirectoryStream newDirectoryStream(Path child, LinkOption... options)
      throws IOException {
    int flags = Location.walkFlags(options);
    return open(place(child), flags, path.resolve(child), entry -> true);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return ByteChannels.open(place(file), options, attributes);
  }

  @Override
  public void deleteFile(Path file) throws IOException {
    Location place = place(file);
    try {
      place.namespace().unlink(place.who(), place.at(), place.names(), 0);
    } catch (IOException e) {
      throw NioErrors.of(e, file);
    }
  }

  @Override
  public void deleteDirectory(Path child) throws IOException {
    Location place = place(child);
    try {
      place.namespace().rmdir(place.who(), place.at(), place.names(), 0);
    } catch (IOException e) {
      throw NioErrors.of(e, child);
    }
  }

  /** {@inheritDoc} It is one rename: what has the new name is replaced, as by an atomic move. */
  @Override
  public void move(Path source, SecureDirectoryStream<Path> targetDirectory, Path target)
      throws IOException {
    if (!(Objects.requireNonNull(targetDirectory) instanceof VfsDirectoryStream ours)) {
      throw new ProviderMismatchException("not a directory stream of this provider");
    }
    CopyMove.move(place(source), ours.place(target), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
    return AttributeViews.of(Location.of(this), type, 0);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path file, Class<V> type, LinkOption... options) {
    return AttributeViews.of(Location.in(this, file), type, Location.walkFlags(options));
  }

  /** The entries that the filter lets pass, as paths. */
  private final class Entries implements Iterator<Path> {
    /** The entry that was found by {@link #hasNext} and not taken yet, or null. */
    private Path found;

    private boolean ended;

    @Override
    public boolean hasNext() {
      if (found == null && !ended) {
        found = find();
        ended = found == null;
      }
      return found != null;
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Path next = found;
      found = null;
      return next;
    }

    private Path find() {
      try {
        for (DirectoryEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
          Path candidate = path.entry(entry.name());
          if (filter.accept(candidate)) {
            return candidate;
          }
        }
        return null;
      } catch (IOException e) {
        throw new DirectoryIteratorException(NioErrors.of(e, path));
      }
    }
  }
}
