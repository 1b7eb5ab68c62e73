package io.vnode.wasi;

import io.vnode.engine.Body;
import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.OpenFile;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A regular file that is open. It holds to the inode: no rename and no removal is felt here. */
class FileDescriptor extends Descriptor {
  private static final int ZEROS = 1 << 16;

  private final Preopen tree;
  private final OpenFile file;
  private final long opened;

  /** A {@code file} that was opened in {@code tree}, with those rights that apply to files. */
  FileDescriptor(Preopen tree, OpenFile file, long base, long inheriting, int flags) {
    super(base & Rights.FILE, inheriting, flags);
    this.tree = tree;
    this.file = file;
    this.opened = file.inode().volume().now();
  }

  OpenFile file() {
    return file;
  }

  @Override
  int fileType() {
    return FileType.of(Kind.REGULAR);
  }

  @Override
  FileDescriptor asFile() {
    return this;
  }

  @Override
  void setFlags(int flags) throws VfsException {
    file.setStatus(status(flags));
    super.setFlags(flags);
  }

  /** The flags {@code fdflags} as those of an {@link OpenFile}. */
  static int status(int flags) {
    int append = (flags & Flags.APPEND) != 0 ? OpenFile.APPEND : 0;
    int sync = (flags & (Flags.SYNC | Flags.RSYNC)) != 0 ? OpenFile.SYNC : 0;
    int dsync = (flags & Flags.DSYNC) != 0 ? OpenFile.DSYNC : 0;
    return append | sync | dsync;
  }

  @Override
  int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  int write(ByteBuffer source) throws IOException {
    return file.write(source);
  }

  /** Reads at {@code place} and leaves the offset alone. */
  int read(ByteBuffer target, long place) throws IOException {
    return file.read(target, place);
  }

  /** Writes at {@code place} and leaves the offset alone. */
  int write(ByteBuffer source, long place) throws IOException {
    return file.write(source, place);
  }

  /**
   * Moves the offset. To ask where it is, a move by nothing, takes the right to tell.
   *
   * @return the new one
   * @throws VfsException EINVAL before the beginning, EOVERFLOW past the largest
   */
  long seek(long delta, Abi.Whence whence) throws IOException {
    if (delta == 0 && whence == Abi.Whence.CURRENT) {
      return tell();
    }
    require(Rights.FD_SEEK);
    long from =
        switch (whence) {
          case SET -> 0;
          case CURRENT -> file.position();
          case END -> file.size();
        };
    long place = from + delta;
    if (delta > 0 && place < 0) {
      throw VfsException.of(Errno.EOVERFLOW);
    }
    if (place < 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    file.position(place);
    return place;
  }

  /** The offset; the right to seek includes the one to ask. */
  long tell() throws VfsException {
    if ((base() & (Rights.FD_TELL | Rights.FD_SEEK)) == 0) {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
    return file.position();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of a file without a name some hosts cannot be asked; then size and number are what this
   * knows, and the times those of the opening.
   */
  @Override
  void putStat(Abi abi, GuestView memory, int at, Stat stat) throws IOException {
    fill(stat);
    abi.putFilestat(memory, at, stat);
  }

  private void fill(Stat into) throws IOException {
    Inode inode = file.inode();
    try {
      inode.stat(into);
    } catch (VfsException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
      long size = file.size();
      into.fill(inode, Kind.REGULAR.bits(), 0, 0, 0);
      into.fillSize(size, size);
      into.fillTimes(opened, opened, opened, opened);
    }
  }

  @Override
  void change(Change change) throws IOException {
    tree.namespace().change(tree.who(), file.inode(), change);
  }

  @Override
  void sync(boolean metadata) throws IOException {
    file.force(metadata);
  }

  /**
   * Makes {@code length} bytes from {@code from} on bytes that are there and not holes; their
   * values stay. Nothing changes unless the volume has room for all of them.
   *
   * @throws VfsException EFBIG, ENOSPC
   */
  void allocate(long from, long length) throws IOException {
    require(Rights.FD_ALLOCATE);
    long end = from + length;
    if (end < 0) {
      throw VfsException.of(Errno.EFBIG);
    }
    if (file.inode().volume().usage().free() < length) {
      throw VfsException.of(Errno.ENOSPC);
    }
    if (file.size() < end) {
      file.truncate(end);
    }
    Body body = file.body();
    long hole = body.nextHole(from);
    while (hole >= 0 && hole < end) {
      long data = body.nextData(hole);
      long behind = data < 0 ? end : Math.min(data, end);
      fill(hole, behind);
      hole = body.nextHole(behind);
    }
  }

  private void fill(long from, long end) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ZEROS, end - from));
    for (long at = from; at < end; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), end - at));
      at += file.body().write(zeros, at);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
