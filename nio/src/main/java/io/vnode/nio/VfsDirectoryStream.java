package io.vnode.nio;

import io.vnode.engine.Access;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The entries of an open directory.
 *
 * <p>It is weakly consistent: an entry that is there from beginning to end is met once, one that
 * comes or goes meanwhile may be met or not. It holds to the directory and not to its name; of one
 * that was removed nothing more is met.
 *
 * <p>The stream may be closed by any thread, and then ends. Its iterator is used by one thread at a
 * time; no lock is held while the filter, which is the caller's, looks at an entry.
 */
final class VfsDirectoryStream implements DirectoryStream<Path> {
  private final VfsPath path;
  private final DirectoryCursor cursor;
  private final Filter<? super Path> filter;
  private final OpenRegistry registry;

  /** Guarded by this. */
  private boolean closed;

  /** Whether there was an iterator, of which there can be one. Guarded by this. */
  private boolean iterated;

  private VfsDirectoryStream(
      VfsPath path, DirectoryCursor cursor, Filter<? super Path> filter, OpenRegistry registry) {
    this.path = path;
    this.cursor = cursor;
    this.filter = filter;
    this.registry = registry;
  }

  /**
   * Opens the directory at {@code place}, for which one must be allowed to read it.
   *
   * @param filter what decides which entries are shown
   */
  static VfsDirectoryStream open(Location place, Filter<? super Path> filter) throws IOException {
    Objects.requireNonNull(filter);
    OpenRegistry registry = place.fileSystem().opened();
    DirectoryCursor cursor;
    try {
      Directory directory =
          place.namespace().directory(place.who(), place.at(), place.names(), 0, Access.READ);
      cursor = place.namespace().list(directory, 0);
    } catch (IOException e) {
      throw NioErrors.of(e, place.path());
    }
    return registry.add(new VfsDirectoryStream(place.path(), cursor, filter, registry));
  }

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
    registry.remove(this);
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
          Path candidate = path.resolve(entry.name());
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
