package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of files, stored and deflated, and what is said of those that cannot be read. */
class ReadingTest {
  private static final int LARGE = 3 << 20;

  @TempDir Path folder;

  static byte[] words(int size) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(size + 10);
    while (text.length() < size) {
      text.append("word").append(random.nextInt(1000)).append(' ');
    }
    return Arrays.copyOf(text.toString().getBytes(UTF_8), size);
  }

  /** An archive of {@code bytes} as /stored and /deflated. */
  static byte[] both(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry stored = new ZipEntry("stored");
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(bytes.length);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      stored.setCrc(crc.getValue());
      zip.putNextEntry(stored);
      zip.write(bytes);
      zip.putNextEntry(new ZipEntry("deflated"));
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void filesOfEverySizeAreReadWhole() throws IOException {
    for (int size : new int[] {0, 1, 1000, 64 << 10, (64 << 10) + 1, LARGE}) {
      byte[] bytes = words(size);
      try (VfsFileSystem zip = Archives.open(folder, both(bytes))) {
        assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/stored")), "stored " + size);
        assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/deflated")), "deflated " + size);
        assertEquals(size, Files.size(zip.getPath("/deflated")));
      }
    }
  }

  @Test
  void channelsReadAtAnyPosition() throws IOException {
    byte[] bytes = words(LARGE);
    Random random = new Random(2);
    try (VfsFileSystem zip = Archives.open(folder, both(bytes))) {
      for (String name : new String[] {"/stored", "/deflated"}) {
        try (FileChannel channel = FileChannel.open(zip.getPath(name))) {
          for (int i = 0; i < 200; i++) {
            int at = random.nextInt(LARGE);
            ByteBuffer read = ByteBuffer.allocate(1 + random.nextInt(9000));
            int count = channel.read(read, at);
            assertEquals(Math.min(read.capacity(), LARGE - at), count);
            assertEquals(ByteBuffer.wrap(bytes, at, count), read.flip());
          }
          assertEquals(-1, channel.read(ByteBuffer.allocate(1), LARGE));
        }
      }
    }
  }

  @Test
  void filesKeepTheirIdentityWhileTheyAreUsed() throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, RawZip.hello())) {
      Object key = Files.readAttributes(zip.getPath("/a"), "fileKey").get("fileKey");
      assertEquals(key, Files.readAttributes(zip.getPath("/a"), "fileKey").get("fileKey"));
      assertTrue(Files.isSameFile(zip.getPath("/a"), zip.getPath("/./a")));
      assertSame(zip.namespace().root(), zip.namespace().root());
    }
  }

  private void assertUnreadable(String reason, RawZip raw, String... settings) throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, raw, settings)) {
      ZipException e =
          assertThrows(ZipException.class, () -> Files.readAllBytes(zip.getPath("/a")));
      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertTrue(e.getMessage().contains("/a"), e.getMessage());
    }
  }

  @Test
  void damageIsFoundByTheCrc() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "hello").crc(1);
    assertUnreadable("CRC-32 is 3610a686, not 00000001", raw);
    try (VfsFileSystem zip = Archives.open(folder, raw, "verify", "off")) {
      assertEquals("hello", Files.readString(zip.getPath("/a")));
    }
    for (int size : new int[] {100, LARGE}) {
      byte[] bytes = both(words(size));
      int crcAt = lastHeader(bytes) + 16;
      bytes[crcAt] ^= 1;
      try (VfsFileSystem zip = Archives.open(folder, bytes)) {
        ZipException e =
            assertThrows(ZipException.class, () -> Files.readAllBytes(zip.getPath("/deflated")));
        assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
      }
    }
  }

  private static int lastHeader(byte[] bytes) {
    int at = bytes.length - 46;
    while (ByteBuffer.wrap(bytes).getInt(at) != 0x504b0102) {
      at--;
    }
    return at;
  }

  /** APPNOTE 4.4.4, bit 0. */
  @Test
  void whatIsEncryptedIsListedAndRefusedWhenItIsOpened() throws IOException {
    RawZip encrypted = new RawZip();
    encrypted.add("a", "hello").flags(1);
    assertUnreadable("it is encrypted", encrypted);
  }

  @Test
  void localHeaderThatDisagreesIsRefusedIfStrict() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "hello").localName("b");
    assertUnreadable("has another name", raw);
    try (VfsFileSystem zip = Archives.open(folder, raw, "onOddEntry", "first")) {
      assertEquals("hello", Files.readString(zip.getPath("/a")));
    }
    RawZip size = new RawZip();
    size.add("a", "hello").claimedSize(4);
    assertUnreadable("size 5, the directory 4", size);
  }

  @Test
  void entryThatReachesIntoTheDirectoryIsRefused() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "hello").claimedSize(1 << 30);
    assertUnreadable("reach into the directory", raw, "onOddEntry", "first");
  }

  /** Closed by an interrupt, {@link FileChannel} says, and so it would be for all. */
  @Test
  void interruptedReaderDoesNotCloseTheArchiveForOthers() throws Exception {
    byte[] bytes = words(LARGE);
    try (VfsFileSystem zip = Archives.open(folder, both(bytes))) {
      Path file = zip.getPath("/stored");
      for (int i = 0; i < 20; i++) {
        Thread reader =
            new Thread(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                readUnlessInterrupted(file);
              }
            });
        reader.start();
        Thread.sleep(i % 4);
        reader.interrupt();
        assertArrayEquals(bytes, Files.readAllBytes(file));
        reader.join();
      }
      Thread.currentThread().interrupt();
      try (InputStream in = Files.newInputStream(file)) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
      assertTrue(Thread.interrupted(), "the interrupt is kept for who asks for it");
    }
  }

  private static void readUnlessInterrupted(Path file) {
    try {
      assertEquals(LARGE, Files.readAllBytes(file).length);
    } catch (ClosedByInterruptException e) {
      // The channel of the one who was interrupted, and nobody else's.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void archiveThatWasReplacedGoesOnBeingRead() throws IOException {
    Path file = Files.write(folder.resolve("replaced.zip"), RawZip.hello().bytes());
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      RawZip other = new RawZip();
      other.add("a", "other");
      Path fresh = Files.write(folder.resolve("fresh.zip"), other.bytes());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      assertEquals("hello", Files.readString(zip.getPath("/a")));
    }
  }
}
