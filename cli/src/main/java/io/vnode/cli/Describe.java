package io.vnode.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Errors, sizes and times in the words of the Unix tools. */
final class Describe {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter NANOSECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS Z", Locale.ROOT);
  private static final String UNITS = "KMGTPE";

  private Describe() {}

  /** Why an operation failed, without the file's name. */
  static String reason(Throwable e) {
    if (e instanceof DirectoryIteratorException || e instanceof LocatedException) {
      return reason(e.getCause());
    } else if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    } else if (e instanceof FileAlreadyExistsException) {
      return "File exists";
    } else if (e instanceof DirectoryNotEmptyException) {
      return "Directory not empty";
    } else if (e instanceof AccessDeniedException) {
      return "Permission denied";
    } else if (e instanceof NotDirectoryException) {
      return "Not a directory";
    } else if (e instanceof NotLinkException) {
      return "Invalid argument";
    } else if (e instanceof FileSystemLoopException) {
      return "Too many levels of symbolic links";
    } else if (e instanceof AtomicMoveNotSupportedException) {
      return "Invalid cross-device link";
    } else if (e instanceof ReadOnlyFileSystemException) {
      return "Read-only file system";
    } else if (e instanceof ClosedFileSystemException) {
      return "File system is closed";
    } else if (e instanceof InvalidPathException invalid) {
      return invalid.getReason();
    } else if (e instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return otherReason(e);
  }

  private static String otherReason(Throwable e) {
    boolean unsupported = e instanceof UnsupportedOperationException;
    if (e.getMessage() == null) {
      return unsupported ? "Operation not supported" : e.getClass().getSimpleName();
    }
    return unsupported ? "Operation not supported: " + e.getMessage() : e.getMessage();
  }

  /** A size in at most four characters and a unit of 1024, rounded up, as {@code ls -h} has it. */
  static String humanSize(long bytes) {
    if (bytes < 1024) {
      return Long.toString(bytes);
    }
    int unit = 0;
    double value = bytes / 1024.0;
    while (value > 1023 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    double tenths = Math.ceil(value * 10) / 10;
    return tenths < 10
        ? String.format(Locale.ROOT, "%.1f%c", tenths, UNITS.charAt(unit))
        : String.format(Locale.ROOT, "%.0f%c", Math.ceil(value), UNITS.charAt(unit));
  }

  /** A time to the minute, as {@code ls --time-style=long-iso}. */
  static String minute(FileTime time) {
    return MINUTE.format(local(time));
  }

  /** A time in full, as {@code stat}. */
  static String nanosecond(FileTime time) {
    return NANOSECOND.format(local(time));
  }

  private static ZonedDateTime local(FileTime time) {
    return time.toInstant().atZone(ZoneId.systemDefault());
  }
}
