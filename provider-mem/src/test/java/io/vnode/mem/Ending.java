package io.vnode.mem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/** How an operation ends: the errors of POSIX that permissions and kinds of files lead to. */
enum Ending {
  DONE,
  /** EACCES. */
  DENIED,
  /** EPERM. */
  NOT_PERMITTED,
  /** ENOENT. */
  MISSING,
  /** EEXIST. */
  EXISTS,
  /** ENOTEMPTY. */
  NOT_EMPTY,
  /** ENOTDIR. */
  NO_DIRECTORY,
  /** EISDIR. */
  DIRECTORY,
  /** EINVAL of readlink. */
  NO_LINK,
  /** ENXIO: nobody is at the other end of a fifo. */
  NO_PEER;

  /** What {@code failure} says. @throws IOException {@code failure}, if it is none of these */
  static Ending of(IOException failure) throws IOException {
    if (failure instanceof AccessDeniedException) {
      return DENIED;
    } else if (failure instanceof NoSuchFileException) {
      return MISSING;
    } else if (failure instanceof FileAlreadyExistsException) {
      return EXISTS;
    } else if (failure instanceof DirectoryNotEmptyException) {
      return NOT_EMPTY;
    } else if (failure instanceof NotDirectoryException) {
      return NO_DIRECTORY;
    } else if (failure instanceof NotLinkException) {
      return NO_LINK;
    }
    return switch (reason(failure)) {
      case "Operation not permitted" -> NOT_PERMITTED;
      case "Not a directory" -> NO_DIRECTORY;
      case "Is a directory" -> DIRECTORY;
      case "No such device or address" -> NO_PEER;
      default -> throw failure;
    };
  }

  /** The host's words for the error, which the JDK puts behind others of its own. */
  private static String reason(IOException failure) {
    String reason = failure instanceof FileSystemException e ? e.getReason() : null;
    return reason == null ? "" : reason.substring(reason.lastIndexOf(": ") + 1).strip();
  }
}
