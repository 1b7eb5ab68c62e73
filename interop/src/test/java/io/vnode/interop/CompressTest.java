package io.vnode.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.examples.Archiver;
import org.apache.commons.compress.archivers.examples.Expander;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commons Compress: archives written to and read from channels. */
class CompressTest extends InMemory {
  private Path tree;

  @BeforeEach
  void plant() throws IOException {
    tree = directory("/tree");
    file("/tree/one", "1");
    file("/tree/d/two", "22".repeat(10_000));
    file("/tree/d/e/three", "");
  }

  private static Map<String, String> textsBelow(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        texts.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private Path pack(String format) throws IOException, ArchiveException {
    Path archive = path("/archive." + format);
    new Archiver().create(format, archive, tree);
    return archive;
  }

  /** {@link Archiver} and {@link Expander}; a zip is written with seeks. */
  @ParameterizedTest
  @ValueSource(strings = {"tar", "zip"})
  void aTreeIsPackedAndUnpacked(String format) throws IOException, ArchiveException {
    Path unpacked = directory("/unpacked");
    new Expander().expand(format, pack(format), unpacked);
    assertEquals(textsBelow(tree), textsBelow(unpacked));
    assertEquals(3, textsBelow(unpacked).size());
  }

  /** {@link TarFile}: an entry is read where it lies. */
  @Test
  void aTarIsReadAtRandom() throws IOException, ArchiveException {
    try (TarFile tar = new TarFile(pack("tar"))) {
      assertTrue(tar.getEntries().size() >= 3);
      for (TarArchiveEntry entry : tar.getEntries()) {
        if (entry.isFile()) {
          try (InputStream in = tar.getInputStream(entry)) {
            assertEquals(
                Files.readString(tree.resolve(entry.getName())),
                new String(in.readAllBytes(), UTF_8));
          }
        }
      }
    }
  }
}
