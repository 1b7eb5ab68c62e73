package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_ONLY;
import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vnode.projfs.pdl.PdlException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set for a projection beyond its entries: lazy sources, user attributes, caching. */
class PolicyTest {
  private static final String COLOUR = "user:colour";

  @TempDir Path host;
  private Path source;
  private Path file;

  @BeforeEach
  void makeSources() throws IOException {
    source = Files.createDirectory(host.resolve("source"));
    file = Files.writeString(source.resolve("f"), "old");
  }

  // ---------------------------------------------------------------- lazy sources

  private ProjFileSystem lazy(Path missing) throws IOException {
    return ProjFs.builder()
        .lazySources()
        .portal("/p", missing, READ_WRITE)
        .file("/d/f", missing.resolve("f"), READ_WRITE)
        .build();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names.map(name -> name.getFileName().toString()).toList();
    }
  }

  /** Issue 7: "lazy: listed, and ENOENT with a clear reason when touched". */
  @Test
  void aLazySourceThatIsMissingIsListedAndNotThere() throws IOException {
    Path missing = host.resolve("missing");
    try (ProjFileSystem fs = lazy(missing)) {
      assertEquals(List.of("p", "d"), names(fs.getPath("/")));
      assertEquals(List.of("f"), names(fs.getPath("/d")));
      for (String touched : List.of("/p", "/p/x", "/d/f")) {
        Path path = fs.getPath(touched);
        assertFalse(Files.exists(path), touched);
        assertFalse(Files.isDirectory(path), touched);
        NoSuchFileException refused =
            assertThrows(NoSuchFileException.class, () -> Files.readAllBytes(path));
        assertEquals(touched, refused.getFile());
        assertTrue(
            refused.getReason().startsWith("its source " + missing), () -> refused.getReason());
      }
    }
  }

  /** Issue 7: "a source that comes later is found later". */
  @Test
  void aLazySourceThatComesLaterIsFoundThen() throws IOException {
    Path missing = host.resolve("missing");
    try (ProjFileSystem fs = lazy(missing)) {
      assertFalse(Files.exists(fs.getPath("/p")));
      Files.writeString(Files.createDirectory(missing).resolve("f"), "come");
      assertEquals("come", Files.readString(fs.getPath("/p/f")));
      assertEquals("come", Files.readString(fs.getPath("/d/f")));
      Files.writeString(fs.getPath("/p/g"), "made");
      assertEquals("made", Files.readString(missing.resolve("g")));
      assertThrows(
          ReadOnlyFileSystemException.class,
          () -> Files.move(fs.getPath("/p"), fs.getPath("/q")),
          "a portal stays");
    }
  }

  /** Issue 7: a directory of a projection is EROFS, and a name that is listed is taken. */
  @Test
  void whatIsListedCannotBeMadeOrRemoved() throws IOException {
    try (ProjFileSystem fs = lazy(host.resolve("missing"))) {
      assertThrows(FileAlreadyExistsException.class, () -> Files.createDirectory(fs.getPath("/p")));
      assertThrows(ReadOnlyFileSystemException.class, () -> Files.delete(fs.getPath("/d/f")));
    }
  }

  /** Issue 7: a source that comes and is of the wrong kind is named. */
  @Test
  void aLateSourceOfTheWrongKindIsNamed() throws IOException {
    Path missing = host.resolve("missing");
    try (ProjFileSystem fs = lazy(missing)) {
      Files.createFile(missing);
      FileSystemException refused =
          assertThrows(FileSystemException.class, () -> names(fs.getPath("/p")));
      assertTrue(refused.getMessage().contains("is not a directory"), refused::getMessage);
    }
  }

  /** Issue 7: without {@code lazy} a missing source is an error; with it, of a definition too. */
  @Test
  void aDefinitionMayBeLazy() throws IOException {
    Path definition = Files.writeString(host.resolve("game.pdl"), "p(/p|later|r); f(/f|soon|r);");
    assertThrows(PdlException.class, () -> ProjFs.open(definition, Map.of()).close());
    try (ProjFileSystem fs = ProjFs.open(definition, Map.of("lazy", "on"))) {
      assertFalse(Files.exists(fs.getPath("/f")));
      Files.writeString(host.resolve("soon"), "here");
      assertEquals("here", Files.readString(fs.getPath("/f")));
    }
  }

  // ---------------------------------------------------------------- user attributes

  private static UserDefinedFileAttributeView user(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  private ProjFs.Builder entries() {
    return ProjFs.builder().portal("/p", source, READ_WRITE).file("/f", file, READ_WRITE);
  }

  /** Issue 7: "User attributes and named streams: refused as the specification says". */
  @Test
  void userAttributesAreRefusedUnlessTheyAreAllowed() throws IOException {
    try (ProjFileSystem fs = entries().build()) {
      for (Path path : List.of(fs.getPath("/p/f"), fs.getPath("/p"), fs.getPath("/f"))) {
        assertThrows(
            FileSystemException.class, () -> Files.setAttribute(path, COLOUR, new byte[] {1}));
        assertEquals(List.of(), user(path).list());
      }
    }
  }

  /** Issue 7: "by option passed through". */
  @Test
  void userAttributesThatAreAllowedAreThoseOfTheSource() throws IOException {
    assumeTrue(Files.getFileStore(source).supportsFileAttributeView("user"));
    try (ProjFileSystem fs = entries().allowUserAttributes().build()) {
      byte[] red = {1, 2, 3};
      Files.setAttribute(file, COLOUR, red);
      Files.createDirectory(source.resolve("d"));
      assertArrayEquals(red, (byte[]) Files.getAttribute(fs.getPath("/p/f"), COLOUR));
      for (String name : List.of("/p/f", "/p/d", "/p", "/f")) {
        Path path = fs.getPath(name);
        Files.setAttribute(path, COLOUR, new byte[] {4});
        assertEquals(List.of("colour"), user(path).list());
        user(path).delete("colour");
        assertEquals(List.of(), user(path).list());
      }
      assertEquals(List.of(), user(file).list());
    }
  }

  /** Issue 7: read-only entries and protected names refuse every change. */
  @Test
  void userAttributesOfWhatIsReadOnlyCannotBeSet() throws IOException {
    ProjFs.Builder builder = ProjFs.builder().allowUserAttributes().file("/f", file, READ_ONLY);
    builder.portal("/p", source, READ_WRITE, ProjFs.protect("f"));
    try (ProjFileSystem fs = builder.build()) {
      for (Path path : List.of(fs.getPath("/f"), fs.getPath("/p/f"))) {
        assertThrows(
            ReadOnlyFileSystemException.class,
            () -> Files.setAttribute(path, COLOUR, new byte[] {1}));
      }
    }
  }

  // ---------------------------------------------------------------- caching

  /** Issue 7: "attributes always asked, never cached unless cache= says so". */
  @Test
  void attributesAreAskedForEachTime() throws IOException {
    try (ProjFileSystem fs = entries().build()) {
      assertEquals(3, Files.size(fs.getPath("/p/f")));
      Files.writeString(file, "longer");
      assertEquals(6, Files.size(fs.getPath("/p/f")));
    }
  }

  /** Issue 7: the host is believed for as long as it is said, and own changes are seen at once. */
  @Test
  void attributesThatAreCachedAreThoseOfAMomentAgoButForOwnChanges() throws IOException {
    try (ProjFileSystem fs = entries().cacheAttributes(Duration.ofMinutes(10)).build()) {
      Path path = fs.getPath("/p/f");
      assertEquals(3, Files.size(path));
      assertEquals(3L, Files.getAttribute(path, "unix:size"));
      Files.writeString(file, "longer");
      assertEquals(3, Files.size(path));
      assertEquals(3L, Files.getAttribute(path, "unix:size"));
      Files.writeString(path, "by the projection");
      assertEquals(17, Files.size(path));
      Files.delete(path);
      assertFalse(Files.exists(path));
    }
  }

  /** Issue 7: a short cache is soon over, and a definition can set it. */
  @Test
  void whatIsCachedIsAskedForAgainWhenItsTimeIsOver() throws Exception {
    Path definition = Files.writeString(host.resolve("game.pdl"), "p(/p|source|r);");
    try (ProjFileSystem fs = ProjFs.open(definition, Map.of("cache", "20 ms"))) {
      assertEquals(3, Files.size(fs.getPath("/p/f")));
      Files.writeString(file, "longer");
      Thread.sleep(50);
      assertEquals(6, Files.size(fs.getPath("/p/f")));
    }
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ProjFs.open(definition, Map.of("cache", "soon")).close());
    assertEquals(
        "projfs: cache: 'soon' is not a duration: write 0, 500 ms, 2 s, 1 min",
        refused.getMessage());
  }
}
