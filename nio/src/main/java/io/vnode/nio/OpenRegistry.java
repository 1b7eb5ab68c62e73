package io.vnode.nio;

import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a file system has opened and not yet closed, so that closing the file system closes it all.
 *
 * <p>A registry may have a parent: what a view of a file system opens is closed with the view or
 * with the file system, whichever is closed first.
 */
final class OpenRegistry implements Closeable {
  private final OpenRegistry parent;
  private final Set<Closeable> opened = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  OpenRegistry(OpenRegistry parent) {
    this.parent = parent;
  }

  boolean isClosed() {
    return closed || (parent != null && parent.isClosed());
  }

  /**
   * Remembers {@code resource} until {@link #remove}.
   *
   * @throws ClosedFileSystemException when the file system was closed; then {@code resource} is,
   *     too
   */
  <T extends Closeable> T add(T resource) throws IOException {
    opened.add(resource);
    if (parent != null) {
      parent.opened.add(resource);
    }
    // Looked at after adding: either we see that it is closed, or whoever closes it sees us.
    if (isClosed()) {
      resource.close();
      remove(resource);
      throw new ClosedFileSystemException();
    }
    return resource;
  }

  /** Forgets {@code resource}, which has been closed. */
  void remove(Closeable resource) {
    opened.remove(resource);
    if (parent != null) {
      parent.opened.remove(resource);
    }
  }

  /** Forgets {@code resource}, which is being closed, and closes the {@code file} that it was. */
  void end(Closeable resource, OpenFile file, Path path) throws IOException {
    remove(resource);
    try {
      file.close();
    } catch (VfsException e) {
      throw NioErrors.of(e, path);
    }
  }

  /** How many resources are open. */
  int size() {
    return opened.size();
  }

  /** Closes all that is open. @return false when that had been done before */
  boolean closeOnce() throws IOException {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
    }
    closeAll();
    return true;
  }

  @Override
  public void close() throws IOException {
    closeOnce();
  }

  private void closeAll() throws IOException {
    IOException failure = null;
    for (Closeable resource : opened) {
      try {
        resource.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
      remove(resource);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
