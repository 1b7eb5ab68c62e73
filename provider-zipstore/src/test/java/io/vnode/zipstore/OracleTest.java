package io.vnode.zipstore;

import static io.vnode.testkit.Property.forAll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.nio.VfsFileSystem;
import io.vnode.testkit.Gen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK packs, its own file system for zip files and ours show alike. */
class OracleTest {
  private static final String[] NAMES = {"a", "b", "ccc", "\u00e9t\u00e9", "\u6c34", ".d", "a b"};

  @TempDir Path folder;

  @Test
  void treesAreShownAsTheJdkShowsThem() {
    forAll(
        150,
        Gen.longs(0, Long.MAX_VALUE),
        seed -> {
          Path file = Files.write(folder.resolve("random.zip"), pack(new Random(seed)));
          try (FileSystem jdk = FileSystems.newFileSystem(file);
              VfsFileSystem ours = ZipStore.open(file, Map.of())) {
            assertEquals(facts(jdk), facts(ours));
          }
        });
  }

  private static byte[] pack(Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Set<String> files = new HashSet<>();
    Set<String> directories = new HashSet<>();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = random.nextInt(30); i > 0; i--) {
        String directory = directory(random, files);
        String name = directory + NAMES[random.nextInt(NAMES.length)];
        if (directories.contains(name + "/") || !files.add(name)) {
          continue;
        }
        for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
          String above = name.substring(0, at + 1);
          if (directories.add(above) && random.nextBoolean()) {
            zip.putNextEntry(entry(above, random));
          }
        }
        write(zip, entry(name, random), bytes(random), random.nextBoolean());
      }
    }
    return out.toByteArray();
  }

  /** A directory, none of whose names is a file's. */
  private static String directory(Random random, Set<String> files) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      if (files.contains(path + name)) {
        break;
      }
      path.append(name).append('/');
    }
    return path.toString();
  }

  private static ZipEntry entry(String name, Random random) {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(random.nextInt(Integer.MAX_VALUE) * 1000L));
    return entry;
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(8) == 0 ? 100_000 : random.nextInt(300)];
    int different = 1 + random.nextInt(255);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(different);
    }
    return bytes;
  }

  private static void write(ZipOutputStream zip, ZipEntry entry, byte[] bytes, boolean stored)
      throws IOException {
    if (stored) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setCrc(crc.getValue());
      entry.setSize(bytes.length);
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** All that both show: paths, kinds, sizes, times of what has an entry, bytes. */
  private static Map<String, String> facts(FileSystem zip) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(zip.getPath("/"))) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        String name = path.toString().replaceFirst("/$", "");
        facts.put(name, Files.isDirectory(path) ? "directory" : fileFacts(path));
      }
    }
    return facts;
  }

  private static String fileFacts(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    return Files.size(path)
        + " "
        + Files.getLastModifiedTime(path)
        + " "
        + Arrays.hashCode(bytes)
        + " "
        + new String(bytes, 0, Math.min(5, bytes.length), UTF_8);
  }
}
