package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code memfs} as a service: its names, its URIs, what is open when. */
class MemFsProviderTest {

  /** {@link FileSystemProvider#installedProviders}. */
  @Test
  void theJvmFindsTheProviderByItsScheme() {
    assertTrue(
        FileSystemProvider.installedProviders().stream()
            .anyMatch(provider -> provider.getScheme().equals("memfs")));
  }

  /** {@link FileSystem#provider}: the one that the JVM knows, whoever made the file system. */
  @Test
  void aBuiltFileSystemIsOfTheInstalledProvider() throws IOException {
    try (FileSystem built = MemFs.create();
        FileSystem opened = FileSystems.newFileSystem(URI.create("memfs://opened"), Map.of())) {
      assertSame(opened.provider(), built.provider());
      assertTrue(FileSystemProvider.installedProviders().contains(built.provider()));
    }
  }

  /** {@link Path#of(URI)} and {@link Path#toUri}. */
  @ParameterizedTest
  @ValueSource(strings = {"scratch", "under_score", "", "host:80", "UPPER", "a%20b", "[::1]"})
  void anyAuthorityNamesAFileSystem(String authority) throws IOException {
    URI root = URI.create("memfs://" + authority + (authority.isEmpty() ? "/" : ""));
    try (FileSystem fileSystem = FileSystems.newFileSystem(root, Map.of())) {
      URI uri = URI.create("memfs://" + authority + "/a/b.txt");
      Path path = Path.of(uri);
      assertSame(fileSystem, path.getFileSystem());
      assertEquals("/a/b.txt", path.toString());
      assertEquals(uri, path.toUri());
      assertSame(fileSystem, FileSystems.getFileSystem(root));
    }
  }

  /** {@link FileSystems#newFileSystem(URI, Map)}: FileSystemAlreadyExistsException. */
  @Test
  void aNameIsTakenUntilItsFileSystemIsClosed() throws IOException {
    URI uri = URI.create("memfs://taken");
    Path file;
    try (FileSystem first = FileSystems.newFileSystem(uri, Map.of())) {
      assertThrows(
          FileSystemAlreadyExistsException.class, () -> FileSystems.newFileSystem(uri, Map.of()));
      assertThrows(
          FileSystemAlreadyExistsException.class, () -> MemFs.builder().name("taken").build());
      assertTrue(first.isOpen());
      file = Files.createDirectory(first.getPath("/old"));
    }
    assertThrows(FileSystemNotFoundException.class, () -> FileSystems.getFileSystem(uri));
    assertThrows(FileSystemNotFoundException.class, () -> Path.of(file.toUri()));
    try (FileSystem second = FileSystems.newFileSystem(uri, Map.of())) {
      assertFalse(Files.exists(second.getPath("/old")));
    }
  }

  /** {@link FileSystemProvider#newFileSystem(URI, Map)}: the URI is that of a file system. */
  @Test
  void aUriOfAFileOpensNoFileSystem() {
    URI uri = URI.create("memfs://scratch/file");
    String message =
        assertThrows(IllegalArgumentException.class, () -> FileSystems.newFileSystem(uri, Map.of()))
            .getMessage();
    assertTrue(message.contains("memfs://scratch/"), message);
  }

  /** A file system without a name has one that nobody else has. */
  @Test
  void builtWithoutANameTwoFileSystemsAreTwo() throws IOException {
    try (FileSystem one = MemFs.create();
        FileSystem other = MemFs.create()) {
      Files.createDirectory(one.getPath("/here"));
      assertFalse(Files.exists(other.getPath("/here")));
      assertSame(one, Path.of(one.getPath("/here").toUri()).getFileSystem());
      assertInstanceOf(MemFileSystem.class, one);
    }
  }
}
