package io.vnode.zipstore;

import static io.vnode.testkit.Property.forAll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vnode.nio.VfsFileSystem;
import io.vnode.testkit.Gen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives that were damaged at random: nothing comes out of them but bytes and IOExceptions. Each
 * value tried is a hundred archives: {@code -Dvnode.tries=10000} is a million.
 */
class MutationTest {
  private static final String[] ODD = {"strict", "first", "rename"};
  private static final int[] NUMBERS = {0, 1, -1, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE, 46};
  private static final int ROUNDS = 100;

  /** Where fields begin in records, behind their signatures: APPNOTE 4.3. */
  private static final Map<Integer, int[]> FIELDS =
      Map.of(
          0x04034b50, new int[] {4, 6, 8, 10, 14, 18, 22, 26, 28},
          0x02014b50, new int[] {4, 6, 8, 10, 12, 16, 20, 24, 28, 30, 32, 34, 36, 38, 42},
          0x06054b50, new int[] {4, 6, 8, 10, 12, 16, 20},
          0x06064b50, new int[] {4, 12, 16, 20, 24, 32, 40, 48},
          0x07064b50, new int[] {4, 8, 16});

  @TempDir Path folder;

  @Test
  void onlyIoExceptionsComeOutAndSoon() throws IOException {
    byte[][] seeds = {
      deflated(), linked().bytes(), linked().zip64().bytes(), odd().bytes(), odd().zip64().bytes()
    };
    forAll(
        30,
        Gen.longs(0, Long.MAX_VALUE),
        seed ->
            assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < ROUNDS; i++) {
                    byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
                    if (random.nextBoolean()) {
                      damage(bytes, random);
                    } else {
                      lie(bytes, random);
                    }
                    readAll(bytes, ODD[random.nextInt(ODD.length)]);
                  }
                }));
  }

  private static byte[] deflated() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : new String[] {"a", "d/", "d/e/f", "g"}) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write((name + " word").repeat(200).getBytes(UTF_8));
        }
      }
    }
    return out.toByteArray();
  }

  private static RawZip linked() {
    RawZip raw = new RawZip();
    raw.add("d/a", "hello").mode(0100644);
    raw.add("link", "d/a").mode(0120777);
    raw.add("d/b/c", "other");
    return raw;
  }

  /** All other methods, and extra fields. */
  private static RawZip odd() throws IOException {
    byte[] bytes = "hello hello ".repeat(50).getBytes(UTF_8);
    RawZip raw = new RawZip();
    for (int method : OtherMethodsTest.METHODS) {
      raw.add(("m" + method).getBytes(UTF_8), OtherMethodsTest.pack(method, bytes))
          .flags(2)
          .packed(method, bytes)
          .extra(new byte[] {0x55, 0x54, 5, 0, 1, 9, 9, 9, 9, 0x55, 0x58, 4, 0, 1, 2, 3, 4});
    }
    return raw;
  }

  /** Gives a field of a record another value: a number that is odd, near, or somebody else's. */
  private static void lie(byte[] bytes, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> records = new ArrayList<>();
    for (int at = 0; at < bytes.length - 22; at++) {
      if (FIELDS.containsKey(buffer.getInt(at))) {
        records.add(at);
      }
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int record = records.get(random.nextInt(records.size()));
      int[] fields = FIELDS.getOrDefault(buffer.getInt(record), new int[] {4});
      int at = record + fields[random.nextInt(fields.length)];
      int value =
          switch (random.nextInt(4)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> buffer.getInt(at) + random.nextInt(5) - 2;
            case 2 -> records.get(random.nextInt(records.size()));
            default -> bytes.length - random.nextInt(bytes.length);
          };
      if (random.nextBoolean()) {
        buffer.putShort(at, (short) value);
      } else {
        buffer.putInt(Math.min(at, bytes.length - 4), value);
      }
    }
  }

  /** Changes a few bytes, or numbers, most of them in the directory and behind it. */
  private static void damage(byte[] bytes, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int tail = Math.min(bytes.length, 350);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at =
          random.nextInt(4) == 0
              ? random.nextInt(bytes.length - 4)
              : bytes.length - 4 - random.nextInt(tail - 4);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> buffer.putShort(at, (short) NUMBERS[random.nextInt(NUMBERS.length)]);
        default -> buffer.putInt(at, NUMBERS[random.nextInt(NUMBERS.length)]);
      }
    }
  }

  private void readAll(byte[] bytes, String odd) throws IOException {
    Path file = Files.write(folder.resolve("damaged.zip"), bytes);
    try (VfsFileSystem zip = ZipStore.open(file, Map.of("onOddEntry", odd))) {
      readAll(zip.getPath("/"));
    } catch (IOException e) {
      // One clear refusal.
    }
  }

  private static void readAll(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path path : entries) {
        try {
          if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            readAll(path);
          } else {
            Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
            readBytes(path);
          }
        } catch (IOException e) {
          // Only this file; the next may be sound.
        }
      }
    }
  }

  /** Reads to the end without an array of the size that the file says it has. */
  private static void readBytes(Path file) throws IOException {
    byte[] buffer = new byte[8192];
    try (InputStream in = Files.newInputStream(file)) {
      while (in.read(buffer) >= 0) {}
    }
  }
}
