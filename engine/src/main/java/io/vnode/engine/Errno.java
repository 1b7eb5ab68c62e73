package io.vnode.engine;

/**
 * The one table of error kinds.
 *
 * <p>A row is a POSIX error with the number Linux gives it, the number WASI preview 1 gives it, the
 * exception that {@code java.nio.file} has for it and the words in which Linux reports it. Faces
 * translate by looking here; none keeps a table of its own.
 */
public enum Errno implements Found {
  EPERM(1, 63, Nio.OTHER, "Operation not permitted"),
  ENOENT(2, 44, Nio.NO_SUCH_FILE, "No such file or directory"),
  EIO(5, 29, Nio.OTHER, "Input/output error"),
  ENXIO(6, 60, Nio.OTHER, "No such device or address"),
  E2BIG(7, 1, Nio.OTHER, "Argument list too long"),
  EBADF(9, 8, Nio.OTHER, "Bad file descriptor"),
  EAGAIN(11, 6, Nio.OTHER, "Resource temporarily unavailable"),
  ENOMEM(12, 48, Nio.OTHER, "Cannot allocate memory"),
  EACCES(13, 2, Nio.ACCESS_DENIED, "Permission denied"),
  EFAULT(14, 21, Nio.OTHER, "Bad address"),
  EBUSY(16, 10, Nio.OTHER, "Device or resource busy"),
  EEXIST(17, 20, Nio.ALREADY_EXISTS, "File exists"),
  EXDEV(18, 75, Nio.OTHER, "Invalid cross-device link"),
  ENODEV(19, 43, Nio.OTHER, "No such device"),
  ENOTDIR(20, 54, Nio.NOT_DIRECTORY, "Not a directory"),
  EISDIR(21, 31, Nio.OTHER, "Is a directory"),
  EINVAL(22, 28, Nio.OTHER, "Invalid argument"),
  ENFILE(23, 41, Nio.OTHER, "Too many open files in system"),
  EMFILE(24, 33, Nio.OTHER, "Too many open files"),
  EFBIG(27, 22, Nio.OTHER, "File too large"),
  ENOSPC(28, 51, Nio.OTHER, "No space left on device"),
  ESPIPE(29, 70, Nio.OTHER, "Illegal seek"),
  EROFS(30, 69, Nio.READ_ONLY, "Read-only file system"),
  EMLINK(31, 34, Nio.OTHER, "Too many links"),
  EPIPE(32, 64, Nio.OTHER, "Broken pipe"),
  ERANGE(34, 68, Nio.OTHER, "Numerical result out of range"),
  ENAMETOOLONG(36, 37, Nio.OTHER, "File name too long"),
  ENOSYS(38, 52, Nio.OTHER, "Function not implemented"),
  ENOTEMPTY(39, 55, Nio.NOT_EMPTY, "Directory not empty"),
  ELOOP(40, 32, Nio.LOOP, "Too many levels of symbolic links"),
  /**
   * No such extended attribute; WASI preview 1 has neither those nor a word for it, and says io.
   */
  ENODATA(61, 29, Nio.OTHER, "No data available"),
  EOVERFLOW(75, 61, Nio.OTHER, "Value too large for defined data type"),
  EILSEQ(84, 25, Nio.OTHER, "Invalid or incomplete multibyte or wide character"),
  ENOTSOCK(88, 57, Nio.OTHER, "Socket operation on non-socket"),
  EOPNOTSUPP(95, 58, Nio.OTHER, "Operation not supported"),
  ESTALE(116, 72, Nio.OTHER, "Stale file handle"),
  EDQUOT(122, 19, Nio.OTHER, "Disk quota exceeded"),
  /** A WASI right that the descriptor does not carry; Linux has no such number and says EPERM. */
  ENOTCAPABLE(1, 76, Nio.ACCESS_DENIED, "Capabilities insufficient");

  /** The exception of {@code java.nio.file} that stands for an error. */
  public enum Nio {
    NO_SUCH_FILE,
    ALREADY_EXISTS,
    NOT_EMPTY,
    NOT_DIRECTORY,
    ACCESS_DENIED,
    LOOP,
    READ_ONLY,
    /** No subclass of its own: a plain {@code FileSystemException} with the message as reason. */
    OTHER
  }

  private final int linux;
  private final int wasi;
  private final Nio nio;
  private final String message;

  Errno(int linux, int wasi, Nio nio, String message) {
    this.linux = linux;
    this.wasi = wasi;
    this.nio = nio;
    this.message = message;
  }

  /** The number in Linux' {@code errno.h} (the generic table: x86, ARM and most others). */
  public int linux() {
    return linux;
  }

  /** The number in the {@code errno} type of WASI preview 1. */
  public int wasi() {
    return wasi;
  }

  public Nio nio() {
    return nio;
  }

  /** The words of {@code strerror(3)}. */
  public String message() {
    return message;
  }
}
