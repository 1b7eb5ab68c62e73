package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;

/**
 * The listing of one open directory: {@code .}, {@code ..}, and what the engine lists.
 *
 * <p>A cookie stands for the place behind an entry. Who goes on where the last call ended goes on
 * with the same cursor, so names that come and go meanwhile shift nothing even where the host has
 * no cookies; any other place is looked for anew.
 */
final class DirectoryReader implements Closeable {
  private static final int HEADER = 24;

  /** The cookies behind {@code .} and {@code ..}; those of the engine, which begin at 1, follow. */
  private static final long DOT = 1;

  private static final long DOT_DOT = 2;

  private final Preopen tree;
  private final Directory directory;

  private DirectoryCursor cursor;

  /** The cookie of the place where {@link #cursor} is. */
  private long position;

  /** An entry that did not fit and comes next, or null. */
  private DirectoryEntry held;

  DirectoryReader(Preopen tree, Directory directory) {
    this.tree = tree;
    this.directory = directory;
  }

  /**
   * Fills the {@code length} bytes at {@code at} with the entries behind {@code cookie}; the last
   * may be cut.
   *
   * @return how many bytes were filled: fewer only at the end
   * @throws VfsException EINVAL for what cannot be a cookie
   */
  int read(GuestView memory, int at, int length, long cookie) throws IOException {
    if (cookie < 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    Output output = new Output(memory, at, length);
    if (cookie < DOT) {
      output.put(DOT, directory.number(), Kind.DIRECTORY, ".");
    }
    if (cookie < DOT_DOT) {
      output.put(DOT_DOT, tree.parentOf(directory).number(), Kind.DIRECTORY, "..");
    }
    if (!output.isFull()) {
      moveTo(cookie);
      list(output);
    }
    return output.used;
  }

  private void moveTo(long cookie) throws IOException {
    long place = Math.max(cookie, DOT_DOT);
    if (cursor == null || cookie == 0 || place != position) {
      close();
      cursor = tree.namespace().list(directory, place - DOT_DOT);
      position = place;
    }
  }

  private void list(Output output) throws IOException {
    while (!output.isFull()) {
      DirectoryEntry entry = held == null ? cursor.next() : held;
      held = null;
      if (entry == null) {
        return;
      }
      long next = entry.cookie() + DOT_DOT;
      if (put(output, entry, next)) {
        position = next;
      } else {
        held = entry;
      }
    }
  }

  /** Puts {@code entry} unless it is gone. @return false if it did not fit */
  private boolean put(Output output, DirectoryEntry entry, long next) throws IOException {
    Inode inode = tree.namespace().inode(entry);
    return inode == null || output.put(next, inode.number(), inode.kind(), entry.name());
  }

  @Override
  public void close() throws IOException {
    held = null;
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }

  /** The buffer of the guest that is being filled. */
  private static final class Output {
    private final GuestView memory;
    private final int at;
    private final int length;
    private int used;

    Output(GuestView memory, int at, int length) {
      this.memory = memory;
      this.at = at;
      this.length = length;
    }

    boolean isFull() {
      return used == length;
    }

    /** Puts one {@code dirent} and its name, as much as fits. @return whether all did */
    boolean put(long next, long number, Kind kind, String name) {
      byte[] bytes = name.getBytes(UTF_8);
      int room = length - used;
      int place = at + used;
      if (room >= HEADER) {
        putHeader(place, next, number, kind, bytes.length);
        memory.put(place + HEADER, bytes, Math.min(bytes.length, room - HEADER));
      } else {
        putCutHeader(place, room, next, number, kind, bytes.length);
      }
      used += Math.min(room, HEADER + bytes.length);
      return room >= HEADER + bytes.length;
    }

    private void putHeader(int place, long next, long number, Kind kind, int nameLength) {
      memory.putLong(place, next);
      memory.putLong(place + 8, number);
      memory.putInt(place + 16, nameLength);
      memory.putInt(place + 20, FileType.of(kind)); // And zeros behind it.
    }

    private void putCutHeader(
        int place, int room, long next, long number, Kind kind, int nameLength) {
      byte[] header = new byte[HEADER];
      GuestView copy = GuestView.of(header);
      new Output(copy, 0, HEADER).putHeader(0, next, number, kind, nameLength);
      memory.put(place, header, room);
    }
  }
}
