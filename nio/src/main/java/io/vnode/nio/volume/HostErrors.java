package io.vnode.nio.volume;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Arrays;

/** What the exceptions of a host mean in the engine's words. */
final class HostErrors {
  /** Most hosts report what has no class of its own in the words of {@code strerror(3)}. */
  private static final ImmutableMap<String, Errno> BY_MESSAGE =
      Maps.uniqueIndex(
          Arrays.stream(Errno.values()).filter(errno -> errno != Errno.ENOTCAPABLE).toList(),
          Errno::message);

  private HostErrors() {}

  /** Something that a host is asked. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws IOException;
  }

  /** Something that a host is told. */
  @FunctionalInterface
  interface Order {
    void give() throws IOException;
  }

  /** The answer to {@code question}. @throws IOException in the engine's words if it has some */
  static <T> T asking(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (IOException e) {
      throw of(e);
    } catch (RuntimeException e) {
      throw of(e);
    }
  }

  /** Gives {@code order}. @throws IOException in the engine's words if it has some */
  static void telling(Order order) throws IOException {
    asking(() -> {
      order.give();
      return null;
    });
  }

  /** What {@code failure} means; itself, where the engine has no word for it. */
  static IOException of(IOException failure) {
    Errno errno = errno(failure);
    return errno == null ? failure : VfsException.of(errno);
  }

  /** What {@code failure} means. @throws RuntimeException itself, where it is a fault of ours */
  private static IOException of(RuntimeException failure) {
    if (failure instanceof ReadOnlyFileSystemException) {
      return VfsException.of(Errno.EROFS);
    }
    if (failure instanceof InvalidPathException) {
      return VfsException.of(Errno.EINVAL);
    }
    if (failure instanceof UnsupportedOperationException) {
      return VfsException.of(Errno.EOPNOTSUPP);
    }
    if (failure instanceof ClosedFileSystemException) {
      return VfsException.of(Errno.ENODEV);
    }
    if (failure instanceof SecurityException) {
      return VfsException.of(Errno.EACCES);
    }
    throw failure;
  }

  private static Errno errno(IOException failure) {
    if (failure instanceof VfsException ours) {
      return ours.errno();
    }
    if (failure instanceof NoSuchFileException) {
      return Errno.ENOENT;
    }
    if (failure instanceof FileAlreadyExistsException) {
      return Errno.EEXIST;
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return Errno.ENOTEMPTY;
    }
    if (failure instanceof NotDirectoryException) {
      return Errno.ENOTDIR;
    }
    if (failure instanceof AccessDeniedException) {
      return Errno.EACCES;
    }
    if (failure instanceof FileSystemLoopException) {
      return Errno.ELOOP;
    }
    if (failure instanceof NotLinkException) {
      return Errno.EINVAL;
    }
    if (failure instanceof AtomicMoveNotSupportedException) {
      return Errno.EXDEV;
    }
    return byMessage(failure);
  }

  private static Errno byMessage(IOException failure) {
    String words =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    return words == null ? null : BY_MESSAGE.get(words);
  }
}
