package io.vnode.wofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What may be done in each mode: issue "Modes", and the package. */
class ModesTest {
  private MemorySite site;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;

  @BeforeEach
  void beginWithoutAnImage() {
    site = new MemorySite(null);
  }

  private WofsFileSystem mount(String... settings) throws IOException {
    Map<String, Object> env = new HashMap<>(Map.of("clock", clock));
    for (int i = 0; i < settings.length; i += 2) {
      env.put(settings[i], settings[i + 1]);
    }
    return Trees.mount(site, env);
  }

  private static void assertNotPermitted(Executable change) {
    FileSystemException refused = assertThrows(FileSystemException.class, change);
    assertTrue(refused.getReason().endsWith("Operation not permitted"), refused.getReason());
  }

  private static void assertSealed(Path file) throws IOException {
    Path other = file.resolveSibling("other");
    assertNotPermitted(() -> Files.writeString(file, "changed"));
    assertNotPermitted(() -> Files.writeString(file, "more", StandardOpenOption.APPEND));
    assertNotPermitted(() -> Files.delete(file));
    assertNotPermitted(() -> Files.move(file, other));
    assertNotPermitted(() -> Files.createLink(other, file));
    assertNotPermitted(() -> Files.setAttribute(file, "unix:mode", 0777));
    assertNotPermitted(() -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)));
    assertNotPermitted(() -> Files.setAttribute(file, "user:x", new byte[1]));
    assertEquals(true, Files.getAttribute(file, "wofs:sealed"));
  }

  /** worm: "a file is sealed when its last writer closes it". */
  @Test
  void inAWormAFileIsSealedWhenItsLastWriterClosesIt() throws IOException {
    try (WofsFileSystem fs = mount("mode", "worm")) {
      Path file = fs.getPath("/file");
      try (FileChannel last =
          FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
        Files.write(file, new byte[10]); // Another writer, who comes and goes.
        assertEquals(false, Files.getAttribute(file, "wofs:sealed"));
        last.write(ByteBuffer.wrap(new byte[20]));
      }
      assertEquals(20, Files.size(file));
      assertSealed(file);
    }
  }

  /** worm: "deletion and rename answer EPERM, directories only grow". */
  @Test
  void inAWormDirectoriesOnlyGrow() throws IOException {
    try (WofsFileSystem fs = mount("mode", "worm")) {
      Path directory = Files.createDirectory(fs.getPath("/d"));
      Files.writeString(directory.resolve("file"), "x");
      Files.createSymbolicLink(directory.resolve("link"), fs.getPath("file"));
      assertNotPermitted(() -> Files.delete(directory));
      assertNotPermitted(() -> Files.delete(directory.resolve("link")));
      assertNotPermitted(() -> Files.move(directory, fs.getPath("/e")));
      assertNotPermitted(() -> Files.setAttribute(directory, "unix:mode", 0700));
      Files.writeString(directory.resolve("another"), "y");
    }
  }

  /**
   * worm: "sealed is a flag in the image, so that mounting the image rw later does not lift it".
   */
  @Test
  void whatIsSealedStaysSoInAnyMode() throws IOException {
    try (WofsFileSystem fs = mount("mode", "worm")) {
      Files.writeString(fs.getPath("/file"), "x");
    }
    for (String user : new String[] {"root", "user"}) {
      try (WofsFileSystem fs = mount("user", user)) {
        assertSealed(fs.getPath("/file"));
      }
    }
  }

  /** An image that was not a worm is one from the mount on, with all that is in it. */
  @Test
  void whatWasThereBeforeIsSealedByTheMount() throws IOException {
    try (WofsFileSystem fs = mount()) {
      Files.writeString(fs.getPath("/old"), "x");
    }
    try (WofsFileSystem fs = mount("mode", "worm")) {
      assertSealed(fs.getPath("/old"));
    }
  }

  /** {@code WofsFileSystem.seal}. */
  @Test
  void allCanBeSealedAtOnce() throws IOException {
    try (WofsFileSystem fs = mount()) {
      Files.createDirectory(fs.getPath("/d"));
      Files.writeString(fs.getPath("/d/file"), "x");
      fs.seal();
      assertSealed(fs.getPath("/d/file"));
    }
  }

  /** {@code retain}: "until a date, after which deletion (not change) is allowed". */
  @Test
  void afterItsRetentionAFileCanBeRemovedAndNotChanged() throws IOException {
    try (WofsFileSystem fs = mount("mode", "worm", "retain", "30d")) {
      Files.writeString(fs.getPath("/file"), "x");
      assertEquals(
          FileTime.from(now.plus(Duration.ofDays(30))),
          Files.getAttribute(fs.getPath("/file"), "wofs:until"));
    }
    now = now.plus(Duration.ofDays(29));
    try (WofsFileSystem fs = mount("mode", "worm")) {
      assertSealed(fs.getPath("/file"));
    }
    now = now.plus(Duration.ofDays(1));
    try (WofsFileSystem fs = mount("mode", "worm")) {
      Path file = fs.getPath("/file");
      assertNotPermitted(() -> Files.writeString(file, "changed"));
      assertNotPermitted(() -> Files.move(file, fs.getPath("/other")));
      Files.delete(file);
    }
    try (WofsFileSystem fs = mount()) {
      assertFalse(Files.exists(fs.getPath("/file")));
    }
  }

  /** The retention is of files: a directory and a link stay, as the package says. */
  @Test
  void aRetentionIsOfFiles() throws IOException {
    try (WofsFileSystem fs = mount()) {
      Files.createDirectory(fs.getPath("/d"));
      Files.createSymbolicLink(fs.getPath("/link"), fs.getPath("d"));
      Files.writeString(fs.getPath("/file"), "x");
    }
    try (WofsFileSystem fs = mount("mode", "worm", "retain", "1 s")) {
      now = now.plus(Duration.ofDays(1));
      Files.delete(fs.getPath("/file"));
      assertNotPermitted(() -> Files.delete(fs.getPath("/d")));
      assertNotPermitted(() -> Files.delete(fs.getPath("/link")));
    }
  }

  /** append: "files grow, bytes written never change". */
  @Test
  void inAppendModeFilesGrowAndNothingChanges() throws IOException {
    try (WofsFileSystem fs = mount("mode", "append")) {
      Path file = fs.getPath("/log");
      try (FileChannel made =
          FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
        made.write(ByteBuffer.wrap("one".getBytes(UTF_8)));
        made.write(ByteBuffer.wrap("!!!".getBytes(UTF_8)), 0); // Goes to the end, as O_APPEND says.
        assertNotPermitted(() -> made.truncate(1));
      }
      Files.writeString(file, "two", StandardOpenOption.APPEND);
      assertEquals("one!!!two", Files.readString(file));
      assertNotPermitted(() -> Files.writeString(file, "new"));
      assertNotPermitted(() -> Files.delete(file));
    }
    try (WofsFileSystem fs = mount()) {
      assertNotPermitted(() -> Files.writeString(fs.getPath("/log"), "new"));
      Files.writeString(fs.getPath("/log"), "+", StandardOpenOption.APPEND);
    }
  }

  /** ro: EROFS. */
  @Test
  void readOnlyIsReadOnly() throws IOException {
    try (WofsFileSystem fs = mount()) {
      Files.writeString(fs.getPath("/file"), "x");
    }
    byte[] before = site.bytes();
    try (WofsFileSystem fs = mount("mode", "ro")) {
      assertTrue(fs.isReadOnly());
      assertThrows(
          ReadOnlyFileSystemException.class, () -> Files.writeString(fs.getPath("/b"), ""));
      assertThrows(FileSystemException.class, fs::commit);
    }
    assertArrayEquals(before, site.bytes());
  }

  /** {@code wofs:commit}: a commit that has all metadata changes nothing of what it finds. */
  @Test
  void aCommitThatHasAllIsNotOneThatChangedAll() throws IOException {
    try (WofsFileSystem fs = mount()) {
      Files.writeString(fs.getPath("/a"), "abc");
      fs.commit();
      for (int i = 0; i < 6000; i++) {
        Files.createFile(fs.getPath("/" + i));
      }
      fs.commit();
      Files.createFile(fs.getPath("/b"));
      fs.commit();
      assertTrue(fs.commits().get(2).isBase());
      assertEquals(1L, Files.getAttribute(fs.getPath("/a"), "wofs:commit"));
      assertEquals(2L, Files.getAttribute(fs.getPath("/7"), "wofs:commit"));
      assertEquals(3L, Files.getAttribute(fs.getPath("/b"), "wofs:commit"));
    }
  }

  /** {@code wofs:commit} and {@code wofs:sha256}. */
  @Test
  void attributesTellTheCommitAndTheHash() throws IOException {
    try (WofsFileSystem fs = mount()) {
      Files.writeString(fs.getPath("/a"), "abc");
      assertEquals(0L, Files.getAttribute(fs.getPath("/a"), "wofs:commit"));
      assertEquals(1, fs.commit());
      Files.writeString(fs.getPath("/b"), "");
      assertEquals(2, fs.commit());
      assertEquals(1L, Files.getAttribute(fs.getPath("/a"), "wofs:commit"));
      assertEquals(2L, Files.getAttribute(fs.getPath("/b"), "wofs:commit"));
      assertEquals(
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          Files.getAttribute(fs.getPath("/a"), "wofs:sha256"));
      assertNull(Files.getAttribute(fs.getPath("/"), "wofs:sha256"));
      assertTrue(fs.supportedFileAttributeViews().contains("wofs"));
      assertThrows(
          IllegalArgumentException.class,
          () -> Files.setAttribute(fs.getPath("/a"), "wofs:sealed", false));
    }
  }
}
