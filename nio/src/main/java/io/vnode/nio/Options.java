package io.vnode.nio;

import io.vnode.engine.OpenFile;
import io.vnode.engine.PathWalk;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A set of {@link OpenOption}s in the terms of the engine: the one table of what each means, of
 * which go together and of what is the default.
 *
 * <p>The rules are those of {@link StandardOpenOption} where it has any, and otherwise what the
 * JDK's own provider on Linux does:
 *
 * <ul>
 *   <li>Without READ and WRITE a file is opened for reading, or with APPEND for writing.
 *   <li>TRUNCATE_EXISTING, CREATE and CREATE_NEW are ignored when nothing is to be written.
 *   <li>DELETE_ON_CLOSE takes away the name when the file is opened, and follows no link.
 *   <li>SPARSE is ignored: every file of ours may have holes.
 * </ul>
 */
final class Options {
  private static final Options READING = parse(Set.of());

  private static final Options WRITING =
      parse(
          Set.of(
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE));

  private final int how;
  private final int walk;

  private Options(int how, int walk) {
    this.how = how;
    this.walk = walk;
  }

  /**
   * The options of {@code newByteChannel}.
   *
   * @throws IllegalArgumentException for READ or TRUNCATE_EXISTING with APPEND
   * @throws UnsupportedOperationException for an option that is in no table of ours
   */
  static Options ofChannel(Collection<? extends OpenOption> options) {
    return options.isEmpty() ? READING : parse(options);
  }

  private static Options parse(Collection<? extends OpenOption> options) {
    int how = 0;
    boolean stays = false;
    for (OpenOption option : options) {
      how |= flag(option);
      stays |= option == LinkOption.NOFOLLOW_LINKS;
    }
    if ((how & (OpenFile.READ | OpenFile.WRITE)) == 0) {
      how |= has(how, OpenFile.APPEND) ? OpenFile.WRITE : OpenFile.READ;
    }
    if (has(how, OpenFile.APPEND)) {
      refuseWithAppend(how, OpenFile.READ, StandardOpenOption.READ);
      refuseWithAppend(how, OpenFile.TRUNCATE, StandardOpenOption.TRUNCATE_EXISTING);
    }
    if (!has(how, OpenFile.WRITE)) {
      how &= ~(OpenFile.TRUNCATE | OpenFile.CREATE | OpenFile.EXCLUSIVE);
    }
    stays |= has(how, OpenFile.UNLINK);
    return new Options(how, stays ? PathWalk.NOFOLLOW : 0);
  }

  /**
   * The options of {@code newAsynchronousFileChannel}.
   *
   * @throws UnsupportedOperationException for APPEND, and as {@link #ofChannel}
   */
  static Options ofAsynchronous(Set<? extends OpenOption> options) {
    for (OpenOption option : options) {
      if (option == StandardOpenOption.APPEND) {
        throw new UnsupportedOperationException("APPEND not allowed");
      }
    }
    return ofChannel(options);
  }

  /**
   * The options of {@code newInputStream}.
   *
   * @throws UnsupportedOperationException for WRITE and APPEND, and as {@link #ofChannel}
   */
  static Options ofInput(OpenOption... options) {
    if (options.length == 0) {
      return READING;
    }
    for (OpenOption option : options) {
      if (option == StandardOpenOption.WRITE || option == StandardOpenOption.APPEND) {
        throw new UnsupportedOperationException("'" + option + "' not allowed");
      }
    }
    return ofChannel(List.of(options));
  }

  /**
   * The options of {@code newOutputStream}: CREATE, TRUNCATE_EXISTING and WRITE when there are
   * none, and otherwise WRITE with them.
   *
   * @throws IllegalArgumentException for READ, and as {@link #ofChannel}
   */
  static Options ofOutput(OpenOption... options) {
    if (options.length == 0) {
      return WRITING;
    }
    OpenOption[] all = new OpenOption[options.length + 1];
    System.arraycopy(options, 0, all, 1, options.length);
    all[0] = StandardOpenOption.WRITE;
    for (OpenOption option : options) {
      if (option == StandardOpenOption.READ) {
        throw new IllegalArgumentException("READ not allowed");
      }
    }
    return ofChannel(List.of(all));
  }

  private static int flag(OpenOption option) {
    if (option instanceof StandardOpenOption standard) {
      return switch (standard) {
        case READ -> OpenFile.READ;
        case WRITE -> OpenFile.WRITE;
        case APPEND -> OpenFile.APPEND;
        case TRUNCATE_EXISTING -> OpenFile.TRUNCATE;
        case CREATE -> OpenFile.CREATE;
        case CREATE_NEW -> OpenFile.CREATE | OpenFile.EXCLUSIVE;
        case DELETE_ON_CLOSE -> OpenFile.UNLINK;
        case SPARSE -> 0;
        case SYNC -> OpenFile.SYNC;
        case DSYNC -> OpenFile.DSYNC;
      };
    }
    if (option == LinkOption.NOFOLLOW_LINKS) {
      return 0;
    }
    if (option == null) {
      throw new NullPointerException("option");
    }
    throw new UnsupportedOperationException(option + " not supported");
  }

  private static void refuseWithAppend(int how, int flag, StandardOpenOption option) {
    if (has(how, flag)) {
      throw new IllegalArgumentException(option + " + APPEND not allowed");
    }
  }

  private static boolean has(int how, int flag) {
    return (how & flag) != 0;
  }

  /** A sum of the constants of {@link OpenFile}. */
  int how() {
    return how;
  }

  /** Whether a file that is there already is refused. */
  boolean isExclusive() {
    return has(how, OpenFile.EXCLUSIVE);
  }

  /** Opens the file at {@code place}; a file that is made gets {@code mode}. */
  OpenFile open(Location place, int mode) throws IOException {
    try {
      return place.namespace().open(place.who(), place.at(), place.names(), walk, how, mode);
    } catch (IOException e) {
      throw NioErrors.of(e, place.path());
    }
  }
}
