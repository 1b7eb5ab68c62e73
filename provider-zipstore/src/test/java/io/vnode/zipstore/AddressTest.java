package io.vnode.zipstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** URIs of archives and of what is in them: the package's documentation, "Addresses". */
class AddressTest {
  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void write() throws IOException {
    archive = folder.toRealPath().resolve("app.com");
    RawZip inner = new RawZip();
    inner.add("x", "innermost");
    RawZip outer = RawZip.hello();
    outer.add("lib/inner.jar".getBytes(StandardCharsets.UTF_8), inner.bytes());
    outer.add("odd! name/#?%", "odd");
    Files.write(archive, outer.bytes());
  }

  private static URI uri(String archive, String path) {
    return URI.create("zipstore:" + archive + "!" + path);
  }

  @Test
  void pathOpensTheArchiveThatItsUriNames() throws IOException {
    Path hello = Path.of(uri(archive.toString(), "/a"));
    assertEquals("hello", Files.readString(hello));
    assertSame(hello.getFileSystem(), FileSystems.getFileSystem(uri(archive.toString(), "/")));
    hello.getFileSystem().close();
    assertThrows(
        FileSystemNotFoundException.class,
        () -> FileSystems.getFileSystem(uri(archive.toString(), "/")));
  }

  @Test
  void allWaysToWriteAnArchiveLeadToOneFileSystem() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(uri(archive.toString(), "/"), Map.of())) {
      Path relative = Path.of("").toRealPath().relativize(archive);
      for (String way :
          List.of(
              archive.toString(),
              relative.toString(),
              archive.toUri().toString(),
              folder + "/./app.com")) {
        assertSame(zip, Path.of(uri(way, "/a")).getFileSystem(), way);
      }
    }
  }

  @Test
  void uriWithoutAPathIsTheArchive() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("zipstore:" + archive), Map.of())) {
      assertEquals("hello", Files.readString(zip.getPath("/a")));
      assertSame(zip, FileSystems.getFileSystem(URI.create("zipstore:" + archive + "!")));
    }
  }

  @Test
  void archivesMayBeInArchives() throws IOException {
    Path innermost = Path.of(uri(archive + "!/lib/inner.jar", "/x"));
    assertEquals("innermost", Files.readString(innermost));
    assertEquals(
        "zipstore:" + archive.toUri() + "!/lib/inner.jar!/x", innermost.toUri().toString());
    assertEquals(innermost, Path.of(innermost.toUri()));
    Path.of(uri(archive.toString(), "/")).getFileSystem().close();
    innermost.getFileSystem().close();
  }

  @Test
  void uriOfAPathLeadsBackToIt() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(uri(archive.toString(), "/"), Map.of())) {
      Path odd = zip.getPath("/odd! name/#?%");
      assertEquals(odd, Path.of(odd.toUri()));
      assertEquals("odd", Files.readString(Path.of(odd.toUri())));
      assertTrue(odd.toUri().toString().endsWith("app.com!/odd%21%20name/%23%3F%25"));
      assertEquals(zip.getPath("/"), Path.of(zip.getPath("/").toUri()));
    }
  }

  @Test
  void exclamationMarkInThePathOfAnArchiveIsEscaped() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a!")).resolve("b!.zip");
    Files.copy(archive, odd);
    try (VfsFileSystem zip = ZipStore.open(odd, Map.of())) {
      URI uri = zip.getPath("/a").toUri();
      assertTrue(uri.toString().endsWith("/a%21/b%21.zip!/a"), uri.toString());
      try (FileSystem again = Path.of(uri).getFileSystem()) {
        assertEquals("hello", Files.readString(again.getPath("/a")));
      }
    }
  }

  @Test
  void archiveMayBeAPathOfAnyProvider() throws IOException {
    try (MemFileSystem memory = MemFs.builder().name("archives").build()) {
      Path copy = Files.copy(archive, memory.getPath("/app.com"));
      Path hello = Path.of(uri(copy.toUri().toString(), "/a"));
      assertEquals("hello", Files.readString(hello));
      assertEquals("zipstore:memfs://archives/app.com!/a", hello.toUri().toString());
      hello.getFileSystem().close();
    }
    Path jar = folder.resolve("outer.jar");
    try (FileSystem zipfs =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      Path copy = Files.copy(archive, zipfs.getPath("/app.com"));
      try (VfsFileSystem zip = ZipStore.open(copy, Map.of())) {
        assertEquals("hello", Files.readString(zip.getPath("/a")));
        Path again = Path.of(zip.getPath("/a").toUri());
        assertEquals("hello", Files.readString(again));
        again.getFileSystem().close();
      }
    }
  }

  @Test
  void urlOfAPathReadsTheFile() throws IOException {
    Path hello = Path.of(uri(archive.toString(), "/a"));
    try (InputStream in = hello.toUri().toURL().openStream()) {
      assertEquals("hello", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    hello.getFileSystem().close();
  }

  @Test
  void secondFileSystemAtOneAddressIsRefused() throws IOException {
    URI uri = uri(archive.toString(), "/");
    try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of())) {
      assertTrue(zip.isOpen());
      assertThrows(
          FileSystemAlreadyExistsException.class, () -> FileSystems.newFileSystem(uri, Map.of()));
    }
  }

  @Test
  void fileSystemsOpenedByPathAreApart() throws IOException {
    VfsFileSystem one = ZipStore.open(archive, Map.of());
    try (VfsFileSystem other = ZipStore.open(archive, Map.of())) {
      assertNotEquals(one.getPath("/a"), other.getPath("/a"));
      one.close();
      assertFalse(one.isOpen());
      assertEquals("hello", Files.readString(other.getPath("/a")));
    }
  }

  @Test
  void providerIsTakenByPathOnlyIfTheSettingSaysSo() throws IOException {
    ZipStoreProvider provider = new ZipStoreProvider();
    assertThrows(
        UnsupportedOperationException.class, () -> provider.newFileSystem(archive, Map.of()));
    try (FileSystem zip = provider.newFileSystem(archive, Map.of("provider", "zipstore"))) {
      assertInstanceOf(VfsFileSystem.class, zip);
    }
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
      assertEquals("jar", zip.provider().getScheme());
    }
  }

  @Test
  void archiveThatIsMissingIsMissing() {
    URI uri = uri(folder + "/none.zip", "/a");
    assertThrows(FileSystemNotFoundException.class, () -> Path.of(uri));
    assertThrows(
        NoSuchFileException.class,
        () -> FileSystems.newFileSystem(uri(folder + "/none.zip", "/"), Map.of()));
  }

  @Test
  void urisThatAreNotLikeOursAreRefused() {
    for (String uri :
        List.of(
            "zipstore:!/a",
            "zipstore:" + archive + "!/a#b",
            "zipstore:" + archive + "!/a?b",
            "zipstore:" + "a!/".repeat(40))) {
      assertThrows(IllegalArgumentException.class, () -> Path.of(URI.create(uri)), uri);
    }
  }

  @Test
  void settingsThatAreNoneAreRefused() {
    for (Map<String, ?> settings :
        List.of(
            Map.of("color", "red"),
            Map.of("encoding", "no-such"),
            Map.of("onOddEntry", 1),
            Map.of("verify", "maybe"),
            Map.of("provider", "zipfs"))) {
      assertThrows(IllegalArgumentException.class, () -> ZipStore.open(archive, settings));
    }
  }
}
