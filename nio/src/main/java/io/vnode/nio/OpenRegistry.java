package io.vnode.nio;

import io.vnode.engine.OpenFile;
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
 * thread uses always the same; and each resource has its {@link Entry}, whose place in a list needs
 * no search.
 */
final class OpenRegistry implements Closeable {
  /** How many lists there are: a power of two. */
  private static final int LISTS = 16;

  private final OpenRegistry parent;

  /** Those of the parent, if there is one. */
  private final Entry[] lists;

  private volatile boolean closed;

  OpenRegistry(OpenRegistry parent) {
    this.parent = parent;
    this.lists = parent == null ? newLists() : parent.lists;
  }

  private Entry[] newLists() {
    Entry[] heads = new Entry[LISTS];
    for (int i = 0; i < LISTS; i++) {
      heads[i] = new Entry(this);
    }
    return heads;
  }

  /** One thing that is open, or a head of a list. The monitor of the head guards a list. */
  static final class Entry {
    private final OpenRegistry registry;
    private final Closeable resource;

    /** The head of the list that this is in once it has entered. */
    private final Entry list;

    private Entry previous;

    /** Null outside a list. */
    private Entry next;

    /** An entry for {@code resource}, which is about to be opened in {@code registry}. */
    Entry(OpenRegistry registry, Closeable resource) {
      this.registry = registry;
      this.resource = resource;
      this.list = registry.listOfThread();
    }

    /** The head of a list in which there is nothing. */
    private Entry(OpenRegistry registry) {
      this.registry = registry;
      this.resource = null;
      this.list = this;
      this.next = this;
      this.previous = this;
    }

    /**
     * Remembers the resource until {@link #leave}.
     *
     * @throws ClosedFileSystemException when the file system was closed; then the resource is, too
     */
    void enter() throws IOException {
      synchronized (list) {
        next = list.next;
        previous = list;
        next.previous = this;
        list.next = this;
      }
      // Looked at after entering: either we see that it is closed, or whoever closes it sees us.
      if (registry.isClosed()) {
        resource.close();
        leave();
        throw new ClosedFileSystemException();
      }
    }

    /** Forgets the resource, which has been closed. */
    void leave() {
      synchronized (list) {
        if (next != null) {
          next.previous = previous;
          previous.next = next;
          next = null;
          previous = null;
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

  /** Neighbours in the number of threads are apart in the array, and so in memory. */
  private Entry listOfThread() {
    return lists[((int) Thread.currentThread().getId() * 7) & (LISTS - 1)];
  }

  boolean isClosed() {
    return closed || (parent != null && parent.isClosed());
  }

  /** How many resources are open. */
  int size() {
    return entries().size();
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
    for (Entry entry : entries()) {
      try {
        entry.resource.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
      entry.leave();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** What is open in this registry, or in one whose parent this is. */
  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Entry head : lists) {
      synchronized (head) {
        for (Entry entry = head.next; entry != head; entry = entry.next) {
          if (parent == null || entry.registry == this) {
            entries.add(entry);
          }
        }
      }
    }
    return entries;
  }
}
