package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Files#newInputStream} and {@link Files#newOutputStream}. */
class FileStreamsTest {
  private VfsFileSystem fileSystem;
  private Path file;
  private final byte[] content = new byte[200_000];

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    file = fileSystem.getPath("/f");
    new Random(1).nextBytes(content);
    Files.write(file, content);
  }

  @AfterEach
  void close() throws IOException {
    assertEquals(0, fileSystem.root().volume().openFiles(), "files left open");
    fileSystem.close();
  }

  /** InputStream.read, readAllBytes, readNBytes and transferTo: all give what is left. */
  @Test
  void everyWayToReadGivesTheBytesThatAreLeft() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      assertEquals(content[0] & 0xff, in.read());
      assertArrayEquals(slice(1, 100), in.readNBytes(99));
      byte[] some = new byte[300];
      assertEquals(200, in.readNBytes(some, 50, 200));
      assertArrayEquals(slice(100, 300), Arrays.copyOfRange(some, 50, 250));
      assertEquals(content.length - 300, in.available());
      assertArrayEquals(slice(300, content.length), in.readAllBytes());
      assertEquals(0, in.available());
      assertEquals(-1, in.read());
      assertEquals(-1, in.read(some));
      assertEquals(0, in.readAllBytes().length);
      assertEquals(0, in.readNBytes(5).length);
    }
    try (InputStream in = Files.newInputStream(file)) {
      assertEquals(7, in.skip(7));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertEquals(content.length - 7, in.transferTo(out));
      assertArrayEquals(slice(7, content.length), out.toByteArray());
    }
  }

  /** InputStream.readAllBytes reads to the end, wherever that is when the reader gets there. */
  @Test
  void aReaderSeesWhatWasAddedAfterItHadReachedTheEnd() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.readAllBytes();
      Files.write(file, content, StandardOpenOption.APPEND);
      assertArrayEquals(content, in.readAllBytes());
    }
  }

  /** InputStream.skip: as the JDK's stream on a file, to the end at most, and backwards. */
  @Test
  void skippingStopsAtBothEnds() throws IOException {
    Path host = Files.createTempFile("vnode-skip", null);
    try (InputStream here = Files.newInputStream(file)) {
      Files.write(host, content);
      try (InputStream there = Files.newInputStream(host)) {
        long size = content.length;
        for (long count : List.of(0L, 10L, -3L, -100L, 50L, size, 1L, -size - 1, Long.MAX_VALUE)) {
          assertEquals(there.skip(count), here.skip(count), () -> "skip " + count);
          assertEquals(there.available(), here.available(), () -> "after skip " + count);
        }
      }
    } finally {
      Files.delete(host);
    }
  }

  /** OutputStream.write: every byte, in order. */
  @Test
  void whatIsWrittenIsThereAtOnce() throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      assertEquals(0, Files.readAllBytes(file).length);
      out.write(content[0]);
      out.write(content, 1, content.length - 1);
      assertArrayEquals(content, Files.readAllBytes(file));
    }
  }

  /** ClosedChannelException is what the JDK's streams on files throw once closed. */
  @Test
  void aStreamThatWasClosedIsRefusedAndMayBeClosedAgain() throws IOException {
    InputStream in = Files.newInputStream(file);
    in.close();
    in.close();
    assertThrows(ClosedChannelException.class, in::read);
    assertThrows(ClosedChannelException.class, () -> in.read(new byte[1]));
    assertThrows(ClosedChannelException.class, in::readAllBytes);
    assertThrows(ClosedChannelException.class, in::available);
    assertThrows(ClosedChannelException.class, () -> in.skip(1));
    assertThrows(ClosedChannelException.class, () -> in.transferTo(new ByteArrayOutputStream()));
    OutputStream out = Files.newOutputStream(file);
    out.close();
    out.close();
    assertThrows(ClosedChannelException.class, () -> out.write(1));
  }

  /** Objects.checkFromIndexSize, before anything is read or written. */
  @Test
  void aPartThatIsNotInTheArrayIsRefused() throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      assertThrows(IndexOutOfBoundsException.class, () -> in.read(new byte[2], 1, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> out.write(new byte[2], -1, 2));
      assertThrows(IllegalArgumentException.class, () -> in.readNBytes(-1));
      assertEquals(content.length, in.available());
    }
  }

  /** The JDK's streams on files are not interruptible. */
  @Test
  void aThreadThatIsInterruptedReadsAndWritesAllTheSame() throws IOException {
    Thread.currentThread().interrupt();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(1);
      assertEquals(content.length + 1, in.readAllBytes().length);
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  private byte[] slice(int from, int to) {
    return Arrays.copyOfRange(content, from, to);
  }
}
