package io.vnode.nio;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import java.net.URI;
import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VfsUriTest {

  private static VfsUri address(String uri) {
    return VfsUri.of(URI.create(uri));
  }

  private static String path(String uri) {
    return VfsUri.path(URI.create(uri));
  }

  private static Gen<String> bases() {
    return Gen.of(
        "memfs://scratch",
        "memfs://a_b",
        "memfs://a_b:80",
        "memfs://user@host:7",
        "memfs://UPPER.Case",
        "memfs://a%20b%2F",
        "memfs://[::1]:9",
        "memfs://é",
        "memfs://");
  }

  /** {@link java.nio.file.Path#toUri}: {@code Path.of(p.toUri())} is the absolute path again. */
  @Test
  void everyPathSurvivesTheWayThroughItsUri() {
    forAll(
        3000,
        bases(),
        PathTexts.legal(),
        (base, text) -> {
          TextFileSystem fileSystem = new TextFileSystem(base + "/", "/work dir");
          VfsPath path = fileSystem.getPath(text);
          assertEquals(path.toAbsolutePath(), fileSystem.getPath(path.toUri()));
          assertTrue(path.toUri().toString().startsWith(base + "/"), path.toUri()::toString);
        });
  }

  /** {@link URI}: a URI as text is still the same URI. */
  @Test
  void everyUriSurvivesTheWayThroughText() {
    forAll(
        1000,
        bases(),
        PathTexts.legal(),
        (base, text) -> {
          URI uri = new TextFileSystem(base + "/", "/").getPath(text).toUri();
          assertEquals(uri, URI.create(uri.toString()));
        });
  }

  /** RFC 3986, section 3.2: an authority need not be a host; {@link URI#getHost} is null then. */
  @ParameterizedTest
  @ValueSource(strings = {"memfs://a_b", "memfs://a_b:80", "memfs://a:b:c", "memfs://A%20b"})
  void anAuthorityNeedNotBeAHostName(String base) {
    assertEquals(base, address(base + "/x").toString());
    assertEquals("/x", path(base + "/x"));
  }

  /** RFC 3986, section 3.2.2: the authority may be empty, and then need not be written. */
  @Test
  void theAuthorityMayBeEmpty() {
    assertEquals(address("memfs:///x"), address("memfs:/x"));
    assertEquals(URI.create("memfs:///x"), address("memfs:/").resolve("/x"));
    assertEquals("memfs:///x", address("memfs:/").resolve("/x").toString());
  }

  /** {@link URI#equals}: the cases of scheme and host do not count, a user's does. */
  @Test
  void addressesAreEqualWhenTheirUrisAre() {
    assertEquals(address("memfs://scratch/a"), address("MEMFS://Scratch/b"));
    assertEquals(address("memfs://scratch").hashCode(), address("memfs://SCRATCH").hashCode());
    assertNotEquals(address("memfs://scratch"), address("memfs://scratch:1"));
    assertNotEquals(address("memfs://me@scratch"), address("memfs://ME@scratch"));
    assertNotEquals(address("memfs://scratch"), address("wofs://scratch"));
  }

  /** RFC 3986, section 6.2.3: where there is an authority an empty path is the root. */
  @Test
  void anEmptyPathIsTheRoot() {
    assertEquals("/", path("memfs://scratch"));
  }

  /**
   * RFC 3986, section 2.1: an escape is one byte, of UTF-8 here; a slash is one, escaped or not.
   */
  @Test
  void escapesAreBytesOfUtf8() {
    assertEquals("/a b/é😀%", path("memfs://x/a%20b/%C3%A9%f0%9F%98%80%25"));
    assertEquals("/é", path("memfs://x/é"));
    assertEquals("/a/b", path("memfs://x/a%2Fb"));
    assertThrows(IllegalArgumentException.class, () -> path("memfs://x/%FF"));
    assertThrows(IllegalArgumentException.class, () -> path("memfs://x/%C3é"));
    assertThrows(IllegalArgumentException.class, () -> path("memfs://x/%ED%A0%80"));
  }

  /** {@link InvalidPathException}: an escape is no way around what a path may hold. */
  @Test
  void anEscapedNulIsRefused() {
    TextFileSystem fileSystem = new TextFileSystem("memfs://x", "/");
    assertThrows(
        InvalidPathException.class, () -> fileSystem.getPath(URI.create("memfs://x/a%00")));
  }

  /** {@link java.nio.file.spi.FileSystemProvider#getPath}: preconditions on the URI do not hold. */
  @ParameterizedTest
  @ValueSource(strings = {"memfs://x/a?b", "memfs://x/a#b", "memfs://x?", "memfs:x", "//x/a", "a"})
  void aUriThatIsNotSchemeAuthorityAndPathIsRefused(String text) {
    URI uri = URI.create(text);
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> VfsUri.of(uri));
    assertTrue(e.getMessage().contains(text), e::getMessage);
    assertThrows(IllegalArgumentException.class, () -> VfsUri.path(uri));
  }
}
