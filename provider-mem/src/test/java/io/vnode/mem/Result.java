package io.vnode.mem;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/**
 * What a step came to on one side: a value, or an error by its POSIX name. Sides may report one
 * error by different exceptions; {@link #isReportedAsWellAs} says by which.
 */
record Result(String words, Class<?> thrown) {
  private static final Map<Class<?>, Errno> SUBCLASSES =
      Map.of(
          NoSuchFileException.class, Errno.ENOENT,
          FileAlreadyExistsException.class, Errno.EEXIST,
          AccessDeniedException.class, Errno.EACCES,
          DirectoryNotEmptyException.class, Errno.ENOTEMPTY,
          NotDirectoryException.class, Errno.ENOTDIR,
          NotLinkException.class, Errno.EINVAL,
          FileSystemLoopException.class, Errno.ELOOP);

  static Result of(Action action, Subject subject) {
    try {
      return new Result(Objects.toString(action.operation().on(subject)), null);
    } catch (NaiveError e) {
      return new Result(e.errno().name(), null);
    } catch (IOException e) {
      return new Result(name(e), e.getClass());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Result(e.getClass().getSimpleName(), e.getClass());
    }
  }

  /** The POSIX name: from the subclass where it has one, otherwise from the words of Linux. */
  private static String name(IOException e) {
    for (Map.Entry<Class<?>, Errno> subclass : SUBCLASSES.entrySet()) {
      if (subclass.getKey().isInstance(e)) {
        return subclass.getValue().name();
      }
    }
    String reason = String.valueOf(e.getMessage());
    return Arrays.stream(Errno.values())
        .filter(errno -> reason.contains(errno.message()))
        .max(Comparator.comparingInt(errno -> errno.message().length()))
        .map(Errno::name)
        .orElse(e.toString());
  }

  /**
   * Whether who catches the exception of {@code host} catches this one: it is of the same class or
   * of a subclass. The JDK reports by a plain {@code FileSystemException} what has a class of its
   * own: ENOTDIR, ELOOP, and ENOTEMPTY of a rename.
   */
  boolean isReportedAsWellAs(Result host) {
    return host.thrown == null || thrown == null || host.thrown.isAssignableFrom(thrown);
  }
}
