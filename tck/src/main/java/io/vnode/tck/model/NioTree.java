package io.vnode.tck.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that can be seen of a tree through {@code java.nio.file}, name by name. */
final class NioTree {
  /** A mode below this one tells no kind: what POSIX asks of it is not what a history is about. */
  private static final int FIRST_KIND = 010000;

  /** What a link says of its size, where that is the length of its text. */
  static final String SIZE_OF_TEXT = "text";

  /** What a directory says, whose size is the file system's affair. */
  static final String NO_SIZE = "0";

  private NioTree() {}

  /** One name: what it stands for, in words, and its times; {@code changed} may be unknown. */
  record Entry(String words, FileTime modified, FileTime changed) {}

  /** What {@link Files#readAttributes} says of {@code path}, as far as it can be foretold. */
  static String describe(Path path, Manners manners, LinkOption... links) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, links);
    if (!manners.unix()) {
      int permissions = manners.posix() ? permissions(path, links) : 0;
      return words(kind(attributes) | permissions, 0, 0, 0, size(path, attributes, manners));
    }
    Map<String, Object> unix = Files.readAttributes(path, "unix:mode,nlink,uid,gid", links);
    int mode = (Integer) unix.get("mode");
    return words(
        mode | (mode < FIRST_KIND ? kind(attributes) : 0),
        (Integer) unix.get("nlink"),
        (Integer) unix.get("uid"),
        (Integer) unix.get("gid"),
        size(path, attributes, manners));
  }

  private static int permissions(Path path, LinkOption... links) throws IOException {
    return Manners.mode(Files.readAttributes(path, PosixFileAttributes.class, links));
  }

  private static int kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return NaiveNode.Kind.LINK.bits;
    }
    return attributes.isDirectory() ? NaiveNode.Kind.DIRECTORY.bits : NaiveNode.Kind.FILE.bits;
  }

  private static String size(Path path, BasicFileAttributes attributes, Manners manners)
      throws IOException {
    if (attributes.isDirectory()) {
      return NO_SIZE;
    }
    boolean ofText =
        attributes.isSymbolicLink()
            && (!manners.unix()
                || attributes.size() == Files.readSymbolicLink(path).toString().length());
    return ofText ? SIZE_OF_TEXT : String.valueOf(attributes.size());
  }

  /** The form of words that all subjects use. */
  static String words(int mode, int links, int uid, int gid, String size) {
    return String.format("%06o nlink=%d uid=%d gid=%d size=%s", mode, links, uid, gid, size);
  }

  /** Short contents as they are, long ones by their hash. */
  static String contents(byte[] bytes) {
    return bytes.length <= 40
        ? "'" + new String(bytes, ISO_8859_1).replace('\0', '0') + "'"
        : "#" + ByteBuffer.wrap(bytes).hashCode();
  }

  /**
   * All names below {@code root} and the root itself. Makes readable what is not, after it has
   * looked at it.
   */
  static Map<String, Entry> of(Path root, Manners manners) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    Map<Object, String> firstNames = new HashMap<>();
    Deque<Path> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Path path = open.pop();
      String name = NioSubject.insideRoot(root, path).replaceFirst("^/", "");
      entries.put(name, entry(root, path, manners, first(path, name, firstNames)));
      if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
        list(path).forEach(open::push);
      }
    }
    return entries;
  }

  /** The name by which the file at {@code path} has been met before, or null. */
  private static String first(Path path, String name, Map<Object, String> firstNames)
      throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
    return key == null ? null : firstNames.putIfAbsent(key, name);
  }

  /** The entries of a directory; the last first, for a stack. */
  private static List<Path> list(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(paths::add);
    }
    paths.sort(Collections.reverseOrder());
    return paths;
  }

  private static Entry entry(Path root, Path path, Manners manners, String first)
      throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    FileTime changed =
        manners.unix() ? (FileTime) Files.getAttribute(path, "unix:ctime", NOFOLLOW_LINKS) : null;
    StringBuilder words = new StringBuilder(describe(path, manners, NOFOLLOW_LINKS));
    if (attributes.isSymbolicLink()) {
      words.append(" -> ").append(NioSubject.insideRoot(root, Files.readSymbolicLink(path)));
    } else {
      makeReadable(path, manners);
      words.append(attributes.isRegularFile() ? " " + contents(Files.readAllBytes(path)) : "");
      words.append(userAttributes(path));
    }
    String text = first == null ? words.toString() : "is " + first;
    return new Entry(text, attributes.lastModifiedTime(), changed);
  }

  private static void makeReadable(Path path, Manners manners) throws IOException {
    boolean directory = Files.isDirectory(path, NOFOLLOW_LINKS);
    boolean closed = !Files.isReadable(path) || (directory && !Files.isExecutable(path));
    if (manners.posix() && closed) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static String userAttributes(Path path) throws IOException {
    UserDefinedFileAttributeView view = Replay.user(path);
    Map<String, String> values = new TreeMap<>();
    for (String name : view == null ? List.<String>of() : view.list()) {
      values.put(name, Replay.userAttribute(path, name));
    }
    return values.isEmpty() ? "" : " " + values;
  }
}
