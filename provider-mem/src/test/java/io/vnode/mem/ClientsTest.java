package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  /** {@link java.nio.file.spi.FileSystemProvider#newFileSystem(Path, Map)}: nobody else's files. */
  @Test
  void aFileThatIsNoFileSystemFindsNoProvider() throws IOException {
    Path text = Files.writeString(memory.getPath("/text.txt"), "text");
    assertThrows(ProviderNotFoundException.class, () -> FileSystems.newFileSystem(text));
    assertThrows(
        UnsupportedOperationException.class, () -> memory.provider().newFileSystem(text, Map.of()));
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
