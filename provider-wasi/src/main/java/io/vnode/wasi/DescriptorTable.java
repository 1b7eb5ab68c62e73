package io.vnode.wasi;

import com.google.common.io.Closer;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** What the numbers of a guest stand for. The lowest that is free is given out next. */
final class DescriptorTable implements Closeable {
  static final int STDIN = 0;
  static final int STDOUT = 1;
  static final int STDERR = 2;

  /** Where the directories begin that a guest is given: it looks for them from here on. */
  static final int FIRST_PREOPEN = 3;

  private final int limit;
  private Descriptor[] open = new Descriptor[8];

  /** No number below is free. */
  private int lowest;

  /** An empty table of at most {@code limit} descriptors. */
  DescriptorTable(int limit) {
    this.limit = limit;
  }

  /** What {@code fd} stands for. @throws VfsException EBADF */
  Descriptor get(int fd) throws VfsException {
    Descriptor found = fd < 0 || fd >= open.length ? null : open[fd];
    if (found == null) {
      throw VfsException.of(Errno.EBADF);
    }
    return found;
  }

  /** Requires that one more can be opened. @throws VfsException EMFILE */
  void requireRoom() throws VfsException {
    while (lowest < open.length && open[lowest] != null) {
      lowest++;
    }
    if (lowest >= limit) {
      throw VfsException.of(Errno.EMFILE);
    }
  }

  /** Enters {@code descriptor}. @return its number @throws VfsException EMFILE */
  int add(Descriptor descriptor) throws VfsException {
    requireRoom();
    if (lowest == open.length) {
      open = Arrays.copyOf(open, Math.min(limit, open.length * 2));
    }
    open[lowest] = descriptor;
    return lowest;
  }

  /** Takes {@code fd} out and closes it. @throws VfsException EBADF */
  void close(int fd) throws IOException {
    Descriptor closed = get(fd);
    open[fd] = null;
    lowest = Math.min(lowest, fd);
    closed.close();
  }

  /**
   * Lets {@code to} stand for what {@code from} does, which is free then; what {@code to} stood for
   * is closed. @throws VfsException EBADF unless both are open
   */
  void renumber(int from, int to) throws IOException {
    Descriptor moved = get(from);
    Descriptor replaced = get(to);
    if (from == to) {
      return;
    }
    open[to] = moved;
    open[from] = null;
    lowest = Math.min(lowest, from);
    replaced.close();
  }

  /** Closes all of them, whichever fails. */
  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      for (Descriptor descriptor : open) {
        closer.register(descriptor);
      }
      Arrays.fill(open, null);
    }
  }
}
