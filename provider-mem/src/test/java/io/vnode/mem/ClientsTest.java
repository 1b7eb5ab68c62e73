package io.vnode.mem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Code that knows {@code java.nio.file} and nothing of us. */
class ClientsTest {
  private final MemFileSystem memory = MemFs.create();

  @AfterEach
  void treeIsSound() throws IOException {
    memory.namespace().verify();
    memory.close();
  }

  /** {@link FileSystems#newFileSystem(Path)}: the JDK's zipfs on a jar in a jar in memory. */
  @Test
  void zipfsWritesAndReadsAJarInAJar() throws IOException {
    Path outer = memory.getPath("/outer.jar");
    try (FileSystem jar = FileSystems.newFileSystem(outer, Map.of("create", "true"))) {
      Path inner = jar.getPath("/inner.jar");
      try (FileSystem nested = FileSystems.newFileSystem(inner, Map.of("create", "true"))) {
        Files.writeString(nested.getPath("/text"), "deep inside");
      }
    }
    try (FileSystem jar = FileSystems.newFileSystem(outer);
        FileSystem nested = FileSystems.newFileSystem(jar.getPath("/inner.jar"))) {
      assertEquals("deep inside", Files.readString(nested.getPath("/text")));
    }
    assertTrue(Files.size(outer) > 0);
  }

  /** {@link java.nio.file.spi.FileSystemProvider#newFileSystem(Path, Map)}: nobody else's files. */
  @Test
  void aFileThatIsNoFileSystemFindsNoProvider() throws IOException {
    Path text = Files.writeString(memory.getPath("/text.txt"), "text");
    assertThrows(ProviderNotFoundException.class, () -> FileSystems.newFileSystem(text));
    assertThrows(
        UnsupportedOperationException.class, () -> memory.provider().newFileSystem(text, Map.of()));
  }

  /** Guava's walk and its deletion that follows no link. */
  @Test
  void moreFilesDeletesATreeAndNotWhatLinksLeadTo() throws IOException {
    Path tree = Files.createDirectories(memory.getPath("/tree/a/b")).getRoot().resolve("tree");
    Files.writeString(tree.resolve("a/file"), "text");
    Path kept = Files.createDirectory(memory.getPath("/kept"));
    Files.writeString(kept.resolve("file"), "text");
    Files.createSymbolicLink(tree.resolve("link"), kept);
    assertEquals("text", MoreFiles.asCharSource(tree.resolve("a/file"), UTF_8).read());
    MoreFiles.deleteRecursively(tree, RecursiveDeleteOption.ALLOW_INSECURE);
    assertTrue(Files.notExists(tree));
    assertTrue(Files.exists(kept.resolve("file")));
  }

  /** {@link Files#walk}. */
  @Test
  void aWalkSeesEveryFile() throws IOException {
    List<String> made = new ArrayList<>(List.of("/", "/tmp"));
    for (int i = 0; i < 10; i++) {
      Path directory = Files.createDirectory(memory.getPath("/" + i));
      made.add(directory.toString());
      for (int j = 0; j < 100; j++) {
        made.add(Files.createFile(directory.resolve("file" + j)).toString());
      }
    }
    try (Stream<Path> walk = Files.walk(memory.getPath("/"))) {
      assertEquals(made.stream().sorted().toList(), walk.map(Path::toString).sorted().toList());
    }
  }

  /** A file system that is open and that nobody can reach is collected. */
  @Test
  void aForgottenFileSystemIsCollected() throws Exception {
    WeakReference<FileSystem> forgotten = openAndForget("memfs://forgotten");
    for (int i = 0; forgotten.get() != null && i < 100; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertEquals(null, forgotten.get());
    URI uri = URI.create("memfs://forgotten");
    assertThrows(FileSystemNotFoundException.class, () -> FileSystems.getFileSystem(uri));
    FileSystems.newFileSystem(uri, Map.of()).close();
  }

  private static WeakReference<FileSystem> openAndForget(String uri) throws IOException {
    FileSystem fileSystem = FileSystems.newFileSystem(URI.create(uri), Map.of());
    fileSystem
        .getPath("/")
        .register(fileSystem.newWatchService(), StandardWatchEventKinds.ENTRY_CREATE);
    Files.write(fileSystem.getPath("/file"), new byte[1000]);
    return new WeakReference<>(fileSystem);
  }

  /** A path is enough to keep its file system. */
  @Test
  void aPathKeepsItsFileSystem() throws Exception {
    Path path = Path.of(MemFs.builder().name("kept").build().getPath("/tmp").toUri());
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
    }
    FileSystem kept = FileSystems.getFileSystem(URI.create("memfs://kept"));
    assertSame(path.getFileSystem(), kept);
    assertNotNull(Files.createFile(path.resolve("file")));
    kept.close();
  }
}
