package io.vnode.zipstore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are behind a channel which somebody else has opened. */
class ChannelSourceTest {
  private static final byte[] BYTES = ReadingTest.words(300_000);

  @TempDir Path folder;

  private static SeekableByteChannel memory(byte[] bytes) {
    return new SeekableInMemoryByteChannel(bytes);
  }

  @Test
  void everyChannelThatCanSeekWillDo() throws IOException {
    byte[] archive = ReadingTest.both(BYTES);
    Path file = Files.write(folder.resolve("a.zip"), archive);
    for (SeekableByteChannel channel :
        new SeekableByteChannel[] {memory(archive), FileChannel.open(file)}) {
      try (VfsFileSystem zip = ZipStore.open(channel, Map.of())) {
        assertArrayEquals(BYTES, Files.readAllBytes(zip.getPath("/stored")));
        assertArrayEquals(BYTES, Files.readAllBytes(zip.getPath("/deflated")));
        try (FileChannel stored = FileChannel.open(zip.getPath("/stored"))) {
          assertEquals(
              ByteBuffer.wrap(BYTES, 9, 1000), stored.map(FileChannel.MapMode.READ_ONLY, 9, 1000));
        }
      }
    }
  }

  @Test
  void threadsThatReadAtOnceDoNotMixTheirBytes() throws IOException {
    try (VfsFileSystem zip = ZipStore.open(memory(ReadingTest.both(BYTES)), Map.of())) {
      Path stored = zip.getPath("/stored");
      IntStream.range(0, 200)
          .parallel()
          .forEach(i -> {
            try (FileChannel channel = FileChannel.open(stored)) {
              ByteBuffer read = ByteBuffer.allocate(1000);
              channel.read(read, i * 1000L);
              assertEquals(ByteBuffer.wrap(BYTES, i * 1000, 1000), read.flip());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Test
  void channelIsClosedWithTheFileSystem() throws IOException {
    SeekableByteChannel channel = memory(RawZip.hello().bytes());
    VfsFileSystem zip = ZipStore.open(channel, Map.of());
    assertTrue(channel.isOpen());
    zip.close();
    assertFalse(channel.isOpen());
  }

  @Test
  void channelStaysOpenIfItHoldsNoArchive() {
    SeekableByteChannel channel = memory(new byte[100]);
    assertThrows(ZipException.class, () -> ZipStore.open(channel, Map.of()));
    assertTrue(channel.isOpen());
    Map<String, String> odd = Map.of("odd", "1");
    assertThrows(IllegalArgumentException.class, () -> ZipStore.open(channel, odd));
    assertTrue(channel.isOpen());
  }

  @Test
  void archiveWithoutAPlaceHasNoAgeAndAnAddressWhileItIsOpen() throws IOException {
    RawZip raw = new RawZip();
    raw.add("d/a", "hello");
    URI uri;
    try (VfsFileSystem zip = ZipStore.open(memory(raw.bytes()), Map.of())) {
      Path directory = zip.getPath("/d");
      uri = directory.toUri();
      assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(directory));
      assertEquals(directory, Path.of(uri));
    }
    assertThrows(FileSystemNotFoundException.class, () -> Path.of(uri));
  }
}
