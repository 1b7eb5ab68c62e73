package io.vnode.tck.model;

import io.vnode.tck.Errno;
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
record Result(String words, Exception thrown, boolean miss) {
  private static final String REFUSED = "refused";

  /** An exception that does not tell which error it stands for. */
  private static final String NAMELESS = "some error";

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
      return new Result(e.errno().name(), e, e.isMiss());
    } catch (IOException e) {
      return new Result(name(e), e, false);
    } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
      return new Result(e.getClass().getSimpleName(), e, false);
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
        .filter(errno -> reason.contains(errno.words()))
        .max(Comparator.comparingInt(errno -> errno.words().length()))
        .map(Errno::name)
        .orElse(NAMELESS);
  }

  /** What can be compared; of a refusal where there are no errors of Unix, that it is one. */
  String words(Manners manners) {
    return thrown == null || manners.unix() ? manners.blur(words) : REFUSED;
  }

  /** What the {@code actual} words are to be, when this is foretold. */
  String foretells(Result actual, Manners manners) {
    return allows(actual) ? actual.words(manners) : words(manners);
  }

  private boolean allows(Result actual) {
    if (miss) {
      return actual.words.equals(Errno.ENOENT.name()) || actual.words.equals(Errno.ENOTDIR.name());
    }
    return thrown instanceof NaiveError error
        && actual.words.equals(NAMELESS)
        && error.errno().allows(actual.thrown, false);
  }

  /**
   * Whether who catches the exception of {@code host} catches this one: it is of the same class or
   * of a subclass. The JDK reports by a plain {@code FileSystemException} what has a class of its
   * own: ENOTDIR, ELOOP, and ENOTEMPTY of a rename.
   */
  boolean isReportedAsWellAs(Result host) {
    return !words.equals(host.words) || thrown == null || host.thrown.getClass().isInstance(thrown);
  }
}
