package io.vnode.engine;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * An open file description: an inode, its bytes, a position and how it was opened. Every read and
 * write of every face goes through one.
 *
 * <p>It holds to the inode, not to a name: renaming, replacing or removing the file changes nothing
 * here. The name is kept for those who watch the directory. What it may do was decided when it was
 * opened and stays so.
 *
 * <p>Its monitor guards the position and is held while bytes move at it, so that two threads who
 * share it never get the same bytes. Reads and writes at a given place do not take it.
 *
 * <p>It may be closed while others use it: what is under way comes to its end, and only then are
 * the bytes of a file without names given back; what begins later answers EBADF.
 */
public final class OpenFile implements Closeable {
  public static final int READ = 1;
  public static final int WRITE = 1 << 1;

  /** Every write goes to the end, wherever the position is. */
  public static final int APPEND = 1 << 2;

  /** Make the file if it is missing. */
  public static final int CREATE = 1 << 3;

  /** With {@link #CREATE}: fail if it is there, even as a dangling link. */
  public static final int EXCLUSIVE = 1 << 4;

  /** Empty the file. */
  public static final int TRUNCATE = 1 << 5;

  /** Fail unless it is a directory. */
  public static final int DIRECTORY = 1 << 6;

  /** Each write lasts, with its attributes, before it returns. */
  public static final int SYNC = 1 << 7;

  /** Each write lasts before it returns. */
  public static final int DSYNC = 1 << 8;

  /**
   * Take away the name that was opened, if that is possible and permitted, so that the file goes
   * when it is closed.
   */
  public static final int UNLINK = 1 << 9;

  /** The bit of {@link #uses} that says that the file was closed. */
  private static final int CLOSED = Integer.MIN_VALUE;

  private static final VarHandle USES = Fields.handle(MethodHandles.lookup(), "uses", int.class);

  private final Inode inode;
  private final Body body;
  private final Credentials who;

  /** Where and by what name it was opened, for those who watch; null for a directory. */
  private final Directory directory;

  private final String name;

  /** How many operations are under way, and {@link #CLOSED}. */
  @SuppressWarnings("UnusedVariable") // Written through its handle.
  private volatile int uses;

  private volatile int flags;
  private long position;

  /**
   * What a volume answers that has made and opened a file in one step, see {@link
   * Directory#create}.
   *
   * @param body the bytes, or null for a directory, which can be opened and not read
   */
  public OpenFile(
      Inode inode, Body body, Credentials who, int flags, Directory directory, String name) {
    this.inode = inode;
    this.body = body;
    this.who = who;
    this.directory = directory;
    this.name = name;
    this.flags = flags;
    inode.volume().noteOpened();
  }

  public Inode inode() {
    return inode;
  }

  public int flags() {
    return flags;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /**
   * Switches {@link #APPEND}, {@link #SYNC} and {@link #DSYNC}, which may change while open.
   *
   * @throws VfsException EPERM for {@link #APPEND} of a file that only grows
   */
  public synchronized void setStatus(int status) throws VfsException {
    if ((inode.flags() & Inode.APPEND_ONLY) != 0 && ((flags ^ status) & APPEND) != 0) {
      throw VfsException.of(Errno.EPERM);
    }
    int changeable = APPEND | SYNC | DSYNC;
    flags = (flags & ~changeable) | (status & changeable);
  }

  /**
   * Reads at the position and moves it.
   *
   * @return bytes read, or -1 at the end
   * @throws VfsException EBADF when not opened for reading or closed, EISDIR for a directory
   */
  public int read(ByteBuffer target) throws IOException {
    Body body = readable();
    boolean counted = enterToRead(body);
    try {
      int count;
      synchronized (this) {
        assert LockOrder.taken(LockOrder.Rank.POSITION, this, this);
        count = body.read(target, position);
        position += Math.max(count, 0);
      }
      inode.noteAccessed();
      return count;
    } finally {
      if (counted) {
        leave();
      }
    }
  }

  /**
   * Reads at {@code at} and leaves the position alone.
   *
   * @return bytes read, or -1 at the end
   * @throws VfsException EINVAL for a negative place, EBADF when not opened for reading or closed,
   *     EISDIR for a directory
   */
  public int read(ByteBuffer target, long at) throws IOException {
    requirePlace(at);
    Body body = readable();
    boolean counted = enterToRead(body);
    try {
      int count = body.read(target, at);
      inode.noteAccessed();
      return count;
    } finally {
      if (counted) {
        leave();
      }
    }
  }

  /**
   * Lets the host move bytes from {@code at} on to {@code target}, up to {@code count}, which are
   * there; the position stays.
   *
   * @return how many it moved; 0 where they are to be read and written instead
   * @throws VfsException EBADF when not opened for reading or closed, EISDIR for a directory
   */
  public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
    Body body = readable();
    enter();
    try {
      long moved = body.transferTo(at, count, target);
      if (moved > 0) {
        inode.noteAccessed();
      }
      return moved;
    } finally {
      leave();
    }
  }

  /**
   * Writes at the position, or at the end when appending, and moves the position behind it.
   *
   * @return bytes written, fewer than asked only when space ran out
   * @throws VfsException EBADF when not opened for writing or closed, EFBIG, ENOSPC
   */
  public int write(ByteBuffer source) throws IOException {
    Body body = writable();
    enter();
    try {
      int count;
      synchronized (this) {
        assert LockOrder.taken(LockOrder.Rank.POSITION, this, this);
        if (has(APPEND)) {
          count = body.write(source, Body.END);
          position = body.size();
        } else {
          count = body.write(source, position);
          position += count;
        }
      }
      written(count);
      return count;
    } finally {
      leave();
    }
  }

  /**
   * Writes at {@code at}, or at the end when appending as Linux does, and leaves the position
   * alone.
   *
   * @return bytes written, fewer than asked only when space ran out
   * @throws VfsException EINVAL for a negative place, EBADF when not opened for writing or closed,
   *     EFBIG, ENOSPC
   */
  public int write(ByteBuffer source, long at) throws IOException {
    requirePlace(at);
    Body body = writable();
    enter();
    try {
      int count = body.write(source, has(APPEND) ? Body.END : at);
      written(count);
      return count;
    } finally {
      leave();
    }
  }

  /** Bytes in the file. */
  public long size() throws IOException {
    return body == null ? inode.size() : body.size();
  }

  public synchronized long position() {
    return position;
  }

  /** Moves the position, which may lie behind the end; not negative. */
  public synchronized void position(long position) {
    this.position = position;
  }

  /** Moves the position back to {@code limit} if it is behind it. */
  public synchronized void limitPosition(long limit) {
    position = Math.min(position, limit);
  }

  /**
   * Makes the file {@code size} bytes long.
   *
   * @throws VfsException EINVAL for a negative size or when not opened for writing, EPERM when the
   *     file only grows, EBADF once closed, EFBIG
   */
  public void truncate(long size) throws IOException {
    if (size < 0 || !has(WRITE)) {
      throw VfsException.of(Errno.EINVAL);
    }
    requireShrinkable();
    enter();
    try {
      body.truncate(size);
      modified();
    } finally {
      leave();
    }
  }

  /**
   * Makes a hole, as {@code fallocate(2)} does with {@code FALLOC_FL_PUNCH_HOLE}.
   *
   * @throws VfsException EBADF when not opened for writing or closed, EINVAL for a place that is
   *     negative or a length that is not positive, EPERM when the file only grows, EOPNOTSUPP,
   *     ENOSPC
   */
  public void punch(long from, long length) throws IOException {
    Body body = writable();
    if (from < 0 || length <= 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    requireShrinkable();
    enter();
    try {
      body.punch(from, length);
      modified();
    } finally {
      leave();
    }
  }

  /**
   * Maps bytes to memory, which stays good when the file is closed. A file that is shorter and was
   * opened for writing grows.
   *
   * @param shared whether what is written to the memory is written to the file; as nobody sees when
   *     that happens, the file counts as modified now
   * @throws VfsException EINVAL for a place or length that is negative, EBADF when not opened for
   *     reading, and for writing if {@code shared}, or closed, EISDIR for a directory, EPERM when
   *     the file only grows, ENXIO when it is shorter and must not grow, EOPNOTSUPP, EFBIG, ENOSPC
   */
  public <T> T map(long from, long length, boolean shared, MapCall<T> call) throws IOException {
    if (from < 0 || length < 0 || from > Long.MAX_VALUE - length) {
      throw VfsException.of(Errno.EINVAL);
    }
    Body body = readable();
    if (shared) {
      writable();
      requireShrinkable();
    }
    enter();
    try {
      boolean modifies = shared || body.size() < from + length;
      T mapped = body.map(from, length, has(WRITE), call);
      inode.noteAccessed();
      if (modifies) {
        modified();
      }
      return mapped;
    } finally {
      leave();
    }
  }

  /** Sends the bytes, and with {@code metadata} the attributes, to where they outlast a crash. */
  public void force(boolean metadata) throws IOException {
    enter();
    try {
      if (body != null) {
        body.force(metadata);
      }
    } finally {
      leave();
    }
  }

  /**
   * The bytes themselves, for a face that moves many of them; reading or writing through it skips
   * position, times and checks.
   */
  public Body body() {
    return body;
  }

  /** Ends the use of the file; once, whoever calls it first. */
  @Override
  public void close() throws IOException {
    int before = (int) USES.getAndBitwiseOr(this, CLOSED);
    if (before == 0) {
      end();
    }
  }

  /** Begins an operation, which {@link #leave} ends. @throws VfsException EBADF once closed */
  private void enter() throws VfsException {
    int before;
    do {
      before = uses;
      if (before < 0) {
        throw VfsException.of(Errno.EBADF);
      }
    } while (!USES.compareAndSet(this, before, before + 1));
  }

  /** Begins a read. @return whether it was counted, so that {@link #leave} must end it */
  private boolean enterToRead(Body body) throws VfsException {
    if (!body.isReadAfterRelease()) {
      enter();
      return true;
    }
    if (uses < 0) {
      throw VfsException.of(Errno.EBADF);
    }
    return false;
  }

  private void leave() throws IOException {
    int left = (int) USES.getAndAdd(this, -1) - 1;
    if (left == CLOSED) {
      end();
    }
  }

  /** Lets go of the file: it is closed, and nothing is under way. */
  private void end() throws IOException {
    inode.volume().noteClosed();
    if (!(inode instanceof FileNode file)) {
      return;
    }
    try {
      if (has(WRITE)) {
        body.trim();
        file.writerClosing();
      }
    } finally {
      file.close(body);
    }
  }

  private static void requirePlace(long at) throws VfsException {
    if (at < 0) {
      throw VfsException.of(Errno.EINVAL);
    }
  }

  /** Requires that bytes of the file may go: also one that was open when it was sealed. */
  private void requireShrinkable() throws VfsException {
    if ((inode.flags() & (Inode.APPEND_ONLY | Inode.IMMUTABLE)) != 0) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  private Body readable() throws VfsException {
    if (!has(READ)) {
      throw VfsException.of(Errno.EBADF);
    }
    if (body == null) {
      throw VfsException.of(Errno.EISDIR);
    }
    return body;
  }

  private Body writable() throws VfsException {
    if (!has(WRITE)) {
      throw VfsException.of(Errno.EBADF);
    }
    return body;
  }

  private void written(int count) throws IOException {
    if (count > 0) {
      modified();
      if (has(SYNC | DSYNC)) {
        body.force(has(SYNC));
      }
    }
  }

  /** Notes that the contents changed: times, and the set-id bits, which do not outlive a write. */
  void modified() throws IOException {
    inode.noteWritten();
    if ((inode.mode() & (Mode.SET_UID | Mode.SET_GID)) != 0) {
      synchronized (inode.lock()) {
        assert LockOrder.taken(inode);
        int mode = Access.write(inode, who);
        if (mode != inode.mode()) {
          inode.apply(new Change().mode(mode), inode.volume().now());
        }
      }
    }
    noteModifiedName();
  }

  private void noteModifiedName() {
    if (directory != null) {
      directory.noteModifiedBelow(name, inode);
    }
  }
}
