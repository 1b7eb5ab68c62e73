package io.vnode.mem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
  private static final int TYPE_BITS = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;
  private static final int REGULAR = 0100000;

  private NioTree() {}

  /** One name: what it stands for, in words, and its times. */
  record Entry(String words, FileTime modified, FileTime changed) {}

  /** What {@link Files#readAttributes} says of {@code path}, as far as it can be foretold. */
  static String describe(Path path, LinkOption... links) throws IOException {
    Map<String, Object> unix = Files.readAttributes(path, "unix:mode,nlink,uid,gid,size", links);
    int mode = (Integer) unix.get("mode");
    boolean sized = (mode & TYPE_BITS) != DIRECTORY;
    return words(
        mode,
        (Integer) unix.get("nlink"),
        (Integer) unix.get("uid"),
        (Integer) unix.get("gid"),
        sized ? (Long) unix.get("size") : 0);
  }

  /** The form of words that all subjects use. */
  static String words(int mode, int links, int uid, int gid, long size) {
    return String.format("%06o nlink=%d uid=%d gid=%d size=%d", mode, links, uid, gid, size);
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
  static Map<String, Entry> of(Path root) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    Map<Object, String> firstNames = new HashMap<>();
    Deque<Path> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Path path = open.pop();
      String name = root.relativize(path).toString();
      entries.put(name, entry(path, name, firstNames));
      if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
        list(path).forEach(open::push);
      }
    }
    return entries;
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

  private static Entry entry(Path path, String name, Map<Object, String> firstNames)
      throws IOException {
    Map<String, Object> unix = Files.readAttributes(path, "unix:*", NOFOLLOW_LINKS);
    int type = (Integer) unix.get("mode") & TYPE_BITS;
    StringBuilder words = new StringBuilder(describe(path, NOFOLLOW_LINKS));
    String first = firstNames.putIfAbsent(unix.get("fileKey"), name);
    if (type == LINK) {
      words.append(" -> ").append(Files.readSymbolicLink(path));
    } else {
      makeReadable(path);
      words.append(type == REGULAR ? " " + contents(Files.readAllBytes(path)) : "");
      words.append(userAttributes(path));
    }
    if (first != null) {
      words.setLength(0);
      words.append("is ").append(first);
    }
    return new Entry(
        words.toString(), (FileTime) unix.get("lastModifiedTime"), (FileTime) unix.get("ctime"));
  }

  private static void makeReadable(Path path) throws IOException {
    boolean directory = Files.isDirectory(path, NOFOLLOW_LINKS);
    if (!Files.isReadable(path) || (directory && !Files.isExecutable(path))) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static String userAttributes(Path path) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    Map<String, String> values = new TreeMap<>();
    for (String name : view.list()) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      values.put(name, ISO_8859_1.decode(value.flip()).toString());
    }
    return values.isEmpty() ? "" : " " + values;
  }
}
