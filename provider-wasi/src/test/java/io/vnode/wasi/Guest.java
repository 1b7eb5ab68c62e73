package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.function.Executable;

/**
 * A guest without a program: an array for a memory, and a test that makes its calls. Each call
 * passes text and buffers at places that no other argument of it uses.
 */
final class Guest implements AutoCloseable {
  /** The descriptor of the first directory that is given. */
  static final int TOP = 3;

  static final int FOLLOW = Flags.SYMLINK_FOLLOW;

  static final long READ = Rights.FD_READ | Rights.FD_SEEK | Rights.FD_FILESTAT_GET;
  static final long READ_WRITE = Rights.FILE;

  static final int SIZE = 1 << 16;
  static final int RESULT = 64;
  static final int SECOND_RESULT = 72;
  static final int VECTORS = 128;
  static final int STRUCT = 256;
  static final int PATH = 1024;
  static final int OTHER_PATH = 8192;
  static final int BUFFER = 1 << 14;

  private final ByteBuffer memory = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
  private final WasiPreview1 wasi;
  private final Abi abi;

  private Guest(WasiPreview1.Builder settings, Abi abi) throws IOException {
    this.wasi = settings.build(() -> memory);
    this.abi = abi;
  }

  /** One that is given {@code top}, to read and to write. */
  static Guest in(Path top) throws IOException {
    return of(settings -> settings.preopen("/", top));
  }

  static Guest of(UnaryOperator<WasiPreview1.Builder> settings) throws IOException {
    return new Guest(settings.apply(WasiPreview1.builder()), Abi.PREVIEW1);
  }

  /** One whose program was built for the older names. */
  static Guest unstable(Path top) throws IOException {
    return new Guest(WasiPreview1.builder().preopen("/", top), Abi.UNSTABLE);
  }

  /** What a call answers that was refused. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int errno;

    Refusal(WasiCall call, int errno) {
      super(call.wasmName() + ": errno " + errno);
      this.errno = errno;
    }
  }

  static void refuses(Errno errno, Executable call) {
    Refusal refusal = assertThrows(Refusal.class, call);
    assertEquals(errno.wasi(), refusal.errno, () -> errno + " expected, " + refusal.getMessage());
  }

  WasiPreview1 wasi() {
    return wasi;
  }

  ByteBuffer memory() {
    return memory;
  }

  /** Makes a call. @throws Refusal for any errno but zero */
  void call(WasiCall call, long... arguments) {
    int errno = errno(call, arguments);
    if (errno != 0) {
      throw new Refusal(call, errno);
    }
  }

  int errno(WasiCall call, long... arguments) {
    int errno = wasi.call(abi, call, arguments);
    if (wasi.fault() != null) {
      throw new AssertionError(call + " " + Arrays.toString(arguments), wasi.fault());
    }
    return errno;
  }

  private int result() {
    return memory.getInt(RESULT);
  }

  /** Puts {@code text} into the memory. @return its length */
  int put(int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    memory.put(at, bytes);
    return bytes.length;
  }

  private int path(String path) {
    return put(PATH, path);
  }

  byte[] bytes(int at, int length) {
    byte[] bytes = new byte[length];
    memory.get(at, bytes);
    return bytes;
  }

  private void vector(int at, int length) {
    memory.putInt(VECTORS, at).putInt(VECTORS + 4, length);
  }

  // ---------------------------------------------------------------- files

  int open(int fd, int lookup, String path, int oflags, long base, long inheriting, int fdflags) {
    call(
        WasiCall.PATH_OPEN,
        fd,
        lookup,
        PATH,
        path(path),
        oflags,
        base,
        inheriting,
        fdflags,
        RESULT);
    return result();
  }

  /** Opens from the top, links followed. */
  int open(String path, int oflags, long base) {
    return open(TOP, FOLLOW, path, oflags, base, 0, 0);
  }

  int create(String path) {
    return open(path, Flags.CREAT, READ_WRITE);
  }

  int openDirectory(String path) {
    return open(TOP, FOLLOW, path, Flags.DIRECTORY, Rights.DIRECTORY, Rights.ALL, 0);
  }

  void close(int fd) {
    call(WasiCall.FD_CLOSE, fd);
  }

  /** Makes the file {@code path} with the contents {@code text}. */
  void file(String path, String text) {
    int fd = create(path);
    write(fd, text);
    close(fd);
  }

  int write(int fd, String text) {
    vector(BUFFER, put(BUFFER, text));
    call(WasiCall.FD_WRITE, fd, VECTORS, 1, RESULT);
    return result();
  }

  int pwrite(int fd, String text, long offset) {
    vector(BUFFER, put(BUFFER, text));
    call(WasiCall.FD_PWRITE, fd, VECTORS, 1, offset, RESULT);
    return result();
  }

  String read(int fd, int length) {
    vector(BUFFER, length);
    call(WasiCall.FD_READ, fd, VECTORS, 1, RESULT);
    return new String(bytes(BUFFER, result()), UTF_8);
  }

  String pread(int fd, int length, long offset) {
    vector(BUFFER, length);
    call(WasiCall.FD_PREAD, fd, VECTORS, 1, offset, RESULT);
    return new String(bytes(BUFFER, result()), UTF_8);
  }

  /** All that is in the file {@code path}. */
  String contents(String path) {
    int fd = open(path, 0, READ);
    String text = read(fd, 1 << 12);
    close(fd);
    return text;
  }

  long seek(int fd, long delta, int whence) {
    call(WasiCall.FD_SEEK, fd, delta, whence, RESULT);
    return memory.getLong(RESULT);
  }

  long tell(int fd) {
    call(WasiCall.FD_TELL, fd, RESULT);
    return memory.getLong(RESULT);
  }

  /** A {@code filestat} of preview 1. */
  record Stat(
      long device, long inode, int type, long links, long size, long atim, long mtim, long ctim) {}

  private Stat statAt(int at) {
    return new Stat(
        memory.getLong(at),
        memory.getLong(at + 8),
        memory.get(at + 16),
        memory.getLong(at + 24),
        memory.getLong(at + 32),
        memory.getLong(at + 40),
        memory.getLong(at + 48),
        memory.getLong(at + 56));
  }

  Stat fstat(int fd) {
    call(WasiCall.FD_FILESTAT_GET, fd, STRUCT);
    return statAt(STRUCT);
  }

  Stat stat(int lookup, String path) {
    return stat(TOP, lookup, path);
  }

  Stat stat(int fd, int lookup, String path) {
    call(WasiCall.PATH_FILESTAT_GET, fd, lookup, PATH, path(path), STRUCT);
    return statAt(STRUCT);
  }

  Stat stat(String path) {
    return stat(FOLLOW, path);
  }

  /** An {@code fdstat}. */
  record FdStat(int type, int flags, long base, long inheriting) {}

  FdStat fdstat(int fd) {
    call(WasiCall.FD_FDSTAT_GET, fd, STRUCT);
    return new FdStat(
        memory.get(STRUCT),
        memory.getShort(STRUCT + 2),
        memory.getLong(STRUCT + 8),
        memory.getLong(STRUCT + 16));
  }

  // ---------------------------------------------------------------- names

  void mkdir(String path) {
    call(WasiCall.PATH_CREATE_DIRECTORY, TOP, PATH, path(path));
  }

  void rmdir(String path) {
    call(WasiCall.PATH_REMOVE_DIRECTORY, TOP, PATH, path(path));
  }

  void unlink(String path) {
    call(WasiCall.PATH_UNLINK_FILE, TOP, PATH, path(path));
  }

  void rename(String path, String newPath) {
    rename(TOP, path, TOP, newPath);
  }

  void rename(int fd, String path, int newFd, String newPath) {
    int length = path(path);
    int newLength = put(OTHER_PATH, newPath);
    call(WasiCall.PATH_RENAME, fd, PATH, length, newFd, OTHER_PATH, newLength);
  }

  void link(int lookup, String path, String newPath) {
    link(TOP, lookup, path, TOP, newPath);
  }

  void link(int fd, int lookup, String path, int newFd, String newPath) {
    int length = path(path);
    int newLength = put(OTHER_PATH, newPath);
    call(WasiCall.PATH_LINK, fd, lookup, PATH, length, newFd, OTHER_PATH, newLength);
  }

  void symlink(String text, String path) {
    int length = put(OTHER_PATH, text);
    call(WasiCall.PATH_SYMLINK, OTHER_PATH, length, TOP, PATH, path(path));
  }

  String readlink(String path, int room) {
    call(WasiCall.PATH_READLINK, TOP, PATH, path(path), BUFFER, room, RESULT);
    return new String(bytes(BUFFER, result()), UTF_8);
  }

  void setTimes(int lookup, String path, long atim, long mtim, int flags) {
    call(WasiCall.PATH_FILESTAT_SET_TIMES, TOP, lookup, PATH, path(path), atim, mtim, flags);
  }

  /** Fills the buffer from {@code cookie} on. @return how many of its bytes */
  int readdir(int fd, int room, long cookie) {
    call(WasiCall.FD_READDIR, fd, BUFFER, room, cookie, RESULT);
    return result();
  }

  @Override
  public void close() throws IOException {
    wasi.close();
  }
}
