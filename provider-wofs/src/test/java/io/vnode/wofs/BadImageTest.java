package io.vnode.wofs;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import io.vnode.wofs.format.Forged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Issue: of a bad image comes "a clear WofsFormatException that says what and where, or a mount of
 * the last good commit when {@code recover=true}; never a hang, an OutOfMemoryError, another
 * exception, or wrong data unnoticed".
 */
class BadImageTest {
  private static final Map<String, String> READ = Map.of("mode", "ro", "permissions", "ignore");
  private static final Map<String, String> RECOVER =
      Map.of("recover", "true", "permissions", "ignore");

  /** How many images are made of one value that is tried. */
  private static final int IMAGES = 20;

  private static byte[] image;
  private static Map<String, String> first;
  private static Map<String, String> second;

  /** An image of two commits. */
  @BeforeAll
  static void makeImage() throws IOException {
    QuietLog.begin();
    MemorySite site = new MemorySite(null);
    try (WofsFileSystem fs = Trees.mount(site, Map.of())) {
      Files.writeString(fs.getPath("/a"), "what is in a");
      Files.createDirectory(fs.getPath("/d"));
      Files.createSymbolicLink(fs.getPath("/d/link"), fs.getPath("../a"));
      first = Trees.dump(fs);
    }
    try (WofsFileSystem fs = Trees.mount(site, Map.of())) {
      Files.writeString(fs.getPath("/a"), "what else is in a");
      Files.write(fs.getPath("/d/b"), new byte[5000]);
      Files.setAttribute(fs.getPath("/d/b"), "user:x", new byte[] {1, 2});
      second = Trees.dump(fs);
    }
    image = site.bytes();
  }

  private static Map<String, String> dump(byte[] bytes, Map<String, String> env)
      throws IOException {
    try (WofsFileSystem fs = Trees.mount(new MemorySite(bytes), env)) {
      return Trees.dump(fs);
    }
  }

  private static WofsFormatException refused(byte[] bytes) {
    return assertThrows(WofsFormatException.class, () -> dump(bytes, READ));
  }

  private static byte[] with(int at, int value) {
    byte[] bytes = image.clone();
    bytes[at] = (byte) value;
    return bytes;
  }

  /** What is no image is said to be none. */
  @Test
  void whatDoesNotBeginAsAnImageIsRefused() {
    assertTrue(refused(with(0, 'P')).getMessage().contains("does not begin as a wofs image"));
    assertTrue(refused(new byte[100]).getMessage().contains("has a header of 4096 bytes"));
    assertTrue(refused(new byte[5000]).getMessage().contains("does not begin as a wofs image"));
    assertEquals(0, refused(with(0, 'P')).offset());
  }

  /** Each byte of the header, records, metadata and contents changed, in turn. */
  @Test
  void noSingleChangedByteIsWrongDataUnnoticed() throws IOException {
    for (int at = 0; at < image.length; at++) {
      for (int bit = 0; bit < 8; bit += 3) {
        checkChanged(with(at, image[at] ^ 1 << bit), at);
      }
    }
  }

  private static void checkChanged(byte[] bytes, int at) throws IOException {
    try {
      assertEquals(second, dump(bytes, READ), () -> "changed at " + at);
    } catch (WofsFormatException e) {
      if (at >= 4096) {
        checkRecovered(bytes, at);
      }
    }
  }

  private static void checkRecovered(byte[] bytes, int at) throws IOException {
    try {
      Map<String, String> found = dump(bytes, RECOVER);
      assertTrue(
          found.equals(first) || found.equals(second) || found.size() == 1, () -> "at " + at);
    } catch (WofsFormatException e) {
      assertTrue(e.getMessage().contains("bytes of a file"), e::getMessage);
    }
  }

  /** A damaged commit is told from one that was never finished: the setting {@code recover}. */
  @Test
  void beforeWhatIsDamagedTheImageCanBeMounted() throws IOException {
    int second = image.length - 300;
    byte[] bytes = with(second, image[second] ^ 1); // In its metadata.
    WofsFormatException refused = refused(bytes);
    assertTrue(
        refused.getMessage().contains("the metadata of commit 2 are damaged"),
        refused.getMessage());
    try (WofsFileSystem fs = Trees.mount(new MemorySite(bytes), RECOVER)) {
      assertEquals(first, Trees.dump(fs));
      assertTrue(fs.isReadOnly());
      assertTrue(fs.notice().orElseThrow().contains("mounted as it was before what is damaged"));
    }
  }

  /** Cut at each place: what is left is the commit before, or nothing, or no image at all. */
  @Test
  void aTruncatedImageGivesWhatIsWhole() throws IOException {
    for (int length = 1; length < image.length; length++) {
      byte[] bytes = Arrays.copyOf(image, length);
      if (length < 4096) {
        refused(bytes);
      } else {
        Map<String, String> found = dump(bytes, READ);
        assertTrue(found.equals(first) || found.equals(second) || found.size() == 1);
      }
    }
  }

  /** A feature that cannot be ignored and is not known is refused by its name. */
  @Test
  void anUnknownFeatureIsRefusedByName() throws IOException {
    byte[] bytes = Forged.withFeature(image, 5);
    assertTrue(refused(bytes).getMessage().contains("needs the feature incompatible-5"));
  }

  /**
   * Bytes changed, lost, doubled and cut by chance. Each value that is tried is twenty images:
   * {@code -Dvnode.tries=50000} is a million.
   */
  @Test
  void whateverIsChangedOnlyFormatExceptionsCome() {
    forAll(250, Gen.ints(0, Integer.MAX_VALUE - 1), BadImageTest::mutate);
  }

  private static void mutate(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < IMAGES; i++) {
      check(mutated(random));
    }
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = image.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(random.nextInt(300), bytes.length - at);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> Arrays.fill(bytes, at, at + length, (byte) random.nextInt(3));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default ->
            System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
      }
    }
    return bytes;
  }

  /** Metadata whose checksums are right and that are wrong nevertheless: made to deceive. */
  @Test
  void metadataThatWereForgedAreRefusedOrATree() {
    forAll(
        250,
        Gen.ints(0, Integer.MAX_VALUE - 1),
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < IMAGES; i++) {
            check(forged(random));
          }
        });
  }

  private static byte[] forged(Random random) {
    try {
      MemorySite site = new MemorySite(image);
      return Forged.of(image, site.open(false), random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(byte[] bytes) {
    for (Map<String, String> env : List.of(READ, RECOVER)) {
      try (FileSystem fs = Trees.mount(new MemorySite(bytes), env)) {
        Trees.dump(fs);
      } catch (WofsFormatException e) {
        assertTrue(e.getMessage().startsWith("memory.img: at "));
      } catch (NoSuchFileException e) {
        assertTrue(bytes.length == 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
