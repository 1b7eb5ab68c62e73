package io.vnode.nio.volume;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
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
  /**
   * Most hosts report what has no class of its own in the words of {@code strerror(3)}, some behind
   * what they were at and a colon.
   */
  private static final ImmutableMap<String, Errno> BY_MESSAGE =
      Maps.uniqueIndex(
          Arrays.stream(Errno.values()).filter(errno -> errno != Errno.ENOTCAPABLE).toList(),
          Errno::message);

  /** What has a class of its own; a subclass means what its class does. */
  private static final ImmutableMap<Class<? extends Exception>, Errno> BY_CLASS =
      ImmutableMap.<Class<? extends Exception>, Errno>builder()
          .put(NoSuchFileException.class, Errno.ENOENT)
          .put(FileAlreadyExistsException.class, Errno.EEXIST)
          .put(DirectoryNotEmptyException.class, Errno.ENOTEMPTY)
          .put(NotDirectoryException.class, Errno.ENOTDIR)
          .put(AccessDeniedException.class, Errno.EACCES)
          .put(FileSystemLoopException.class, Errno.ELOOP)
          .put(NotLinkException.class, Errno.EINVAL)
          .put(AtomicMoveNotSupportedException.class, Errno.EXDEV)
          .put(ReadOnlyFileSystemException.class, Errno.EROFS)
          .put(InvalidPathException.class, Errno.EINVAL)
          .put(UnsupportedOperationException.class, Errno.EOPNOTSUPP)
          .put(ClosedFileSystemException.class, Errno.ENODEV)
          .put(ClosedChannelException.class, Errno.EBADF)
          .put(SecurityException.class, Errno.EACCES)
          .buildOrThrow();

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
      Errno errno = byClass(e);
      if (errno == null) {
        throw e; // A fault of ours.
      }
      throw VfsException.of(errno);
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
    if (failure instanceof VfsException || failure instanceof AsynchronousCloseException) {
      return failure; // The latter is what whoever waits at the host's channel is told.
    }
    Errno known = byClass(failure);
    Errno errno = known == null ? byMessage(failure) : known;
    return errno == null ? failure : VfsException.of(errno);
  }

  private static Errno byClass(Exception failure) {
    Class<?> type = failure.getClass();
    while (type != null && !BY_CLASS.containsKey(type)) {
      type = type.getSuperclass();
    }
    return type == null ? null : BY_CLASS.get(type);
  }

  private static Errno byMessage(IOException failure) {
    String words =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    return words == null
        ? null
        : BY_MESSAGE.get(words.substring(words.lastIndexOf(": ") + 1).strip());
  }
}
