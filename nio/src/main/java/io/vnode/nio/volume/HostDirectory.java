package io.vnode.nio.volume;

import io.vnode.engine.Stat;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A directory of the host, and what can be done with the names in it. No name is followed if it is
 * a link.
 *
 * <p>It is used between {@link #enter} and {@link #leave}.
 */
abstract class HostDirectory {
  /** All that can happen to a name. */
  static final WatchEvent.Kind<?>[] EVENTS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final Path path;

  /** The directory that was at {@code path} when it was last seen. */
  HostDirectory(Path path) {
    this.path = path;
  }

  /** Where the directory was when it was last seen. */
  final Path path() {
    return path;
  }

  /** Begins a use. @return false when it is too late, and another one must be had */
  abstract boolean enter();

  /** Ends what {@link #enter} began, or the first use. */
  abstract void leave() throws IOException;

  /** The view of {@code type} of {@code name}, or of the directory itself when that is null. */
  abstract <V extends FileAttributeView> V view(Path name, Class<V> type);

  abstract SeekableByteChannel open(
      Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException;

  /** The directory under {@code name}, in its first use. */
  abstract HostDirectory directory(Path name) throws IOException;

  abstract DirectoryStream<Path> entries() throws IOException;

  abstract void deleteFile(Path name) throws IOException;

  abstract void deleteDirectory(Path name) throws IOException;

  /** Moves what is under {@code name} over what is under {@code newName}, in one step. */
  abstract void move(Path name, HostDirectory to, Path newName) throws IOException;

  /** Whether what can only be done by a path is done by one that leads here whatever happens. */
  boolean isPathSafe() throws IOException {
    return true;
  }

  /** The path to {@code name}, for what can only be done by one. */
  Path at(Path name) throws IOException {
    return path.resolve(name);
  }

  /** A path that leads to {@code name} here and nowhere else; null where that is not certain. */
  Path certainly(Path name) throws IOException {
    return at(name);
  }

  /** What is known of what is under {@code name}, in {@code detail}. */
  final HostStat stat(Path name, HostViews views, Stat.Detail detail) throws IOException {
    Path certain = certainly(name);
    if (certain != null) {
      return views.stat(certain, detail, LinkOption.NOFOLLOW_LINKS);
    }
    BasicFileAttributes known = view(name, views.view()).readAttributes();
    HostStat found = views.stat(at(name), detail, LinkOption.NOFOLLOW_LINKS);
    // A path that was bent leads to another file, of which nobody is told.
    return known.fileKey().equals(found.key()) ? found : HostStat.of(known);
  }

  void makeDirectory(Path name, FileAttribute<?>... attributes) throws IOException {
    Files.createDirectory(at(name), attributes);
  }

  void makeLink(Path name, Path target) throws IOException {
    Files.createSymbolicLink(at(name), target);
  }

  /** Where the link {@code name} leads to, which has the key {@code key}. */
  Path readLink(Path name, Object key) throws IOException {
    return Files.readSymbolicLink(at(name));
  }

  /**
   * Gives what is {@code existing} in {@code from}, and has the key {@code key}, another name. What
   * has taken that place meanwhile does not keep one.
   */
  void link(Path name, HostDirectory from, Path existing, Object key) throws IOException {
    from.requireStill(existing, key);
    Files.createLink(at(name), from.at(existing));
    try {
      requireStill(name, key);
    } catch (NoSuchFileException e) {
      deleteFile(name);
      throw e;
    }
  }

  /** Requires that {@code name} is that of the file {@code key}, where the host has keys. */
  private void requireStill(Path name, Object key) throws IOException {
    Object found = view(name, BasicFileAttributeView.class).readAttributes().fileKey();
    if (found != null && !found.equals(key)) {
      throw new NoSuchFileException(name.toString());
    }
  }

  /** What is to be done at {@code path}. */
  @FunctionalInterface
  interface PathTask {
    void run(Path path) throws IOException;
  }

  /** Runs {@code task} on the file or directory {@code name}, which has the key {@code key}. */
  void onFile(Path name, Object key, PathTask task) throws IOException {
    requireStill(name, key);
    task.run(at(name));
    requireStill(name, key);
  }

  /** Runs {@code task} on the link {@code name}, which has the key {@code key}. */
  void onLink(Path name, Object key, PathTask task) throws IOException {
    task.run(at(name));
  }

  /** Has {@code service} report what happens here. */
  WatchKey watch(WatchService service) throws IOException {
    return path.register(service, EVENTS);
  }

  /** Whether it is open and has no name any more. */
  boolean isRemoved() throws IOException {
    return false;
  }

  /** All names, as they are now. */
  final List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = entries()) {
      for (Path entry : entries) {
        names.add(name(entry));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /** The last name of {@code entry}, which some hosts end with a slash for a directory. */
  private static String name(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
