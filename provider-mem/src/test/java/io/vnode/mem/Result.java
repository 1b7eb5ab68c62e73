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
 * What a step came to on one side: a value, or an error by its POSIX name. Two differences are
 * allowed between sides:
 *
 * <ul>
 *   <li>A path that leads nowhere is ENOENT or ENOTDIR. Since release 20 the JDK says the one where
 *       it said the other, and of two such paths it looks at either first.
 *   <li>One error may be reported by different exceptions; {@link #isReportedAsWellAs} says by
 *       which.
 * </ul>
 */
record Result(String words, Class<?> thrown, boolean miss) {
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
      return new Result(Objects.toString(action.operation().on(subject)), null, false);
    } catch (NaiveError e) {
      return new Result(e.errno().name(), null, e.isMiss());
    } catch (IOException e) {
      return new Result(name(e), e.getClass(), false);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Result(e.getClass().getSimpleName(), e.getClass(), false);
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

  /** What a side's {@code words} are to be compared with, when this is foretold. */
  String foretells(String words) {
    boolean alike = words.equals(Errno.ENOENT.name()) || words.equals(Errno.ENOTDIR.name());
    return miss && alike ? words : this.words;
  }

  /**
   * Whether who catches the exception of {@code host} catches this one: it is of the same class or
   * of a subclass. The JDK reports by a plain {@code FileSystemException} what has a class of its
   * own: ENOTDIR, ELOOP, and ENOTEMPTY of a rename.
   */
  boolean isReportedAsWellAs(Result host) {
    return !words.equals(host.words) || thrown == null || host.thrown.isAssignableFrom(thrown);
  }
}
