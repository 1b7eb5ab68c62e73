package io.vnode.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The JDK's zipfs, whose archives lie in memory. */
class ZipfsTest extends InMemory {
  private static final Map<String, String> CREATE = Map.of("create", "true");
  private static final int NESTED = 4;

  private static FileSystem open(Path archive) throws IOException {
    return FileSystems.newFileSystem(archive);
  }

  /** {@link FileSystems#newFileSystem(Path, Map)}: what was written is there when opened again. */
  @Test
  void anArchiveKeepsWhatWasWritten() throws IOException {
    Path archive = path("/a.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, CREATE)) {
      Files.createDirectories(zip.getPath("/d/e"));
      Files.writeString(zip.getPath("/d/e/f"), "first");
      Files.setLastModifiedTime(zip.getPath("/d/e/f"), FileTime.fromMillis(1_000_000_000_000L));
    }
    try (FileSystem zip = open(archive)) {
      Files.writeString(zip.getPath("/d/e/f"), ", second", StandardOpenOption.APPEND);
      Files.writeString(zip.getPath("/g"), "gone soon");
    }
    try (FileSystem zip = open(archive)) {
      Files.delete(zip.getPath("/g"));
      Files.move(zip.getPath("/d/e/f"), zip.getPath("/moved"));
    }
    assertEquals(Map.of("d/", "", "d/e/", "", "moved", "first, second"), entries(archive));
  }

  /** The archive as {@link ZipInputStream} reads it, which knows nothing of zipfs. */
  private static Map<String, String> entries(Path archive) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (InputStream in = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        found.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return found;
  }

  /** zipfs over zipfs over memfs: each archive is a file of the one before. */
  @Test
  void archivesNestAndAreReopenedInside() throws IOException {
    nest(path("/0.zip"), 1);
    for (String text : new String[] {"deep inside", "changed in place"}) {
      assertEquals(text, innermost(path("/0.zip"), 1, "changed in place"));
    }
  }

  private static void nest(Path archive, int depth) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(archive, CREATE)) {
      if (depth == NESTED) {
        Files.writeString(zip.getPath("/text"), "deep inside");
      } else {
        nest(zip.getPath("/" + depth + ".zip"), depth + 1);
      }
    }
  }

  /** Gives the text in the innermost archive and replaces it. */
  private static String innermost(Path archive, int depth, String replacement) throws IOException {
    try (FileSystem zip = open(archive)) {
      if (depth < NESTED) {
        return innermost(zip.getPath("/" + depth + ".zip"), depth + 1, replacement);
      }
      String text = Files.readString(zip.getPath("/text"));
      Files.writeString(zip.getPath("/text"), replacement);
      return text;
    }
  }

  /** {@link Files#copy(Path, Path, java.nio.file.CopyOption...)} between two providers. */
  @Test
  void filesAreCopiedIntoAnArchiveAndOut() throws IOException {
    Path source = file("/source", "text");
    FileTime time = FileTime.fromMillis(1_234_567_890_000L);
    Files.setLastModifiedTime(source, time);
    Path archive = path("/a.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, CREATE)) {
      Files.copy(source, zip.getPath("/in"), StandardCopyOption.COPY_ATTRIBUTES);
    }
    try (FileSystem zip = open(archive)) {
      Files.copy(zip.getPath("/in"), path("/out"), StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(zip.getPath("/in"), path("/moved out"));
    }
    assertEquals("text", Files.readString(path("/out")));
    assertEquals("text", Files.readString(path("/moved out")));
    assertEquals(time, Files.getLastModifiedTime(path("/out")));
    assertTrue(entries(archive).isEmpty());
  }

  /**
   * {@code jar:} URIs of {@link FileSystems#newFileSystem(URI, Map)}: any provider's below them.
   */
  @Test
  void aJarUriLeadsIntoAnArchiveInMemory() throws IOException {
    Path archive = path("/a b.zip");
    URI uri = URI.create("jar:" + archive.toUri());
    try (FileSystem zip = FileSystems.newFileSystem(uri, CREATE)) {
      Files.writeString(zip.getPath("/f"), "text");
      assertEquals("text", Files.readString(Path.of(URI.create(uri + "!/f"))));
    }
    assertEquals(Map.of("f", "text"), entries(archive));
  }

  /** {@link Files#walk} through an archive of many files. */
  @Test
  void anArchiveOfAThousandFilesIsWalked() throws IOException {
    Path archive = path("/many.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, CREATE)) {
      for (int i = 0; i < 1000; i++) {
        Files.writeString(zip.getPath("/" + i), "x".repeat(i));
      }
    }
    try (FileSystem zip = open(archive);
        Stream<Path> walk = Files.walk(zip.getPath("/"))) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        bytes += Files.readString(file).length();
      }
      assertEquals(999 * 1000 / 2, bytes);
    }
  }
}
