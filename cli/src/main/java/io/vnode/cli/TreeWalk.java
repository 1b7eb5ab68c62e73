package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A walk over a tree of files, one step at a time, which follows no symbolic link but, if asked,
 * the one it starts at.
 *
 * <p>Each directory is told of twice: {@link Event#ENTER} before its entries and {@link
 * Event#LEAVE}, always, after them. It is read as the walk goes on, so that a directory of a
 * million files costs no more than one of ten, unless the entries are wanted in order. Directories
 * that lie very deep are read at once too, because each open one holds a descriptor.
 */
final class TreeWalk implements Closeable {
  enum Event {
    /** A directory; its entries follow. */
    ENTER,
    /** Whatever is no directory. */
    FILE,
    /** The directory whose entries have all been told of. */
    LEAVE,
    /** A file of which nothing could be learnt, or a directory that could not be read (further). */
    FAIL
  }

  /**
   * One step. {@code attributes} are null where a file failed; {@code isLast} tells that the
   * directory has no further entry.
   */
  record Step(
      Event event,
      Location location,
      BasicFileAttributes attributes,
      int depth,
      boolean isLast,
      Exception failure) {}

  /** Above this depth directories stay open while they are read. */
  private static final int OPEN_DIRECTORIES_MAX = 64;

  private final Deque<Level> levels = new ArrayDeque<>();
  private Location start;
  private boolean followStart;
  private int depthMax = Integer.MAX_VALUE;
  private Comparator<Path> order;
  private Predicate<Path> filter = entry -> true;
  private Step entered;

  private TreeWalk(Location start) {
    this.start = start;
  }

  static TreeWalk of(Location start) {
    return new TreeWalk(start);
  }

  /** The entries of a directory, all read. */
  static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  TreeWalk followingStart(boolean follow) {
    followStart = follow;
    return this;
  }

  TreeWalk inOrder(Comparator<Path> entryOrder) {
    order = entryOrder;
    return this;
  }

  /** Leaves out the entries, not the start, that are not {@code wanted}. */
  TreeWalk only(Predicate<Path> wanted) {
    filter = wanted;
    return this;
  }

  /** Enters no directory this far from the start, whose own depth is 0. */
  TreeWalk downTo(int depth) {
    depthMax = depth;
    return this;
  }

  /** The next step, null at the end. */
  Step next() {
    if (start != null) {
      Location first = start;
      start = null;
      return visit(first, 0, true, followStart);
    }
    if (entered != null) {
      Step failure = open(entered);
      entered = null;
      if (failure != null) {
        return failure;
      }
    }
    Level level = levels.peek();
    return level == null ? null : next(level);
  }

  /** Keeps out of the directory that the last step entered; it is left at the next. */
  void skip() {
    if (entered != null) {
      levels.push(new Level(entered, List.<Path>of().iterator(), null));
      entered = null;
    }
  }

  private Step next(Level level) {
    try {
      if (level.entries.hasNext()) {
        Path entry = level.entries.next();
        boolean last = !level.entries.hasNext();
        return visit(level.step.location().entry(entry), level.step.depth() + 1, last, false);
      }
    } catch (DirectoryIteratorException e) {
      level.entries = List.<Path>of().iterator();
      return failed(level.step, e.getCause());
    }
    levels.pop();
    level.close();
    Step step = level.step;
    return new Step(
        Event.LEAVE, step.location(), step.attributes(), step.depth(), step.isLast(), null);
  }

  private Step visit(Location location, int depth, boolean last, boolean follow) {
    BasicFileAttributes attributes;
    try {
      attributes = attributes(location.path(), follow);
    } catch (IOException e) {
      return new Step(Event.FAIL, location, null, depth, last, e);
    }
    if (!attributes.isDirectory()) {
      return new Step(Event.FILE, location, attributes, depth, last, null);
    }
    Step step = new Step(Event.ENTER, location, attributes, depth, last, null);
    entered = step;
    if (depth >= depthMax) {
      skip();
    }
    return step;
  }

  static BasicFileAttributes attributes(Path path, boolean follow) throws IOException {
    return follow
        ? Files.readAttributes(path, BasicFileAttributes.class)
        : Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** Begins with the entries of a directory; the failure, or null. */
  private Step open(Step directory) {
    try {
      boolean staysOpen = order == null && levels.size() < OPEN_DIRECTORIES_MAX;
      levels.push(staysOpen ? reading(directory) : read(directory));
      return null;
    } catch (IOException | SecurityException e) {
      levels.push(new Level(directory, List.<Path>of().iterator(), null));
      return failed(directory, e);
    }
  }

  /** The stream is closed with the level. */
  @SuppressWarnings("StreamResourceLeak")
  private Level reading(Step directory) throws IOException {
    DirectoryStream<Path> stream =
        Files.newDirectoryStream(directory.location().path(), filter::test);
    return new Level(directory, stream.iterator(), stream);
  }

  private Level read(Step directory) throws IOException {
    List<Path> entries = entries(directory.location().path());
    entries.removeIf(filter.negate());
    if (order != null) {
      entries.sort(order);
    }
    return new Level(directory, entries.iterator(), null);
  }

  private static Step failed(Step directory, Exception cause) {
    return new Step(
        Event.FAIL,
        directory.location(),
        directory.attributes(),
        directory.depth(),
        directory.isLast(),
        cause);
  }

  @Override
  public void close() {
    levels.forEach(Level::close);
    levels.clear();
  }

  /** A directory that is being walked. */
  private static final class Level {
    final Step step;
    final DirectoryStream<Path> stream;
    Iterator<Path> entries;

    Level(Step step, Iterator<Path> entries, DirectoryStream<Path> stream) {
      this.step = step;
      this.entries = entries;
      this.stream = stream;
    }

    void close() {
      if (stream != null) {
        try {
          stream.close();
        } catch (IOException e) {
          // All that was asked of the directory has been read.
        }
      }
    }
  }
}
