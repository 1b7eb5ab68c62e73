package io.vnode.wasi;

import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a number of a guest stands for: a file, a directory or a standard stream, with the rights
 * that are left of those it was opened with.
 *
 * <p>Two refusals are kept apart: what a kind of descriptor can never do is EBADF, ENOTDIR or
 * ESPIPE; what it could do but for its rights is ENOTCAPABLE.
 */
abstract class Descriptor implements Closeable {
  private long base;
  private long inheriting;
  private int flags;

  Descriptor(long base, long inheriting, int flags) {
    this.base = base;
    this.inheriting = inheriting;
    this.flags = flags;
  }

  /** The rights that apply to this descriptor. */
  final long base() {
    return base;
  }

  /** The rights that those may have that are opened through this one. */
  final long inheriting() {
    return inheriting;
  }

  /** The flags {@code fdflags}. */
  final int flags() {
    return flags;
  }

  final boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Changes the flags {@code fdflags}. */
  void setFlags(int flags) throws VfsException {
    this.flags = flags;
  }

  /**
   * @throws VfsException ENOTCAPABLE unless this has all of {@code rights}
   */
  final void require(long rights) throws VfsException {
    if ((base & rights) != rights) {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
  }

  /**
   * Takes rights away.
   *
   * @throws VfsException ENOTCAPABLE for one that is not there to be left
   */
  final void narrow(long base, long inheriting) throws VfsException {
    if ((base & ~this.base) != 0 || (inheriting & ~this.inheriting) != 0) {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
    this.base = base;
    this.inheriting = inheriting;
  }

  /** The number of {@code filetype}. */
  abstract int fileType();

  /**
   * Writes the attributes as a {@code filestat}, at a place that was checked.
   *
   * @param stat what may be used to do so
   */
  abstract void putStat(Abi abi, GuestView memory, int at, Stat stat) throws IOException;

  /** Changes attributes. */
  void change(Change change) throws IOException {
    throw VfsException.of(Errno.EBADF);
  }

  /** Sends what was written to where it lasts; with {@code metadata}, the attributes as well. */
  abstract void sync(boolean metadata) throws IOException;

  /** Requires that {@link #read} may be called. @throws VfsException EISDIR, ENOTCAPABLE */
  void requireReadable() throws VfsException {
    require(Rights.FD_READ);
  }

  /** Requires that {@link #write} may be called. @throws VfsException EBADF, ENOTCAPABLE */
  void requireWritable() throws VfsException {
    require(Rights.FD_WRITE);
  }

  /** Reads. @return how many bytes; zero or less at the end */
  int read(ByteBuffer target) throws IOException {
    throw VfsException.of(Errno.EBADF);
  }

  /** Writes. @return how many bytes */
  int write(ByteBuffer source) throws IOException {
    throw VfsException.of(Errno.EBADF);
  }

  /** This as a file that has places in it. @throws VfsException ESPIPE or EBADF for what is none */
  FileDescriptor asFile() throws VfsException {
    throw VfsException.of(Errno.EBADF);
  }

  /** This as a directory. @throws VfsException ENOTDIR for what is none */
  DirectoryDescriptor asDirectory() throws VfsException {
    throw VfsException.of(Errno.ENOTDIR);
  }
}
