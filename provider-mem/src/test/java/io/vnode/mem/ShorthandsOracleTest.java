package io.vnode.mem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.FileVisitOption.FOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.HostFolder;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The methods of {@link Files} that are made of others, on the same tree in memory and the host's.
 */
class ShorthandsOracleTest {
  private static final byte[] NO_UTF8 = {'a', (byte) 0xff, '\n'};

  /** What is done below a root, and comes to the same on both sides. */
  private interface Call {
    Object on(Path root) throws IOException;
  }

  /** {@link Files}: the answer, and the names that there are afterwards. */
  @TestFactory
  Stream<DynamicTest> aShorthandDoesWhatItDoesOnTheHost() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.putAll(texts());
    calls.putAll(streams());
    calls.putAll(walks());
    calls.putAll(making());
    calls.putAll(asking());
    return calls.entrySet().stream()
        .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> compare(call.getValue())));
  }

  private static void compare(Call call) throws IOException {
    try (HostFolder host = HostFolder.create();
        MemFileSystem memory = MemFs.builder().umask(host.umask()).build()) {
      Path ours = memory.getPath("/tmp/root");
      Path theirs = host.base().resolve("root");
      assertEquals(run(call, theirs), run(call, ours));
    }
  }

  /** The answer and what is there afterwards; failures by their type. */
  private static String run(Call call, Path root) throws IOException {
    plant(root);
    String answer;
    try {
      answer = String.valueOf(call.on(root));
    } catch (UncheckedIOException e) {
      answer = e.getCause().getClass().getName();
    } catch (IOException e) {
      answer = e.getClass().getName();
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return answer + names(root, walk);
    }
  }

  private static void plant(Path root) throws IOException {
    Files.createDirectories(root.resolve("d/e"));
    Files.writeString(root.resolve("text"), "one\ntwo\r\nthree");
    Files.write(root.resolve("bytes"), NO_UTF8);
    Files.writeString(root.resolve("d/page.html"), "<html>");
    Files.createSymbolicLink(root.resolve("d/up"), root.getFileSystem().getPath(".."));
    Files.createSymbolicLink(root.resolve("nowhere"), root.getFileSystem().getPath("missing"));
  }

  private static String names(Path root, Stream<Path> paths) {
    return new TreeSet<>(paths.map(path -> root.relativize(path).toString()).toList()).toString();
  }

  private static Map<String, Call> texts() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("readString", root -> Files.readString(root.resolve("text")));
    calls.put("readString, no UTF-8", root -> Files.readString(root.resolve("bytes")));
    calls.put("readString, nothing", root -> Files.readString(root.resolve("nowhere")));
    calls.put("readAllBytes", root -> Files.readAllBytes(root.resolve("text")).length);
    calls.put("readAllLines", root -> Files.readAllLines(root.resolve("text")));
    calls.put(
        "readAllLines, no ASCII", root -> Files.readAllLines(root.resolve("bytes"), US_ASCII));
    calls.put("lines", ShorthandsOracleTest::lines);
    calls.put("newBufferedReader", ShorthandsOracleTest::firstLine);
    calls.put("newBufferedWriter", ShorthandsOracleTest::appendLine);
    calls.put(
        "write lines",
        root -> Files.readString(Files.write(root.resolve("new"), List.of("a", "b"))));
    calls.put(
        "writeString, to append",
        root ->
            Files.readString(
                Files.writeString(root.resolve("text"), "+", StandardOpenOption.APPEND)));
    calls.put("mismatch", root -> Files.mismatch(root.resolve("text"), root.resolve("bytes")));
    return calls;
  }

  private static Object lines(Path root) throws IOException {
    try (Stream<String> lines = Files.lines(root.resolve("text"))) {
      return lines.toList();
    }
  }

  private static Object firstLine(Path root) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(root.resolve("text"))) {
      return reader.readLine();
    }
  }

  private static Object appendLine(Path root) throws IOException {
    try (BufferedWriter writer =
        Files.newBufferedWriter(root.resolve("text"), StandardOpenOption.APPEND)) {
      writer.write("more");
    }
    return Files.readString(root.resolve("text"));
  }

  private static Map<String, Call> streams() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put(
        "copy from a stream",
        root -> Files.copy(new ByteArrayInputStream(NO_UTF8), root.resolve("new")));
    calls.put(
        "copy from a stream to what is there",
        root -> Files.copy(new ByteArrayInputStream(NO_UTF8), root.resolve("text")));
    calls.put(
        "copy to a stream",
        root -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          return Files.copy(root.resolve("text"), out) + " " + out;
        });
    calls.put("newDirectoryStream, a glob", root -> listed(root, "{t,b}*"));
    calls.put("newDirectoryStream of nothing", root -> listed(root.resolve("missing"), "*"));
    calls.put(
        "newDirectoryStream, a filter",
        root -> {
          try (DirectoryStream<Path> stream = Files.newDirectoryStream(root, Files::isDirectory)) {
            return sorted(root, stream);
          }
        });
    calls.put(
        "list",
        root -> {
          try (Stream<Path> list = Files.list(root)) {
            return names(root, list);
          }
        });
    return calls;
  }

  private static Object listed(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
      return sorted(directory, stream);
    }
  }

  private static Object sorted(Path root, DirectoryStream<Path> stream) {
    List<Path> paths = new ArrayList<>();
    stream.forEach(paths::add);
    return names(root, paths.stream());
  }

  private static Map<String, Call> walks() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put(
        "walk, two levels",
        root -> {
          try (Stream<Path> walk = Files.walk(root, 1)) {
            return names(root, walk);
          }
        });
    calls.put(
        "walk along a link that leads up",
        root -> {
          try (Stream<Path> walk = Files.walk(root, FOLLOW_LINKS)) {
            return names(root, walk);
          }
        });
    calls.put(
        "find",
        root -> {
          try (Stream<Path> found = Files.find(root, 9, (path, a) -> a.isRegularFile())) {
            return names(root, found);
          }
        });
    calls.put("walkFileTree", root -> visited(root, false));
    calls.put("walkFileTree along links", root -> visited(root, true));
    calls.put("walkFileTree of nothing", root -> visited(root.resolve("missing"), false));
    return calls;
  }

  /** What a visitor is told: sorted, for no order is promised. */
  private static Object visited(Path root, boolean follow) throws IOException {
    Set<String> told = new TreeSet<>();
    EnumSet<FileVisitOption> options =
        follow ? EnumSet.of(FOLLOW_LINKS) : EnumSet.noneOf(FileVisitOption.class);
    Files.walkFileTree(root, options, Integer.MAX_VALUE, new Diary(root, told));
    return told;
  }

  /** A visitor that writes down what it is told. */
  private static final class Diary extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<String> told;

    Diary(Path root, Set<String> told) {
      this.root = root;
      this.told = told;
    }

    private FileVisitResult note(String what, Path path) {
      told.add(what + " " + root.relativize(path));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return path.endsWith("e") ? FileVisitResult.SKIP_SUBTREE : note("enter", path);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      return note(attributes.isSymbolicLink() ? "link" : "file", path);
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      return note(e.getClass().getSimpleName(), path);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException e) {
      return note("leave", path);
    }
  }

  private static Map<String, Call> making() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put(
        "createDirectories", root -> Files.createDirectories(root.resolve("x/y/z")).endsWith("z"));
    calls.put(
        "createDirectories, there",
        root -> Files.createDirectories(root.resolve("d")).endsWith("d"));
    calls.put("createTempFile", root -> temporary(Files.createTempFile(root, "a", "z")));
    calls.put("createTempDirectory", root -> temporary(Files.createTempDirectory(root, "a")));
    calls.put(
        "createTempFile in nothing",
        root -> Files.createTempFile(root.resolve("missing"), null, null));
    return calls;
  }

  /** What is promised of a temporary file; then it goes, for its name is by chance. */
  private static Object temporary(Path path) throws IOException {
    String told = path.getFileName().toString().replaceAll("\\d+", "") + Files.isDirectory(path);
    Files.delete(path);
    return told;
  }

  /**
   * {@link Files#createTempFile}: the JDK makes it the owner's alone in its default file system.
   */
  @Test
  void aTemporaryFileHasWhatTheUmaskAllows() throws IOException {
    try (MemFileSystem memory = MemFs.builder().umask(027).build()) {
      Path file = Files.createTempFile(memory.getPath("/tmp"), null, null);
      assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  private static Map<String, Call> asking() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("notExists", root -> Files.notExists(root.resolve("nowhere")));
    calls.put("exists", root -> Files.exists(root.resolve("d/up/text")));
    calls.put("probeContentType", root -> Files.probeContentType(root.resolve("d/page.html")));
    calls.put("isHidden", root -> Files.isHidden(root.resolve(".name")));
    calls.put(
        "getSeparator and getRootDirectories",
        root -> {
          List<String> roots = new ArrayList<>();
          root.getFileSystem().getRootDirectories().forEach(path -> roots.add(path.toString()));
          return root.getFileSystem().getSeparator() + roots;
        });
    return calls;
  }
}
