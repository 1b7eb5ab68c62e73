package io.vnode.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * The requirement that there is one truth: every way to learn a fact about a file tells the same.
 * What a check left behind is gone through after it.
 */
final class Consistency {
  private static final LinkOption HERE = LinkOption.NOFOLLOW_LINKS;

  /** Above this a file is not read to count its bytes. */
  private static final long READ_MAX = 1 << 20;

  private final Playground p;
  private final Map<Object, List<Path>> namesOfFiles = new HashMap<>();

  private Consistency(Playground p) {
    this.p = p;
  }

  /** Requires it of all that is in {@code p}. @throws AssertionFailedError that names who differ */
  static void verify(Playground p) throws IOException {
    new Consistency(p).verify();
  }

  private void verify() throws IOException {
    Deque<Path> pending = new ArrayDeque<>(List.of(p.root()));
    while (!pending.isEmpty()) {
      Path path = pending.pop();
      try {
        verify(path, pending);
      } catch (AccessDeniedException e) {
        // What is closed to the owner was closed by the check.
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof AccessDeniedException)) {
          throw e;
        }
      }
    }
    if (p.offers(Capability.UNIX_ATTRIBUTES)) {
      for (List<Path> names : namesOfFiles.values()) {
        agree(
            "the link count",
            names.get(0),
            Map.of("unix:nlink", links(names.get(0)), "names in the playground", names.size()));
      }
    }
  }

  private void verify(Path path, Deque<Path> pending) throws IOException {
    BasicFileAttributes attributes = Tree.attributes(path);
    times(path, attributes);
    kind(path, attributes);
    existence(path);
    size(path, attributes);
    if (attributes.isDirectory()) {
      names(path);
      directoryLinks(path);
      pending.addAll(Tree.children(path));
    } else if (attributes.fileKey() != null) {
      namesOfFiles.computeIfAbsent(attributes.fileKey(), key -> new ArrayList<>()).add(path);
    }
  }

  // ---------------------------------------------------------------- facts

  private static void times(Path path, BasicFileAttributes attributes) throws IOException {
    BasicFileAttributes viewed = view(path).readAttributes();
    Map<String, Object> read = Files.readAttributes(path, "*", HERE);
    FileTime modified = attributes.lastModifiedTime();
    agree(
        "the modification time",
        path,
        ways(
            "readAttributes", modified,
            "view", viewed.lastModifiedTime(),
            "getLastModifiedTime", Files.getLastModifiedTime(path, HERE),
            "lastModifiedTime", read.get("lastModifiedTime")));
    agree(
        "the access time",
        path,
        ways(
            "readAttributes", attributes.lastAccessTime(),
            "view", viewed.lastAccessTime(),
            "lastAccessTime", read.get("lastAccessTime")));
    agree(
        "the creation time",
        path,
        ways(
            "readAttributes", attributes.creationTime(),
            "view", viewed.creationTime(),
            "creationTime", read.get("creationTime")));
  }

  private static void kind(Path path, BasicFileAttributes attributes) throws IOException {
    BasicFileAttributes viewed = view(path).readAttributes();
    agree(
        "what kind it is",
        path,
        ways(
            "readAttributes", kindOf(attributes),
            "view", kindOf(viewed),
            "Files.is...",
                kindOf(
                    Files.isRegularFile(path, HERE),
                    Files.isDirectory(path, HERE),
                    Files.isSymbolicLink(path)),
            "attributes by name",
                kindOf(
                    flag(path, "isRegularFile"),
                    flag(path, "isDirectory"),
                    flag(path, "isSymbolicLink"))));
  }

  private static boolean flag(Path path, String attribute) throws IOException {
    return (Boolean) Files.getAttribute(path, attribute, HERE);
  }

  private static String kindOf(BasicFileAttributes attributes) {
    return kindOf(
        attributes.isRegularFile(), attributes.isDirectory(), attributes.isSymbolicLink());
  }

  private static String kindOf(boolean file, boolean directory, boolean link) {
    return (file ? "file" : "") + (directory ? "directory" : "") + (link ? "link" : "");
  }

  private static void existence(Path path) throws IOException {
    boolean accessible = isAccessible(path);
    boolean sameAsItself = !accessible || Files.isSameFile(path, path);
    agree(
        "whether it exists",
        path,
        ways(
            "readAttributes",
            true,
            "exists",
            Files.exists(path, HERE),
            "not notExists",
            !Files.notExists(path, HERE),
            "isSameFile as itself",
            sameAsItself));
    agree(
        "whether it leads somewhere",
        path,
        ways("checkAccess", accessible, "exists", Files.exists(path)));
  }

  private static boolean isAccessible(Path path) {
    try {
      path.getFileSystem().provider().checkAccess(path);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void size(Path path, BasicFileAttributes attributes) throws IOException {
    Map<String, Object> ways = new LinkedHashMap<>();
    ways.put("readAttributes", attributes.size());
    ways.put("size", ((Number) Files.getAttribute(path, "size", HERE)).longValue());
    ways.put("view", view(path).readAttributes().size());
    if (attributes.isRegularFile()) {
      ways.put("Files.size", Files.size(path));
      try (SeekableByteChannel channel = Files.newByteChannel(path)) {
        ways.put("channel", channel.size());
      }
      if (attributes.size() <= READ_MAX) {
        try (InputStream stream = Files.newInputStream(path)) {
          ways.put("bytes of the stream", (long) stream.readAllBytes().length);
        }
      }
    }
    agree("the size", path, ways);
  }

  private static void names(Path directory) throws IOException {
    Map<String, Object> ways = new LinkedHashMap<>();
    ways.put("newDirectoryStream", streamed(directory));
    try (Stream<Path> list = Files.list(directory)) {
      ways.put("list", names(list));
    }
    try (Stream<Path> walk = Files.walk(directory, 1)) {
      ways.put("walk", names(walk.filter(path -> !path.equals(directory))));
    }
    ways.put("walkFileTree", visited(directory));
    agree("the names", directory, ways);
  }

  private static Set<String> streamed(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      List<Path> paths = new ArrayList<>();
      stream.forEach(paths::add);
      return names(paths.stream());
    }
  }

  private static Set<String> visited(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    Files.walkFileTree(
        directory,
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            paths.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return names(paths.stream());
  }

  private static Set<String> names(Stream<Path> paths) {
    Set<String> names = new TreeSet<>();
    paths.forEach(path -> {
      String name = path.getFileName().toString();
      if (!names.add(name)) {
        throw new AssertionFailedError("the name " + name + " is listed twice");
      }
    });
    return names;
  }

  private void directoryLinks(Path directory) throws IOException {
    if (p.offers(Capability.UNIX_ATTRIBUTES) && !p.allows(Allowance.DIRECTORY_LINKS_UNCOUNTED)) {
      int directories = 0;
      for (Path child : Tree.children(directory)) {
        directories += Files.isDirectory(child, HERE) ? 1 : 0;
      }
      agree(
          "the link count",
          directory,
          ways("unix:nlink", links(directory), "two and a directory each", 2 + directories));
    }
  }

  private static int links(Path path) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:nlink", HERE)).intValue();
  }

  private static BasicFileAttributeView view(Path path) {
    return Files.getFileAttributeView(path, BasicFileAttributeView.class, HERE);
  }

  // ---------------------------------------------------------------- agreement

  private static Map<String, Object> ways(Object... namesAndAnswers) {
    Map<String, Object> ways = new LinkedHashMap<>();
    for (int i = 0; i < namesAndAnswers.length; i += 2) {
      ways.put((String) namesAndAnswers[i], namesAndAnswers[i + 1]);
    }
    return ways;
  }

  private static void agree(String fact, Path path, Map<String, ?> ways) {
    if (Set.copyOf(ways.values()).size() > 1) {
      throw new AssertionFailedError(
          "Two truths about " + fact + " of " + path + ": " + ways, "one answer", ways);
    }
  }
}
