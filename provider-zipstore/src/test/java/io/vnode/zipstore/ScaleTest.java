package io.vnode.zipstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of very many entries, and of such that are made to be slow. */
class ScaleTest {
  private static final int BITS = 15;

  @TempDir Path folder;

  private static long count(VfsFileSystem zip) throws IOException {
    try (Stream<Path> list = Files.list(zip.getPath("/"))) {
      return list.count();
    }
  }

  /** The count of an end record without zip64 has 16 bits: APPNOTE 4.4.22. */
  @Test
  void entriesThatTheEndRecordCannotCountAreAllThere() throws IOException {
    RawZip raw = new RawZip();
    int many = 70_000;
    for (int i = 0; i < many; i++) {
      raw.add("file" + i, "");
    }
    raw.claimedEntries(many & 0xffff);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertEquals(many, count(zip));
      assertTrue(Files.exists(zip.getPath("/file" + (many - 1))));
    }
  }

  /** All of these names have the same {@code String.hashCode}. */
  @Test
  void namesThatCollideInTheHashOfTheJdkDoNotCollideHere() throws IOException {
    RawZip raw = new RawZip();
    for (int i = 0; i < 1 << BITS; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < BITS; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      raw.add(name.toString(), "");
    }
    byte[] bytes = raw.bytes();
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          try (VfsFileSystem zip = Archives.open(folder, bytes)) {
            assertEquals(1 << BITS, count(zip));
          }
        });
  }

  @Test
  void treeMayBeAsDeepAsAPathCanBe() throws IOException {
    RawZip raw = new RawZip();
    String deep = "d/".repeat(2046) + "ff";
    raw.add(deep, "bottom");
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertEquals("bottom", Files.readString(zip.getPath(deep)));
    }
  }
}
