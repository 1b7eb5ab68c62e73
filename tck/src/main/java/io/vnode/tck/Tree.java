package io.vnode.tck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A tree as text, a line for each name: {@code d/} a directory, {@code d/f=hello} a file and its
 * content, {@code l -> t} a symbolic link, {@code h == d/f} a further name of a file.
 */
final class Tree {
  private static final int SHOWN_BYTES = 200;

  private Tree() {}

  /** Makes what {@code lines} draw, in their order. */
  static void make(Playground p, String... lines) throws IOException {
    for (String line : lines) {
      int content = line.indexOf('=');
      if (line.endsWith("/")) {
        p.mkdir(line.substring(0, line.length() - 1));
      } else if (line.contains(" -> ")) {
        p.symlink(before(line, " -> "), behind(line, " -> "));
      } else if (line.contains(" == ")) {
        p.link(before(line, " == "), behind(line, " == "));
      } else if (content >= 0) {
        p.write(line.substring(0, content), line.substring(content + 1));
      } else {
        p.write(line, "");
      }
    }
  }

  private static String before(String line, String mark) {
    return line.substring(0, line.indexOf(mark));
  }

  private static String behind(String line, String mark) {
    return line.substring(line.indexOf(mark) + mark.length());
  }

  /** What is below {@code root}, by name. */
  static List<String> draw(Path root) {
    return draw(root, false);
  }

  /** The same, and what a refused operation must leave as it was: kind, times, permissions. */
  static List<String> drawClosely(Path root) {
    return draw(root, true);
  }

  private static List<String> draw(Path root, boolean closely) {
    List<String> lines = new ArrayList<>();
    Map<Object, String> seen = new HashMap<>();
    Deque<Path> pending = new ArrayDeque<>(List.of(root));
    while (!pending.isEmpty()) {
      Path path = pending.pop();
      String name = root.relativize(path).toString();
      try {
        BasicFileAttributes attributes = attributes(path);
        String details = closely ? details(path, attributes) : "";
        if (!name.isEmpty()) {
          lines.add(line(path, name, attributes, seen) + details);
        } else if (closely) {
          lines.add("." + details);
        }
        if (attributes.isDirectory()) {
          children(path).stream().sorted(Comparator.reverseOrder()).forEach(pending::push);
        }
      } catch (IOException e) {
        lines.add(name + " (" + e.getClass().getSimpleName() + ")");
      }
    }
    Collections.sort(lines);
    return lines;
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  static List<Path> children(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      List<Path> children = new ArrayList<>();
      stream.forEach(children::add);
      return children;
    }
  }

  private static String line(
      Path path, String name, BasicFileAttributes attributes, Map<Object, String> seen)
      throws IOException {
    if (attributes.isDirectory()) {
      return name + "/";
    }
    if (attributes.isSymbolicLink()) {
      return name + " -> " + Files.readSymbolicLink(path);
    }
    String first = attributes.fileKey() == null ? null : seen.get(attributes.fileKey());
    if (first != null) {
      return name + " == " + first;
    }
    if (attributes.fileKey() != null) {
      seen.put(attributes.fileKey(), name);
    }
    return attributes.size() == 0 ? name : name + "=" + content(Files.readAllBytes(path));
  }

  private static String content(byte[] bytes) {
    if (bytes.length <= SHOWN_BYTES) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return "<" + bytes.length + " bytes, CRC " + Long.toHexString(crc.getValue()) + ">";
  }

  private static String details(Path path, BasicFileAttributes attributes) {
    StringBuilder details = new StringBuilder(" modified " + attributes.lastModifiedTime());
    for (String attribute : List.of("unix:mode", "unix:nlink", "posix:permissions")) {
      try {
        Object value = Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
        details.append(" ").append(attribute).append(" ").append(value);
      } catch (IOException | RuntimeException e) {
        // A file system without the view has nothing to compare there.
      }
    }
    return details.toString();
  }
}
