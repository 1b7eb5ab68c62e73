package io.vnode.projfs;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Map;
import java.util.stream.Stream;

/** What a file system answers to a deed, as an error of POSIX. */
final class Answer {
  private static final Map<Class<?>, Errno> BY_CLASS =
      Map.of(
          AccessDeniedException.class, Errno.EACCES,
          AtomicMoveNotSupportedException.class, Errno.EXDEV,
          DirectoryNotEmptyException.class, Errno.ENOTEMPTY,
          FileAlreadyExistsException.class, Errno.EEXIST,
          FileSystemLoopException.class, Errno.ELOOP,
          NotDirectoryException.class, Errno.ENOTDIR,
          ReadOnlyFileSystemException.class, Errno.EROFS);

  private Answer() {}

  /** Something done to a file. */
  @FunctionalInterface
  interface Deed {
    void run() throws IOException;
  }

  /** Does {@code deed}. @return the error that it ends with; null when it is done */
  static Errno to(Deed deed) throws IOException {
    try {
      deed.run();
      return null;
    } catch (NoSuchFileException e) {
      return Errno.ENOENT; // Has subclasses, made without a stack trace.
    } catch (FileSystemException | ReadOnlyFileSystemException e) {
      Errno known = BY_CLASS.get(e.getClass());
      return known == null ? byReason(e) : known;
    }
  }

  private static Errno byReason(Exception e) {
    String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
    return Stream.of(Errno.values())
        .filter(errno -> errno.message().equals(reason))
        .findFirst()
        .orElseThrow(() -> new AssertionError(e));
  }
}
