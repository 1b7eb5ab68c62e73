package io.vnode.mem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.UnknownServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** URLs of files in memory. */
class UrlTest {
  private final MemFileSystem memory = MemFs.builder().name("my_urls").build();

  @AfterEach
  void treeIsSound() throws IOException {
    memory.namespace().verify();
    memory.close();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(memory.getPath(name), text);
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  private static String read(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** {@link URL#openStream}: whatever the name is made of. */
  @Test
  void aUrlReadsTheFile() throws IOException {
    for (String name : List.of("/plain", "/a b", "/50%", "/a?b#c", "/é😀", "/a+b;c")) {
      assertEquals("text of " + name, read(url(file(name, "text of " + name))));
    }
  }

  /** RFC 3986, section 3.5: a fragment says nothing about where the file is. */
  @Test
  void theFragmentOfAUrlIsNotLookedAt() throws IOException {
    file("/file", "text");
    assertEquals("text", read(URI.create("memfs://my_urls/file#runtime").toURL()));
  }

  /** {@link URLConnection#getContentLengthLong} and its kin: the file's attributes. */
  @Test
  void aConnectionTellsLengthTimeAndType() throws IOException {
    Path page = file("/page.html", "<html>");
    FileTime time = FileTime.fromMillis(1_234_567_890_123L);
    Files.setLastModifiedTime(page, time);
    URLConnection connection = url(page).openConnection();
    assertEquals(6, connection.getContentLengthLong());
    assertEquals(6, connection.getContentLength());
    assertEquals(time.toMillis(), connection.getLastModified());
    assertEquals("text/html", connection.getContentType());
    assertEquals("Fri, 13 Feb 2009 23:31:30 GMT", connection.getHeaderField("Last-Modified"));
    assertEquals(
        Map.of(
            "content-type", List.of("text/html"),
            "content-length", List.of("6"),
            "last-modified", List.of("Fri, 13 Feb 2009 23:31:30 GMT")),
        connection.getHeaderFields());
    assertEquals("content-type", connection.getHeaderFieldKey(0));
    assertEquals("text/html", connection.getHeaderField(0));
    assertNull(connection.getHeaderField(3));
    assertNull(connection.getHeaderFieldKey(-1));
    try (InputStream in = connection.getInputStream()) {
      assertSame(in, connection.getInputStream());
    }
  }

  /** The JDK's handler of {@code file:}: the names in a directory, one in a line. */
  @Test
  void aDirectoryReadsAsTheNamesInIt() throws IOException {
    Path directory = Files.createDirectory(memory.getPath("/dir"));
    for (String name : List.of("c", "a", "b d")) {
      Files.createFile(directory.resolve(name));
    }
    URLConnection connection = url(directory).openConnection();
    assertEquals("text/plain", connection.getContentType());
    assertEquals(-1, connection.getContentLengthLong());
    assertEquals("a\nb d\nc\n", read(url(directory)));
  }

  /** {@link URLConnection#getInputStream}: an IOException, and nothing unchecked. */
  @Test
  void whatIsNotThereIsAnIoException() throws IOException {
    Path missing = memory.getPath("/missing");
    assertThrows(NoSuchFileException.class, () -> read(url(missing)));
    assertEquals(-1, url(missing).openConnection().getContentLengthLong());
    assertEquals(0, url(missing).openConnection().getLastModified());
    URL elsewhere = URI.create("memfs://nobody-opened-this/x").toURL();
    assertThrows(IOException.class, elsewhere::openStream);
    URL query = URI.create("memfs://my_urls/x?y").toURL();
    assertThrows(IOException.class, query::openStream);
    URLConnection before = url(file("/file", "text")).openConnection();
    URLConnection connected = url(memory.getPath("/file")).openConnection();
    connected.connect();
    memory.close();
    assertThrows(IOException.class, before::getInputStream);
    assertThrows(IOException.class, connected::getInputStream);
  }

  /** {@link URLConnection#getOutputStream}: as of {@code file:} URLs. */
  @Test
  void aUrlIsForReading() throws IOException {
    URLConnection connection = url(file("/file", "text")).openConnection();
    assertThrows(UnknownServiceException.class, connection::getOutputStream);
  }

  /**
   * {@link URL#equals}: by text; an authority that is a host's name asks nobody for its address.
   */
  @Test
  void urlsAreEqualByTheirText() throws IOException {
    assertEquals(
        URI.create("memfs://localhost/a").toURL(), URI.create("memfs://localhost/a").toURL());
    assertEquals(
        URI.create("memfs://localhost/a").toURL().hashCode(),
        URI.create("memfs://localhost/a").toURL().hashCode());
    assertNotEquals(
        URI.create("memfs://localhost/a").toURL(), URI.create("memfs://127.0.0.1/a").toURL());
    assertNotEquals(URI.create("memfs://me@x/a").toURL(), URI.create("memfs://you@x/a").toURL());
  }

  /** The JDK's {@code UnixPath.toUri}: a directory's ends with a slash, links followed. */
  @Test
  void theUriOfADirectoryEndsWithASlash() throws IOException {
    Path directory = Files.createDirectory(memory.getPath("/dir"));
    Path link = Files.createSymbolicLink(memory.getPath("/link"), directory);
    assertEquals("memfs://my_urls/dir/", directory.toUri().toString());
    assertEquals("memfs://my_urls/dir/", memory.getPath("dir").toUri().toString());
    assertEquals("memfs://my_urls/link/", link.toUri().toString());
    assertEquals("memfs://my_urls/", memory.getPath("/").toUri().toString());
    assertEquals("memfs://my_urls/file", file("/file", "").toUri().toString());
    assertEquals("memfs://my_urls/missing", memory.getPath("/missing").toUri().toString());
    assertEquals(directory, Path.of(directory.toUri()));
    memory.close();
    assertEquals("memfs://my_urls/dir", directory.toUri().toString());
  }

  /** {@link URLClassLoader}: a URL that ends with a slash is a directory of classes. */
  @Test
  void aClassLoaderLoadsFromADirectory() throws Exception {
    Path classes = Files.createDirectory(memory.getPath("/classes"));
    Path file = classes.resolve(nameOf(Loaded.class));
    Files.createDirectories(file.getParent());
    Files.write(file, bytesOf(Loaded.class));
    file("/classes/a resource", "found");
    assertLoads(url(classes));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url(classes)}, null)) {
      assertEquals("found", read(loader.getResource("a resource")));
      assertNull(loader.getResource("missing"));
    }
  }

  /** {@link URLClassLoader}: any other URL is a jar. */
  @Test
  void aClassLoaderLoadsFromAJar() throws Exception {
    Path jar = memory.getPath("/classes.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(nameOf(Loaded.class)));
      out.write(bytesOf(Loaded.class));
    }
    assertLoads(url(jar));
  }

  private static void assertLoads(URL from) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {from}, null)) {
      Class<?> loaded = loader.loadClass(Loaded.class.getName());
      assertSame(loader, loaded.getClassLoader());
      Supplier<?> made = (Supplier<?>) loaded.getConstructor().newInstance();
      assertEquals("loaded", made.get());
      assertTrue(loaded.getProtectionDomain().getCodeSource().getLocation().sameFile(from));
      assertFalse(loaded.isInstance(new Loaded()));
      try (InputStream in = loader.getResourceAsStream(nameOf(Loaded.class))) {
        assertArrayEquals(bytesOf(Loaded.class), in.readAllBytes());
      }
    }
  }

  private static String nameOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (InputStream in = type.getClassLoader().getResourceAsStream(nameOf(type))) {
      return in.readAllBytes();
    }
  }

  /** What is loaded a second time. */
  public static final class Loaded implements Supplier<String> {
    /** One that says so. */
    public Loaded() {}

    @Override
    public String get() {
      return "loaded";
    }
  }
}
