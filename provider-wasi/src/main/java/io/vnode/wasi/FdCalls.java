package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;

/** The functions that begin with {@code fd_}: what can be done with what is open. */
final class FdCalls {
  private static final int FDSTAT_SIZE = 24;
  private static final int PRESTAT_SIZE = 8;
  private static final int ADVICE_MAX = 5;

  private final WasiPreview1 guest;
  private final GuestView memory;
  private final DescriptorTable table;
  private final IoVectors vectors;

  FdCalls(WasiPreview1 guest) {
    this.guest = guest;
    this.memory = guest.memory();
    this.table = guest.table();
    this.vectors = new IoVectors(memory);
  }

  // ---------------------------------------------------------------- bytes

  void read(int fd, int pointer, int count, int result) throws IOException {
    Descriptor descriptor = table.get(fd);
    int out = memory.range(result, 4);
    int room = vectors.load(pointer, count);
    descriptor.requireReadable();
    memory.putInt(out, vectors.move(room, (piece, moved) -> descriptor.read(piece)));
  }

  void pread(int fd, int pointer, int count, long offset, int result) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    int out = memory.range(result, 4);
    int room = vectors.load(pointer, count);
    requireOffset(offset);
    file.require(Rights.FD_READ | Rights.FD_SEEK);
    memory.putInt(out, vectors.move(room, (piece, moved) -> file.read(piece, offset + moved)));
  }

  void write(int fd, int pointer, int count, int result) throws IOException {
    Descriptor descriptor = table.get(fd);
    int out = memory.range(result, 4);
    int wanted = vectors.load(pointer, count);
    descriptor.requireWritable();
    int allowed = descriptor instanceof FileDescriptor ? guest.budget(wanted) : wanted;
    int done = vectors.move(allowed, (piece, moved) -> descriptor.write(piece));
    if (descriptor instanceof FileDescriptor) {
      guest.spend(done);
    }
    memory.putInt(out, done);
  }

  void pwrite(int fd, int pointer, int count, long offset, int result) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    int out = memory.range(result, 4);
    int wanted = vectors.load(pointer, count);
    requireOffset(offset);
    file.require(Rights.FD_WRITE | Rights.FD_SEEK);
    int done =
        vectors.move(guest.budget(wanted), (piece, moved) -> file.write(piece, offset + moved));
    guest.spend(done);
    memory.putInt(out, done);
  }

  private static void requireOffset(long offset) throws VfsException {
    if (offset < 0) {
      throw VfsException.of(Errno.EINVAL);
    }
  }

  void seek(Abi abi, int fd, long delta, int whence, int result) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    int out = memory.range(result, 8);
    memory.putLong(out, file.seek(delta, abi.whence(whence)));
  }

  void tell(int fd, int result) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    int out = memory.range(result, 8);
    memory.putLong(out, file.tell());
  }

  void sync(int fd, boolean metadata) throws IOException {
    Descriptor descriptor = table.get(fd);
    descriptor.require(metadata ? Rights.FD_SYNC : Rights.FD_DATASYNC);
    descriptor.sync(metadata);
  }

  void advise(int fd, long offset, long length, int advice) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    file.require(Rights.FD_ADVISE);
    if (offset < 0 || length < 0 || advice < 0 || advice > ADVICE_MAX) {
      throw VfsException.of(Errno.EINVAL);
    }
  }

  void allocate(int fd, long offset, long length) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    file.require(Rights.FD_ALLOCATE);
    if (offset < 0 || length <= 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    guest.requireBudget(length);
    file.allocate(offset, length);
    guest.spend(length);
  }

  // ---------------------------------------------------------------- attributes

  void fdstat(int fd, int result) throws IOException {
    Descriptor descriptor = table.get(fd);
    int out = memory.range(result, FDSTAT_SIZE);
    memory.putLong(out, descriptor.fileType() | (long) descriptor.flags() << 16);
    memory.putLong(out + 8, descriptor.base());
    memory.putLong(out + 16, descriptor.inheriting());
  }

  void setFlags(int fd, int flags) throws IOException {
    Descriptor descriptor = table.get(fd);
    descriptor.require(Rights.FD_FDSTAT_SET_FLAGS);
    descriptor.setFlags(Flags.known(flags, Flags.ALL_FDFLAGS));
  }

  void setRights(int fd, long base, long inheriting) throws IOException {
    table.get(fd).narrow(base & Rights.ALL, inheriting & Rights.ALL);
  }

  void filestat(Abi abi, int fd, int result) throws IOException {
    Descriptor descriptor = table.get(fd);
    int out = memory.range(result, abi.filestatSize());
    descriptor.require(Rights.FD_FILESTAT_GET);
    descriptor.putStat(abi, memory, out, guest.stat());
  }

  void setSize(int fd, long size) throws IOException {
    FileDescriptor file = table.get(fd).asFile();
    file.require(Rights.FD_FILESTAT_SET_SIZE);
    file.file().truncate(size);
  }

  void setTimes(int fd, long accessed, long modified, int flags) throws IOException {
    Descriptor descriptor = table.get(fd);
    Change change = Times.change(accessed, modified, flags);
    descriptor.require(Rights.FD_FILESTAT_SET_TIMES);
    descriptor.change(change);
  }

  // ---------------------------------------------------------------- descriptors

  void close(int fd) throws IOException {
    table.close(fd);
  }

  void renumber(int from, int to) throws IOException {
    table.renumber(from, to);
  }

  void prestat(int fd, int result) throws IOException {
    byte[] name = preopenName(fd);
    int out = memory.range(result, PRESTAT_SIZE);
    memory.putInt(out, 0);
    memory.putInt(out + 4, name.length);
  }

  void prestatName(int fd, int pointer, int length) throws IOException {
    byte[] name = preopenName(fd);
    int out = memory.range(pointer, length);
    if (length < name.length) {
      throw VfsException.of(Errno.ENAMETOOLONG);
    }
    memory.put(out, name, name.length);
  }

  private byte[] preopenName(int fd) throws VfsException {
    if (table.get(fd) instanceof DirectoryDescriptor directory && directory.isPreopen()) {
      return directory.tree().name().getBytes(UTF_8);
    }
    throw VfsException.of(Errno.EBADF);
  }

  // ---------------------------------------------------------------- listing

  void readdir(int fd, int pointer, int length, long cookie, int result) throws IOException {
    DirectoryDescriptor directory = table.get(fd).asDirectory();
    int at = memory.range(pointer, length);
    int out = memory.range(result, 4);
    directory.require(Rights.FD_READDIR);
    memory.putInt(out, directory.reader().read(memory, at, length, cookie));
  }
}
