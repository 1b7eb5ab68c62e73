package io.vnode.wofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.HostFolder;
import io.vnode.testkit.HostTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/**
 * What tools/wofs-read.py, written from docs/WOFS-FORMAT.md alone, reads in our images. Where there
 * is no Python, these tests are left out.
 */
class PythonReaderTest {
  private static final Path TOOL = Path.of("../tools/wofs-read.py").toAbsolutePath().normalize();

  private HostFolder folder;
  private Path image;

  @BeforeEach
  void nameAnImage() throws IOException {
    folder = HostFolder.create();
    image = folder.base().resolve("disk.img");
  }

  @AfterEach
  void clear() throws IOException {
    folder.close();
  }

  private String read(Object... arguments) throws IOException, InterruptedException {
    Stream<String> words = Stream.of(arguments).map(Object::toString);
    String[] command =
        Stream.concat(Stream.of("python3", TOOL.toString()), words).toArray(String[]::new);
    return HostTool.run(folder.base(), command);
  }

  /** WOFS-FORMAT: all of it, for each commit and each compression that Python can undo. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "deflate"})
  void extractsTheTreeOfEveryCommit(String compression) throws Exception {
    Sample.make(image, Map.of("compression", compression));
    for (int number = 1; number <= Sample.COMMITS; number++) {
      Path out = folder.base().resolve("out-" + number);
      read("--at", number, image, "extract", out);
      try (WofsFileSystem fs =
          WofsFileSystem.mount(image, Map.of("at", Integer.toString(number)))) {
        assertSameTree(fs.getPath("/"), out);
      }
    }
  }

  /** WOFS-FORMAT, compaction: a new log with the last tree, numbered on. */
  @Test
  void readsWhatWasCompacted() throws Exception {
    Sample.make(image, Map.of());
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      fs.compact();
      read(image, "extract", folder.base().resolve("out"));
      assertSameTree(fs.getPath("/"), folder.base().resolve("out"));
    }
    assertTrue(read(image, "log").startsWith(Sample.COMMITS + 1 + " "));
  }

  /** WOFS-FORMAT, the hash chain; and times to the nanosecond. */
  @Test
  void showsTheSameCommitsAndHashes() throws Exception {
    Sample.make(image, Map.of());
    List<String> lines = read(image, "log").lines().toList();
    try (WofsImage opened = WofsImage.open(image)) {
      assertEquals(opened.commits().size(), lines.size());
      for (int i = 0; i < lines.size(); i++) {
        WofsCommit commit = opened.commits().get(i);
        String facts = " at " + commit.start() + ", " + commit.length() + " bytes, ";
        assertTrue(lines.get(i).startsWith(commit.number() + " "), lines.get(i));
        assertTrue(lines.get(i).contains(facts), lines.get(i));
        assertTrue(lines.get(i).endsWith(commit.hash() + " right"), lines.get(i));
      }
    }
  }

  /** WOFS-FORMAT, contents: what is in no piece reads as zeros. */
  @Test
  void printsAFileWithItsHoles() throws Exception {
    Sample.make(image, Map.of());
    String holes = read(image, "cat", "/holes");
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("mode", "ro"))) {
      byte[] bytes = Files.readAllBytes(fs.getPath("/holes"));
      assertEquals(new String(bytes, UTF_8), holes);
    }
  }

  /** WOFS-FORMAT, reading the log: what is torn ends it, what is damaged is told of. */
  @Test
  void tellsWhatIsTornFromWhatIsDamaged() throws Exception {
    Sample.make(image, Map.of());
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length - 300));
    assertTrue(read(image, "log").contains("are a commit that was never finished"));
    Files.write(image, Arrays.copyOf(bytes, bytes.length - 100)); // The first seal is enough.
    assertEquals(Sample.COMMITS, read(image, "log").lines().count());
    bytes[4096 + 20] ^= 1;
    Files.write(image, bytes);
    AssertionFailedError damaged =
        assertThrows(AssertionFailedError.class, () -> read(image, "list"));
    assertTrue(damaged.getMessage().contains("at 4096: commit 1 is damaged"));
  }

  /** WOFS-FORMAT, methods: what cannot be undone is named. */
  @Test
  void refusesZstandardByItsName() throws Exception {
    Sample.make(image, Map.of("compression", "zstd"));
    assertTrue(read(image, "list").contains("/a/text"));
    AssertionFailedError refused =
        assertThrows(AssertionFailedError.class, () -> read(image, "cat", "/a/text"));
    assertTrue(refused.getMessage().contains("compressed by zstd"));
  }

  // ---------------------------------------------------------------- comparing

  private static void assertSameTree(Path ours, Path theirs) throws IOException {
    Map<String, Path> here = paths(ours);
    Map<String, Path> there = paths(theirs);
    assertEquals(here.keySet(), there.keySet());
    for (String path : here.keySet()) {
      assertSame(path, here.get(path), there.get(path));
    }
    assertEquals(links(here), links(there));
  }

  private static Map<String, Path> paths(Path root) throws IOException {
    Map<String, Path> paths = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.forEach(path -> paths.put(root.relativize(path).toString(), path));
    }
    return paths;
  }

  private static void assertSame(String name, Path ours, Path theirs) throws IOException {
    PosixFileAttributes here = attributes(ours);
    PosixFileAttributes there = attributes(theirs);
    assertEquals(here.isDirectory(), there.isDirectory(), name);
    assertEquals(here.isSymbolicLink(), there.isSymbolicLink(), name);
    assertEquals(here.lastModifiedTime(), there.lastModifiedTime(), name);
    if (here.isSymbolicLink()) {
      assertEquals(
          Files.readSymbolicLink(ours).toString(), Files.readSymbolicLink(theirs).toString());
      return;
    }
    assertEquals(here.permissions(), there.permissions(), name);
    assertEquals(xattrs(ours), xattrs(theirs), name);
    if (here.isRegularFile()) {
      assertArrayEquals(Files.readAllBytes(ours), Files.readAllBytes(theirs), name);
    }
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
  }

  private static Map<String, String> xattrs(Path path) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (String name : attributeNames(path)) {
      byte[] value = (byte[]) Files.getAttribute(path, "user:" + name);
      values.put(name, HexFormat.of().formatHex(value));
    }
    return values;
  }

  private static List<String> attributeNames(Path path) throws IOException {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class).list();
  }

  /** Which paths are names of one file. */
  private static Set<Set<String>> links(Map<String, Path> paths) throws IOException {
    Map<Object, Set<String>> names = new HashMap<>();
    for (Map.Entry<String, Path> path : paths.entrySet()) {
      Object key = attributes(path.getValue()).fileKey();
      names.computeIfAbsent(key, first -> new TreeSet<>()).add(path.getKey());
    }
    return Set.copyOf(names.values());
  }
}
