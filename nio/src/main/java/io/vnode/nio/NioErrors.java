package io.vnode.nio;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/**
 * The only place that makes the exceptions of {@code java.nio.file}.
 *
 * <p>The engine answers with an {@link Errno}; its row says which subclass a careful caller
 * catches. File, other file and reason are what the JDK's own provider on Linux gives.
 */
public final class NioErrors {
  private NioErrors() {}

  /** The exception for {@code failure} of an operation on {@code file}. */
  public static IOException of(IOException failure, Path file) {
    return of(failure, file, null);
  }

  /**
   * The exception for {@code failure} of an operation on {@code file} and {@code other}, which may
   * be null. What is no {@link VfsException} comes from elsewhere, and is passed on as it is.
   *
   * @throws ReadOnlyFileSystemException for EROFS
   */
  static IOException of(IOException failure, Path file, Path other) {
    return failure instanceof VfsException vfs
        ? of(vfs.errno(), file, other, vfs.reason())
        : failure;
  }

  /** The exception for {@code errno}. @throws ReadOnlyFileSystemException for EROFS */
  static IOException of(Errno errno, Path file, Path other) {
    return of(errno, file, other, null);
  }

  /** As the other, with a {@code reason} that is null where the class of the exception says all. */
  private static IOException of(Errno errno, Path file, Path other, String reason) {
    String words = reason == null ? errno.message() : reason;
    String name = text(file);
    String otherName = text(other);
    return switch (errno.nio()) {
      case NO_SUCH_FILE -> new NoSuchFileException(name, otherName, reason);
      case ALREADY_EXISTS -> new FileAlreadyExistsException(name, otherName, reason);
      case ACCESS_DENIED -> new AccessDeniedException(name, otherName, reason);
      case NOT_EMPTY -> new DirectoryNotEmptyException(otherName == null ? name : otherName);
      case LOOP -> new FileSystemLoopException(name);
      case NOT_DIRECTORY ->
          otherName == null
              ? new NotDirectoryException(name)
              : new FileSystemException(name, otherName, words);
      case READ_ONLY -> throw new ReadOnlyFileSystemException();
      case OTHER -> new FileSystemException(name, otherName, words);
    };
  }

  /**
   * The exception for {@code errno} of an operation that only looks at {@code file}: as the JDK has
   * it since release 20, what lies below a file is not there.
   */
  static IOException ofReading(Errno errno, Path file) {
    return of(isMissing(errno) ? Errno.ENOENT : errno, file, null);
  }

  /** Whether {@code errno} of a walk says that nothing is there. */
  static boolean isMissing(Errno errno) {
    return errno == Errno.ENOENT || errno == Errno.ENOTDIR;
  }

  /**
   * The exception for access that {@code checkAccess} finds denied, or a file it does not find.
   * {@code Files.exists} asks by calling it and catching; most of its cost would be a stack trace
   * that nobody sees.
   */
  static IOException miss(Errno errno, Path file) {
    if (errno == Errno.EROFS) {
      // Not the unchecked exception: Files.isWritable answers false only to an IOException.
      return new AccessDeniedException(text(file), null, errno.message());
    }
    return isMissing(errno) ? new Miss(text(file)) : of(errno, file, null);
  }

  private static String text(Path path) {
    return path == null ? null : path.toString();
  }

  private static final class Miss extends NoSuchFileException {
    private static final long serialVersionUID = 1L;

    Miss(String file) {
      super(file);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
