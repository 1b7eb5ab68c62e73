package io.vnode.zipstore.pack;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.engine.Limits;
import io.vnode.nio.NameText;
import io.vnode.zipstore.format.EntryHead;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that an archive is to hold: the names in it, each with the file that it is made of. The names
 * are in their order, so the same trees make the same archive whoever lists them; those of
 * directories, and no others, end with a slash.
 *
 * <p>Making it looks at each file, so what cannot be packed is refused before anything is.
 */
final class TreePlan {
  private static final String NO_TEXT = "its name is no text";

  private final NavigableMap<String, Path> files = new TreeMap<>();
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

  /** A directory whose entries are yet to be listed, and what is in front of their names. */
  private record Directory(String prefix, Path path) {}

  /** The files by their names. */
  NavigableMap<String, Path> files() {
    return Collections.unmodifiableNavigableMap(files);
  }

  /**
   * Adds {@code tree} as {@code name}: a file, or a directory with all that is below it, which may
   * be there already. The empty name is the top, which has no entry.
   *
   * @throws FileSystemException naming the file that cannot be packed, and why
   */
  void add(String name, Path tree) throws IOException {
    Deque<Directory> open = new ArrayDeque<>();
    Path top = tree.toRealPath();
    requireNoFileAbove(name, top);
    if (!name.isEmpty()) {
      enter(name, top, open);
    } else {
      open.push(new Directory("", top));
    }
    while (!open.isEmpty()) {
      list(open.pop(), open);
    }
  }

  private void list(Directory directory, Deque<Directory> open) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
      for (Path entry : entries) {
        if (!NameText.isWhole(entry)) {
          throw refused(entry, NO_TEXT);
        }
        enter(directory.prefix() + entry.getFileName(), entry, open);
      }
    } catch (DirectoryIteratorException e) {
      throw PackErrors.at(directory.path(), e.getCause());
    }
  }

  private void enter(String name, Path file, Deque<Directory> open) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (attributes.isOther()) {
      throw refused(file, "a zip holds files, directories and links, and not this");
    }
    requireName(name, file);
    if (attributes.isDirectory()) {
      put(name + "/", name, file);
      open.push(new Directory(name + "/", file));
    } else {
      put(name, name + "/", file);
    }
  }

  /** Requires that the name is one that every reader has, ours among them. */
  private void requireName(String name, Path file) throws IOException {
    if (!utf8.canEncode(name)) {
      throw refused(file, NO_TEXT);
    }
    if (utf8Size(name.substring(name.lastIndexOf('/') + 1)) > Limits.NAME_MAX) {
      throw refused(file, "its name is longer than " + Limits.NAME_MAX + " bytes");
    }
    if (utf8Size(name) > EntryHead.NAME_MAX) {
      throw refused(file, "its path is longer than " + EntryHead.NAME_MAX + " bytes");
    }
  }

  private static int utf8Size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Puts in a file or directory where the other of both would be called {@code other}. */
  private void put(String name, String other, Path file) throws IOException {
    Path first = files.putIfAbsent(name, file);
    boolean isDirectory = name.endsWith("/");
    if (first != null && !isDirectory) {
      throw taken(name, file, first);
    }
    if (isDirectory ? files.containsKey(other) : hasBelow(other)) {
      throw taken(name, file, files.ceilingEntry(other).getValue());
    }
  }

  private boolean hasBelow(String directory) {
    String next = files.ceilingKey(directory);
    return next != null && next.startsWith(directory);
  }

  private void requireNoFileAbove(String name, Path tree) throws IOException {
    String file = fileAbove(name);
    if (file != null) {
      throw taken(file, tree, files.get(file));
    }
  }

  /** The name of a file that {@code name} would be below, or null. */
  private String fileAbove(String name) {
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      String above = name.substring(0, at);
      if (files.containsKey(above)) {
        return above;
      }
    }
    return null;
  }

  /**
   * Whether the entry {@code name} of another archive is one of these.
   *
   * @throws FileSystemException when only one of both is a directory, or one is below a file
   */
  boolean replaces(String name, Path archive) throws IOException {
    String above = fileAbove(name);
    if (above != null || (!name.endsWith("/") && hasBelow(name + "/"))) {
      String shared = above != null ? above : name;
      throw new FileSystemException(
          archive.toString(),
          null,
          "its archive has '" + name + "', where '" + shared + "' is another kind of file");
    }
    return files.containsKey(name);
  }

  private static FileSystemException taken(String name, Path file, Path first) {
    return new FileSystemException(
        file.toString(), first.toString(), "both would be '" + name + "' in the archive");
  }

  private static FileSystemException refused(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }
}
