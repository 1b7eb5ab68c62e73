package io.vnode.wofs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mounting and unmounting: what seeds/003 and the package promise. */
class MountTest {
  @TempDir Path directory;
  private Path image;

  @BeforeEach
  void nameAnImage() {
    image = directory.resolve("disk.img");
  }

  private WofsFileSystem mount() throws IOException {
    return WofsFileSystem.mount(image, Map.of());
  }

  /**
   * Seed: "The filesystem can be mounted … and unmounted, writing all changes back to the disk."
   */
  @Test
  void whatWasWrittenIsThereInTheNextSession() throws IOException {
    URI uri = URI.create("wofs:" + image);
    try (FileSystem fs = FileSystems.newFileSystem(uri, Map.of())) {
      Files.writeString(fs.getPath("/example.txt"), "Hello, World!");
    }
    try (FileSystem fs = FileSystems.newFileSystem(uri, Map.of())) {
      assertEquals("Hello, World!", Files.readString(fs.getPath("/example.txt")));
    }
  }

  /** Seed: the image is "written back to the disk file upon unmounting", and not before. */
  @Test
  void theImageIsWrittenOnceAndThatIsWhenItIsUnmounted() throws IOException {
    try (FileSystem fs = mount()) {
      Files.writeString(fs.getPath("/a"), "a");
      assertFalse(Files.exists(image));
    }
    byte[] first = Files.readAllBytes(image);
    try (FileSystem fs = mount()) {
      Files.writeString(fs.getPath("/b"), "b");
      assertArrayEquals(first, Files.readAllBytes(image));
    }
    byte[] second = Files.readAllBytes(image);
    assertTrue(second.length > first.length);
    assertArrayEquals(first, Arrays.copyOf(second, first.length), "written once");
  }

  /** To read is not to change: nothing is written where nothing has changed. */
  @Test
  void aSessionThatOnlyReadsLeavesTheImageAsItIs() throws IOException {
    try (FileSystem fs = mount()) {
      Files.writeString(fs.getPath("/a"), "a");
    }
    byte[] before = Files.readAllBytes(image);
    try (FileSystem fs = mount()) {
      Files.readString(fs.getPath("/a"));
    }
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  /** {@code FileSystems.newFileSystem(Path)}: recognised by its magic. */
  @Test
  void anImageIsRecognisedByItsMagic() throws IOException {
    try (FileSystem fs = mount()) {
      Files.writeString(fs.getPath("/a"), "a");
    }
    try (FileSystem fs = FileSystems.newFileSystem(image, Map.of())) {
      assertEquals("a", Files.readString(fs.getPath("/a")));
    }
  }

  /** The setting {@code at}: the tree as it was after an earlier unmount, read-only. */
  @Test
  void everyEarlierCommitCanBeMounted() throws IOException {
    for (int i = 1; i <= 5; i++) {
      try (FileSystem fs = mount()) {
        Files.writeString(fs.getPath("/file"), "after " + i);
        Files.writeString(fs.getPath("/file-" + i), "x");
      }
    }
    for (int i = 1; i <= 5; i++) {
      try (FileSystem fs = WofsFileSystem.mount(image, Map.of("at", Integer.toString(i)))) {
        assertEquals("after " + i, Files.readString(fs.getPath("/file")));
        assertTrue(Files.exists(fs.getPath("/file-" + i)));
        assertFalse(Files.exists(fs.getPath("/file-" + (i + 1))));
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.delete(fs.getPath("/file")));
      }
    }
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class, () -> WofsFileSystem.mount(image, Map.of("at", "6")));
    assertTrue(none.getMessage().contains("has no commit 6: there are 1 to 5"));
  }

  /** A second writer is refused, and told who is the first; readers are not. */
  @Test
  void theImageIsLockedAgainstASecondWriter() throws IOException {
    try (FileSystem fs = mount()) {
      Files.writeString(fs.getPath("/a"), "a");
    }
    try (FileSystem fs = mount()) {
      assertTrue(fs.isOpen());
      FileSystemException taken = assertThrows(FileSystemException.class, this::mount);
      assertTrue(taken.getReason().contains("this JVM"), taken.getReason());
      try (FileSystem reader = WofsFileSystem.mount(image, Map.of("mode", "ro"))) {
        assertEquals("a", Files.readString(reader.getPath("/a")));
      }
    }
    mount().close();
    assertFalse(Files.exists(directory.resolve("disk.img.lock")));
  }

  /** A missing image is made unless {@code create=false} or {@code mode=ro}. */
  @Test
  void aMissingImageIsNotMadeWhereThatIsNotAskedFor() {
    for (Map<String, String> env : List.of(Map.of("create", "false"), Map.of("mode", "ro"))) {
      assertThrows(NoSuchFileException.class, () -> WofsFileSystem.mount(image, env));
    }
    assertFalse(Files.exists(image));
  }

  /** Seed: four MiB hold 50 files and 2 MB at least; a 1.5 MB file with NULs comes back whole. */
  @Test
  void theDefaultImageHoldsMoreThanTheSeedAsksFor() throws IOException {
    byte[] large = new byte[1_500_000];
    new Random(3).nextBytes(large);
    Arrays.fill(large, 1000, 9000, (byte) 0);
    try (FileSystem fs = mount()) {
      Files.write(fs.getPath("/large"), large);
      Files.write(fs.getPath("/more"), Arrays.copyOf(large, 600_000));
      for (int i = 0; i < 20_000; i++) {
        Files.writeString(fs.getPath("/small-" + i), "small");
      }
    }
    assertTrue(Files.size(image) <= 4 << 20);
    try (FileSystem fs = mount()) {
      assertArrayEquals(large, Files.readAllBytes(fs.getPath("/large")));
      assertEquals("small", Files.readString(fs.getPath("/small-19999")));
    }
  }

  /**
   * The setting {@code capacity}: "from 64 KiB to 16 TiB by format; the file never grows beyond
   * it".
   */
  @Test
  void theCapacityMayBeTheLeastAndTheGreatest() throws IOException {
    for (String capacity : List.of("64 KiB", "16 TiB")) {
      Path other = directory.resolve(capacity + ".img");
      try (FileSystem fs = WofsFileSystem.mount(other, Map.of("capacity", capacity))) {
        Files.write(fs.getPath("/file"), new byte[40_000]);
      }
      assertTrue(Files.size(other) <= 64 << 10);
      try (FileSystem fs = WofsFileSystem.mount(other, Map.of())) {
        assertEquals(40_000, Files.size(fs.getPath("/file")));
      }
    }
    for (String capacity : List.of("65535", "17592186044417")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> WofsFileSystem.mount(image, Map.of("capacity", capacity)));
    }
  }

  /** POSIX ENOSPC: when a file is written, and not only when the image is unmounted. */
  @Test
  void aFullImageRefusesWhatIsWritten() throws IOException {
    try (FileSystem fs = mount()) {
      FileSystemException full =
          assertThrows(
              FileSystemException.class,
              () -> Files.write(fs.getPath("/large"), new byte[5 << 20]));
      assertEquals("No space left on device", full.getReason());
    }
    assertTrue(Files.size(image) <= 4 << 20);
    mount().close();
  }

  /**
   * When the log reaches the capacity the image is compacted, and the file never grows beyond it.
   */
  @Test
  void aFullLogIsCompacted() throws IOException {
    Random random = new Random(5);
    byte[] bytes = new byte[1 << 20];
    for (int i = 0; i < 10; i++) {
      try (FileSystem fs = mount()) {
        random.nextBytes(bytes);
        Files.write(fs.getPath("/file"), bytes);
        Files.writeString(fs.getPath("/number"), Integer.toString(i));
      }
      assertTrue(Files.size(image) <= 4 << 20);
    }
    try (WofsFileSystem fs = mount()) {
      assertArrayEquals(bytes, Files.readAllBytes(fs.getPath("/file")));
      assertEquals("9", Files.readString(fs.getPath("/number")));
      assertEquals(10, fs.commits().get(fs.commits().size() - 1).number());
      assertTrue(fs.commits().size() < 10);
    }
  }

  /**
   * The setting {@code history=keep}: the unmount refuses, nothing is lost and it can be tried
   * again.
   */
  @Test
  void aFullLogRefusesWhereHistoryIsKept() throws IOException {
    Random random = new Random(5);
    byte[] bytes = new byte[1 << 20];
    boolean refused = false;
    for (int i = 0; i < 10 && !refused; i++) {
      WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("history", "keep"));
      random.nextBytes(bytes);
      fs.namespace().verify();
      try {
        Files.write(fs.getPath("/file"), bytes);
        fs.close();
      } catch (FileSystemException e) {
        refused = true;
        assertEquals("the image is full: its capacity is 4194304 bytes", e.getReason());
        assertThrows(FileSystemException.class, fs::close);
        fs.abandon();
      }
    }
    assertTrue(refused);
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("history", "keep"))) {
      assertEquals(1, fs.commits().get(0).number());
    }
  }
}
