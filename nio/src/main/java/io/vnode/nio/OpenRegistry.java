package io.vnode.nio;

import io.vnode.engine.OpenFile;
import io.vnode.engine.Stripes;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file system has opened and not yet closed, so that closing the file system closes it all.
 *
 * <p>A registry may have a parent: what a view of a file system opens is closed with the view or
 * with the file system, whichever is closed first.
 *
 * <p>Files are opened and closed all the time, by many threads. So there are several lists, and a
 * thread uses always the same.
 */
final class OpenRegistry implements Closeable {
  private final OpenRegistry parent;

  /** Those of the parent, if there is one. */
  private final OpenList[] lists;

  private volatile boolean closed;

  OpenRegistry(OpenRegistry parent) {
    this.parent = parent;
    this.lists = parent == null ? newLists() : parent.lists;
  }

  private static OpenList[] newLists() {
    OpenList[] lists = new OpenList[Stripes.COUNT];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = new OpenList();
    }
    return lists;
  }

  /** One thing that is open. */
  static final class Entry extends OpenList.Entry {
    private final OpenRegistry registry;

    /** An entry for {@code resource}, which is about to be opened in {@code registry}. */
    Entry(OpenRegistry registry, Closeable resource) {
      super(resource);
      this.registry = registry;
    }

    /**
     * Remembers the resource until {@link #leave}.
     *
     * @throws ClosedFileSystemException when the file system was closed; then the resource is, too
     */
    void enter() throws IOException {
      registry.listOfThread().push(this);
      // Looked at after entering: either we see that it is closed, or whoever closes it sees us.
      if (registry.isClosed()) {
        close();
        throw new ClosedFileSystemException();
      }
    }

    /** Closes the resource, unless that was done, and forgets it. */
    void close() throws IOException {
      Closeable resource = resource();
      if (resource != null) {
        try {
          resource.close();
        } finally {
          leave();
        }
      }
    }

    /** Forgets the resource, which is being closed, and closes the {@code file} that it was. */
    void end(OpenFile file, Path path) throws IOException {
      leave();
      try {
        file.close();
      } catch (VfsException e) {
        throw NioErrors.of(e, path);
      }
    }
  }

  private OpenList listOfThread() {
    return lists[Stripes.ofThread()];
  }

  boolean isClosed() {
    return closed || (parent != null && parent.isClosed());
  }

  /** How many resources are open. */
  int size() {
    return open().size();
  }

  /** Closes all that is open, once. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    closeAll();
  }

  private void closeAll() throws IOException {
    IOException failure = null;
    for (Entry entry : open()) {
      try {
        entry.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** What is open in this registry, or in one whose parent this is. */
  private List<Entry> open() {
    List<Entry> open = new ArrayList<>();
    for (OpenList list : lists) {
      for (OpenList.Entry one = list.first(); one != null; one = one.next()) {
        Entry entry = (Entry) one;
        if (entry.resource() != null && (parent == null || entry.registry == this)) {
          open.add(entry);
        }
      }
    }
    return open;
  }
}
