package io.vnode.tck;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one table from errors of POSIX to the exceptions that may stand for them.
 *
 * <p>An exception counts as the nearest class above it that belongs to the JDK: a provider's own
 * subclass of {@code NoSuchFileException} is one, and {@code NoSuchFileException} is no plain
 * {@code FileSystemException}.
 */
public enum Errno {
  EACCES("Permission denied", AccessDeniedException.class),
  EBUSY("Device or resource busy", FileSystemException.class),
  EEXIST("File exists", FileAlreadyExistsException.class),
  EFBIG("File too large", FileSystemException.class, IOException.class),
  EINVAL("Invalid argument", FileSystemException.class, IOException.class),
  EIO("Input/output error", FileSystemException.class, IOException.class),
  EISDIR("Is a directory", FileSystemException.class, IOException.class),
  ELOOP(
      "Too many levels of symbolic links",
      FileSystemLoopException.class,
      FileSystemException.class,
      IOException.class),
  EMFILE("Too many open files", FileSystemException.class, IOException.class),
  EMLINK("Too many links", FileSystemException.class),
  ENAMETOOLONG("File name too long", FileSystemException.class),
  ENODATA("No data available", FileSystemException.class, IOException.class),
  ENOENT("No such file or directory", NoSuchFileException.class),
  ENOSPC("No space left on device", FileSystemException.class, IOException.class),
  ENOTDIR("Not a directory", NotDirectoryException.class, FileSystemException.class),

  /** A path below a file, where what asks is told only that nothing is there. */
  ENOTDIR_OR_ENOENT(
      "Not a directory, or nothing there",
      NotDirectoryException.class,
      NoSuchFileException.class,
      FileSystemException.class),
  ENOTEMPTY("Directory not empty", DirectoryNotEmptyException.class),

  /** A full directory in the place that a rename wants, which POSIX lets be either error. */
  ENOTEMPTY_OR_EEXIST(
      "Directory not empty, or file exists",
      DirectoryNotEmptyException.class,
      FileAlreadyExistsException.class,
      FileSystemException.class),

  /** {@code readlink} of what is no link, which is EINVAL to POSIX. */
  NOT_A_LINK("Not a symbolic link", NotLinkException.class),
  EOPNOTSUPP("Operation not supported", UnsupportedOperationException.class),
  EPERM("Operation not permitted", FileSystemException.class, AccessDeniedException.class),
  EROFS("Read-only file system", ReadOnlyFileSystemException.class, FileSystemException.class),
  EXDEV("Cross-device link", AtomicMoveNotSupportedException.class, FileSystemException.class);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // It is: List.of makes it.
  private final List<Class<? extends Exception>> exceptions;

  @SafeVarargs
  @SuppressWarnings("varargs")
  Errno(String words, Class<? extends Exception>... exceptions) {
    this.words = words;
    this.exceptions = List.of(exceptions);
  }

  /** What Linux says of it. */
  public String words() {
    return words;
  }

  /** Whether {@code thrown} may stand for this error; {@code plain} where no subclass need. */
  public boolean allows(Throwable thrown, boolean plain) {
    Class<?> kind = kind(thrown.getClass());
    return exceptions.contains(kind)
        || (plain && (kind == FileSystemException.class || kind == IOException.class));
  }

  private static Class<?> kind(Class<?> type) {
    return type.getName().startsWith("java.") ? type : kind(type.getSuperclass());
  }

  /** Its name, and the exceptions that stand for it. */
  String expectation() {
    return name()
        + " ("
        + words
        + ") as "
        + exceptions.stream().map(Class::getSimpleName).collect(Collectors.joining(" or "));
  }

  /** Whether one of {@code errors} allows it. */
  static boolean anyAllows(Errno[] errors, Throwable thrown, boolean plain) {
    return thrown != null && Arrays.stream(errors).anyMatch(errno -> errno.allows(thrown, plain));
  }
}
