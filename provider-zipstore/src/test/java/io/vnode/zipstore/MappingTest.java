package io.vnode.zipstore;

import static java.nio.channels.FileChannel.MapMode.PRIVATE;
import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.Pipe;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link FileChannel#map} and {@link FileChannel#transferTo} of files that cannot be changed. */
class MappingTest {
  private static final int SIZE = 3 << 20;
  private static final byte[] BYTES = ReadingTest.words(SIZE);

  @TempDir Path folder;

  private VfsFileSystem open(String... settings) throws IOException {
    return Archives.open(folder, ReadingTest.both(BYTES), settings);
  }

  @Test
  void mapOfAStoredFileIsTheArchiveItself() throws IOException {
    Path file = Files.write(folder.resolve("a.zip"), ReadingTest.both(BYTES));
    try (VfsFileSystem zip = ZipStore.open(file, Map.of());
        FileChannel channel = FileChannel.open(zip.getPath("/stored"))) {
      MappedByteBuffer map = channel.map(READ_ONLY, 5, SIZE - 5);
      assertEquals(ByteBuffer.wrap(BYTES, 5, SIZE - 5), map);
      try (RandomAccessFile host = new RandomAccessFile(file.toFile(), "rw")) {
        host.seek(1000); // Some byte of the file "stored", which comes first.
        host.write('#');
      }
      assertTrue(map.get(1000 - 30 - "stored".length() - 5) == '#', "who writes there is seen");
    }
  }

  @Test
  void mapOfADeflatedFileIsACopyThatNobodyCanChange() throws IOException {
    try (VfsFileSystem zip = open();
        FileChannel channel = FileChannel.open(zip.getPath("/deflated"))) {
      MappedByteBuffer map = channel.map(READ_ONLY, 5, SIZE - 5);
      assertTrue(map.isDirect());
      assertEquals(ByteBuffer.wrap(BYTES, 5, SIZE - 5), map);
      assertThrows(ReadOnlyBufferException.class, () -> map.put(0, (byte) 0));
      assertThrows(NonWritableChannelException.class, () -> channel.map(READ_WRITE, 0, 1));
      assertThrows(NonWritableChannelException.class, () -> channel.map(PRIVATE, 0, 1));
      assertThrows(IOException.class, () -> channel.map(READ_ONLY, 1, SIZE));
      assertEquals(0, channel.map(READ_ONLY, SIZE, 0).capacity());
    }
  }

  @Test
  void copiesAreHeldWithinTheLimits() throws IOException {
    try (VfsFileSystem zip = open("heldPerFile", "1 MiB");
        FileChannel channel = FileChannel.open(zip.getPath("/deflated"))) {
      ZipException e = assertThrows(ZipException.class, () -> channel.map(READ_ONLY, 0, SIZE));
      assertTrue(e.getMessage().contains("heldPerFile=1048576"), e.getMessage());
      assertEquals(1 << 20, channel.map(READ_ONLY, 0, 1 << 20).capacity());
    }
    try (VfsFileSystem zip = open("heldInAll", "4 MiB");
        FileChannel channel = FileChannel.open(zip.getPath("/deflated"))) {
      MappedByteBuffer first = channel.map(READ_ONLY, 0, SIZE);
      ZipException e = assertThrows(ZipException.class, () -> channel.map(READ_ONLY, 0, SIZE));
      assertTrue(e.getMessage().contains("heldInAll=4194304"), e.getMessage());
      assertEquals(ByteBuffer.wrap(BYTES), first);
    }
  }

  @Test
  void copiesThatNobodyHasAnyMoreDoNotCount() throws IOException {
    try (VfsFileSystem zip = open("heldInAll", "4 MiB");
        FileChannel channel = FileChannel.open(zip.getPath("/deflated"))) {
      for (int i = 0; i < 5; i++) {
        assertEquals(SIZE, channel.map(READ_ONLY, 0, SIZE).slice().capacity());
      }
    }
  }

  @Test
  void fileIsHandedOverToWhateverTakesIt() throws IOException {
    try (VfsFileSystem zip = open();
        FileSystem other = MemFs.create()) {
      for (String name : new String[] {"/stored", "/deflated"}) {
        try (FileChannel channel = FileChannel.open(zip.getPath(name))) {
          for (Path target : new Path[] {folder.resolve("copy"), other.getPath("/tmp/copy")}) {
            Files.deleteIfExists(target);
            try (FileChannel out = create(target)) {
              assertEquals(SIZE - 7, channel.transferTo(7, Long.MAX_VALUE, out));
              assertEquals(0, channel.transferTo(SIZE, 1, out));
              assertEquals(0, channel.position());
            }
            assertArrayEquals(Arrays.copyOfRange(BYTES, 7, SIZE), Files.readAllBytes(target));
          }
          ByteArrayOutputStream stream = new ByteArrayOutputStream();
          assertEquals(100, channel.transferTo(1, 100, Channels.newChannel(stream)));
          assertArrayEquals(Arrays.copyOfRange(BYTES, 1, 101), stream.toByteArray());
        }
      }
    }
  }

  private static FileChannel create(Path target) throws IOException {
    return FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** A pipe that does not block takes what it has room for. */
  @Test
  void transferEndsWhereTheTargetIsFull() throws IOException {
    Pipe pipe = Pipe.open();
    try (VfsFileSystem zip = open();
        Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink();
        FileChannel channel = FileChannel.open(zip.getPath("/stored"))) {
      sink.configureBlocking(false);
      long count = channel.transferTo(0, SIZE, sink);
      assertTrue(count > 0 && count < SIZE, count + " bytes");
      ByteBuffer read = ByteBuffer.allocate((int) count);
      while (read.hasRemaining()) {
        source.read(read);
      }
      assertEquals(ByteBuffer.wrap(BYTES, 0, (int) count), read.flip());
    }
  }

  @Test
  void interruptedTransferDoesNotCloseTheArchiveForOthers() throws IOException {
    try (VfsFileSystem zip = open()) {
      Path file = zip.getPath("/stored");
      try (FileChannel channel = FileChannel.open(file);
          FileChannel out = create(folder.resolve("copy"))) {
        Thread.currentThread().interrupt();
        assertThrows(ClosedByInterruptException.class, () -> channel.transferTo(0, SIZE, out));
        assertTrue(Thread.interrupted());
      }
      assertArrayEquals(BYTES, Files.readAllBytes(file));
    }
  }
}
