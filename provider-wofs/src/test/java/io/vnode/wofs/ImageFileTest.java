package io.vnode.wofs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of an image on the host: what happens to it and its channel while it is mounted. */
class ImageFileTest {
  private static final Map<String, String> TOUCHED =
      Map.of("load", "touched", "capacity", "64 MiB");

  @TempDir Path directory;
  private Path image;

  @BeforeAll
  static void beQuiet() {
    QuietLog.begin();
  }

  @BeforeEach
  void nameAnImage() {
    image = directory.resolve("disk.img");
  }

  /**
   * InterruptibleChannel: an interrupt closes the channel of whoever is at it, and not an image.
   */
  @Test
  void anInterruptInTheMiddleOfACommitLosesNothing() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<Thread> committer = new AtomicReference<>();
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("capacity", "64 MiB"))) {
      fs.commit();
      Future<Integer> commits =
          threads.submit(() -> {
            committer.set(Thread.currentThread());
            int count = 0;
            while (!over.get()) {
              Files.write(fs.getPath("/file"), new byte[] {(byte) ++count});
              fs.commit();
            }
            return count;
          });
      for (int i = 0; i < 300; i++) {
        Thread.sleep(1);
        if (committer.get() != null) {
          committer.get().interrupt();
        }
      }
      over.set(true);
      int last = commits.get();
      Files.writeString(fs.getPath("/number"), Integer.toString(last));
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      int last = Integer.parseInt(Files.readString(fs.getPath("/number")));
      assertArrayEquals(new byte[] {(byte) last}, Files.readAllBytes(fs.getPath("/file")));
    }
  }

  /** The same, of one who reads what was in no window of the image yet. */
  @Test
  void aReaderWhoIsInterruptedLeavesTheImageToTheOthers() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    try (WofsFileSystem fs = WofsFileSystem.mount(image, TOUCHED)) {
      Files.write(fs.getPath("/file"), bytes);
    }
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("load", "touched"))) {
      Path file = fs.getPath("/file");
      try (var channel = Files.newByteChannel(file)) {
        var target = java.nio.ByteBuffer.allocate(10);
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> channel.read(target)); // That channel, and no other.
      } finally {
        assertTrue(Thread.interrupted());
      }
      assertArrayEquals(bytes, Files.readAllBytes(file));
      Files.writeString(fs.getPath("/other"), "committed");
    }
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      assertEquals("committed", Files.readString(fs.getPath("/other")));
    }
  }

  /** The clock is stopped by the unmount, and must not spoil the commit that it is at. */
  @Test
  void theUnmountWaitsForTheClock() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("commitEvery", "1 ms"))) {
        Files.write(fs.getPath("/large"), new byte[200_000 + i]);
        Files.writeString(fs.getPath("/number"), Integer.toString(i));
      }
      try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("mode", "ro"))) {
        assertEquals(Integer.toString(i), Files.readString(fs.getPath("/number")));
      }
    }
  }

  /** What a crash has left is in the copy in memory as well, and is written over in the file. */
  @Test
  void whatComesInThePlaceOfAnUnfinishedCommitIsRead() throws IOException {
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      Files.writeString(fs.getPath("/a"), "a");
    }
    Files.write(image, new byte[5000], StandardOpenOption.APPEND);
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      Files.writeString(fs.getPath("/b"), "b");
      fs.commit();
      assertEquals(2L, Files.getAttribute(fs.getPath("/b"), "wofs:commit"));
      assertEquals(1L, Files.getAttribute(fs.getPath("/a"), "wofs:commit"));
    }
  }

  /** {@code load=all}: an array has no room for more than 2 GiB. */
  @Test
  void whatIsTooLargeForMemoryIsSaidToBe() throws IOException {
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("capacity", "4 GiB"))) {
      Files.writeString(fs.getPath("/a"), "a");
    }
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(3L << 30); // A hole, on any host that we know.
    }
    FileSystemException refused =
        assertThrows(
            FileSystemException.class,
            () -> WofsFileSystem.mount(image, Map.of("load", "all", "mode", "ro")));
    assertTrue(refused.getReason().contains("load=touched"), refused.getReason());
  }
}
