package io.vnode.wofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue "Durability": what is promised before the unmount, and what comes of one that fails. */
class DurabilityTest {
  @TempDir Path directory;
  private MemorySite site;

  @BeforeAll
  static void beQuiet() {
    QuietLog.begin();
  }

  @BeforeEach
  void beginWithoutAnImage() {
    site = new MemorySite(null);
  }

  /** What a crash at this moment would leave of {@code /file}; null for nothing. */
  private String left() throws IOException {
    if (site.bytes() == null) {
      return null;
    }
    try (WofsFileSystem fs = Trees.mount(new MemorySite(site.bytes()), Map.of("mode", "ro"))) {
      return Files.exists(fs.getPath("/file")) ? Files.readString(fs.getPath("/file")) : null;
    }
  }

  /** "{@code FileChannel.force(true)} and SYNC options commit". */
  @Test
  void whatWasForcedOutlastsACrash() throws IOException {
    try (WofsFileSystem fs = Trees.mount(site, Map.of());
        FileChannel file =
            FileChannel.open(
                fs.getPath("/file"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      file.write(ByteBuffer.wrap("one".getBytes(UTF_8)));
      assertEquals(null, left());
      file.force(true);
      assertEquals("one", left());
      file.write(ByteBuffer.wrap("two".getBytes(UTF_8)));
      assertEquals("one", left());
      file.force(false);
      assertEquals("onetwo", left());
    }
  }

  /** SYNC and DSYNC: each write is a commit. */
  @Test
  void whatIsWrittenInSyncOutlastsACrash() throws IOException {
    for (StandardOpenOption sync :
        new StandardOpenOption[] {StandardOpenOption.SYNC, StandardOpenOption.DSYNC}) {
      site = new MemorySite(null);
      try (WofsFileSystem fs = Trees.mount(site, Map.of());
          FileChannel file =
              FileChannel.open(
                  fs.getPath("/file"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, sync))) {
        file.write(ByteBuffer.wrap("one".getBytes(UTF_8)));
        assertEquals("one", left());
      }
    }
  }

  /** {@code commitEvery}. */
  @Test
  void timeCommits() throws IOException, InterruptedException {
    try (WofsFileSystem fs = Trees.mount(site, Map.of("commitEvery", "10 ms"))) {
      Files.writeString(fs.getPath("/file"), "x");
      for (int i = 0; i < 1000 && left() == null; i++) {
        Thread.sleep(10);
      }
      assertEquals("x", left());
    }
  }

  /** Memory that is mapped may be written at any time: each commit has it. */
  @Test
  void whatIsWrittenToMappedMemoryIsCommitted() throws IOException {
    try (WofsFileSystem fs = Trees.mount(site, Map.of());
        FileChannel file =
            FileChannel.open(
                fs.getPath("/file"),
                Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE))) {
      MappedByteBuffer memory = file.map(MapMode.READ_WRITE, 0, 3);
      memory.put(0, "one".getBytes(UTF_8));
      fs.commit();
      assertEquals("one", left());
      memory.put(0, "two".getBytes(UTF_8));
      fs.commit();
      assertEquals("two", left());
    }
  }

  /** "If the write at unmount fails, close() throws, … or close can be called again." */
  @Test
  void anUnmountThatFailsCanBeTriedAgain() throws IOException {
    try (WofsFileSystem fs = Trees.mount(site, Map.of())) {
      Files.writeString(fs.getPath("/file"), "before");
    }
    byte[] before = site.bytes();
    WofsFileSystem fs = Trees.mount(site, Map.of());
    Files.writeString(fs.getPath("/file"), "after");
    byte[] large = new byte[100_000];
    new Random(1).nextBytes(large);
    Files.write(fs.getPath("/large"), large);
    for (long limit : new long[] {0, 10, 50_000, 100_200}) {
      site.limit(limit);
      assertThrows(IOException.class, fs::close);
      assertEquals("before", left());
    }
    site.limit(Long.MAX_VALUE);
    fs.close();
    assertEquals("after", left());
    assertArrayEquals(before, Arrays.copyOf(site.bytes(), before.length));
    fs.close();
  }

  /** {@code rescue}: what could not be committed is saved there. */
  @Test
  void whatCannotBeCommittedIsRescued() throws IOException {
    Path rescue = directory.resolve("rescue.img");
    WofsFileSystem fs = Trees.mount(site, Map.of("rescue", rescue.toString()));
    Files.writeString(fs.getPath("/file"), "x");
    site.limit(0);
    IOException failure = assertThrows(IOException.class, fs::close);
    assertTrue(failure.getSuppressed()[0].getMessage().contains("could not be committed"));
    try (WofsFileSystem rescued = WofsFileSystem.mount(rescue, Map.of())) {
      assertEquals("x", Files.readString(rescued.getPath("/file")));
    }
    fs.abandon();
  }

  /** An interrupt, which closes channels, neither stops a commit nor gets lost. */
  @Test
  void anInterruptedThreadCommitsAsWell() throws IOException {
    Path image = directory.resolve("disk.img");
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      Files.writeString(fs.getPath("/file"), "x");
      Thread.currentThread().interrupt();
      fs.commit();
      assertTrue(Thread.interrupted());
      Files.writeString(fs.getPath("/file"), "y");
      Thread.currentThread().interrupt();
    } finally {
      assertTrue(Thread.interrupted());
    }
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      assertEquals("y", Files.readString(fs.getPath("/file")));
    }
  }

  /** What was open and had no name is not there after the unmount. */
  @Test
  void anOpenFileWithoutANameIsGone() throws IOException {
    try (WofsFileSystem fs = Trees.mount(site, Map.of());
        FileChannel file =
            FileChannel.open(
                fs.getPath("/file"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      file.write(ByteBuffer.wrap(new byte[100]));
      Files.delete(fs.getPath("/file"));
      fs.commit();
      file.write(ByteBuffer.wrap(new byte[100]));
      assertEquals(200, file.size());
      assertFalse(Files.exists(fs.getPath("/file")));
    }
    assertEquals(null, left());
  }
}
