package io.vnode.zipstore.pack;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Failures put down to the file that they are about. Reading and writing through a channel fails
 * without a word on the file, and what is written has another name until it is complete.
 */
final class PackErrors {
  private PackErrors() {}

  /** What {@code e} says, of {@code file}. */
  static FileSystemException at(Path file, IOException e) {
    String name = file.toString();
    if (e instanceof FileSystemException known && name.equals(known.getFile())) {
      return known;
    }
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String reason = e instanceof FileSystemException known ? known.getReason() : message;
    FileSystemException located =
        e instanceof AccessDeniedException
            ? new AccessDeniedException(name, null, reason)
            : new FileSystemException(name, null, reason);
    located.initCause(e);
    return located;
  }
}
