package io.vnode.nio;

import static java.nio.channels.FileChannel.MapMode.PRIVATE;
import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link FileChannel#map}: what a map and its file have to do with each other. */
@Timeout(60)
class MapTest {
  private static final int PAGE = 4096;
  private static final int BLOCK = 4 * PAGE;
  private static final int CAPACITY = 1 << 20;

  private VfsFileSystem fileSystem;
  private Path file;
  private FileChannel channel;

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.ofCapacity(CAPACITY);
    file = fileSystem.getPath("/f");
    channel = FileChannel.open(file, READ, WRITE, CREATE);
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  // ---------------------------------------------------------------- one memory

  /** POSIX mmap, MAP_SHARED: "write references shall change the underlying object". */
  @Test
  void whatIsWrittenToAMapIsReadFromTheFile() throws IOException {
    Files.writeString(file, "hello, world");
    MappedByteBuffer map = channel.map(READ_WRITE, 7, 5);
    map.put(ascii("there"));
    assertEquals("hello, there", Files.readString(file));
    assertEquals(12, Files.size(file));
  }

  /** FileChannel.map: "changes to the file" are seen through the buffer, where the host does. */
  @Test
  void whatAChannelWritesIsReadFromTheMap() throws IOException {
    Files.writeString(file, "hello");
    MappedByteBuffer map = channel.map(READ_ONLY, 0, 5);
    Files.writeString(file, "HELLO", WRITE);
    assertEquals("HELLO", text(map));
  }

  /** POSIX mmap: all MAP_SHARED maps of one object are of the same memory. */
  @Test
  void allMapsOfAFileAreTheSameMemory() throws IOException {
    channel.write(ByteBuffer.allocate(3 * PAGE));
    MappedByteBuffer whole = channel.map(READ_WRITE, 0, 3 * PAGE);
    MappedByteBuffer part = channel.map(READ_ONLY, PAGE + 3, 100);
    whole.put(PAGE + 3, ascii("shared"));
    assertEquals("shared", text(part).substring(0, 6));
  }

  /** FileChannel.map: in READ_WRITE mode "the file will be extended" to hold the region. */
  @Test
  void aMapBehindTheEndExtendsTheFile() throws IOException {
    Files.writeString(file, "ab");
    channel.map(READ_WRITE, 10 * PAGE, 7);
    assertEquals(10 * PAGE + 7, Files.size(file));
    assertArrayEquals(Arrays.copyOf(ascii("ab"), 10 * PAGE + 7), Files.readAllBytes(file));
  }

  /** A file that has outgrown its first map is mapped as a whole, and both stay its memory. */
  @Test
  void aLargerMapAndTheOneBeforeItStayCoherent() throws IOException {
    MappedByteBuffer first = channel.map(READ_WRITE, 0, 10);
    channel.write(ByteBuffer.allocate(30 * PAGE), 5 * PAGE);
    MappedByteBuffer second = channel.map(READ_WRITE, 0, 35 * PAGE);
    first.put(3, (byte) 'x');
    second.put(4, (byte) 'y');
    assertEquals('x', second.get(3));
    assertEquals('y', first.get(4));
    second.put(34 * PAGE, (byte) 'z');
    ByteBuffer seen = ByteBuffer.allocate(1);
    channel.read(seen, 34 * PAGE);
    assertEquals('z', seen.get(0));
  }

  /**
   * POSIX ftruncate: what was cut off reads as zeros when the file grows again. Where Linux faults,
   * memory behind the end reads as zeros here, and what is written there is lost.
   */
  @Test
  void whatWasCutOffReadsAsZerosThroughItsMap() throws IOException {
    Files.write(file, filled(3 * PAGE, 'a'));
    MappedByteBuffer map = channel.map(READ_WRITE, 0, 3 * PAGE);
    channel.truncate(PAGE + 10);
    assertEquals('a', map.get(PAGE + 9));
    assertEquals(0, map.get(PAGE + 10));
    assertEquals(0, map.get(3 * PAGE - 1));
    map.put(2 * PAGE, (byte) 'b');
    channel.write(ByteBuffer.wrap(ascii("c")), 3 * PAGE);
    byte[] expected = Arrays.copyOf(filled(PAGE + 10, 'a'), 3 * PAGE + 1);
    expected[3 * PAGE] = 'c';
    assertArrayEquals(expected, Files.readAllBytes(file));
    assertEquals(0, map.get(2 * PAGE));
  }

  /** Emptied by TRUNCATE_EXISTING and written anew, as programs save their files. */
  @Test
  void aFileThatIsWrittenAnewShowsThroughItsOldMap() throws IOException {
    Files.writeString(file, "old text");
    MappedByteBuffer map = channel.map(READ_ONLY, 0, 8);
    Files.writeString(file, "new");
    assertEquals("new\0\0\0\0\0", text(map));
  }

  /** FileChannel.map, PRIVATE: changes "will not be propagated to the file". */
  @Test
  void whatIsWrittenToAPrivateMapStaysThere() throws IOException {
    Files.writeString(file, "hello");
    MappedByteBuffer map = channel.map(PRIVATE, 0, 5);
    map.put(0, (byte) 'J');
    assertEquals("Jello", text(map));
    assertEquals("hello", Files.readString(file));
  }

  /** FileChannel.map, READ_ONLY: "any attempt to modify the resulting buffer" is refused. */
  @Test
  void aReadOnlyMapCannotBeWritten() throws IOException {
    Files.writeString(file, "hello");
    MappedByteBuffer map = channel.map(READ_ONLY, 0, 5);
    assertTrue(map.isReadOnly());
    assertThrows(ReadOnlyBufferException.class, () -> map.put(0, (byte) 'J'));
  }

  /** MappedByteBuffer.force, load, isLoaded. */
  @Test
  void aMapCanBeForcedAndLoaded() throws IOException {
    MappedByteBuffer map = channel.map(READ_WRITE, 0, 2 * PAGE);
    map.put(5, (byte) 'x');
    map.force();
    map.force(PAGE, 10);
    map.load();
    assertTrue(map.isDirect());
    assertEquals('x', map.get(5));
  }

  /** What is copied is the file as it is, its map's writes included; the copy is on its own. */
  @Test
  void aCopyOfAMappedFileIsAFileOfItsOwn() throws IOException {
    MappedByteBuffer map = channel.map(READ_WRITE, 0, 5);
    map.put(0, ascii("hello"));
    Path copy = Files.copy(file, fileSystem.getPath("/copy"));
    map.put(0, (byte) 'J');
    assertEquals("hello", Files.readString(copy));
    assertEquals("Jello", Files.readString(file));
  }

  /** A write of a mapped buffer to the file it maps: the bytes are moved as memmove does. */
  @Test
  void aMapCanBeWrittenToItsOwnFile() throws IOException {
    Files.writeString(file, "abcdef");
    MappedByteBuffer map = channel.map(READ_WRITE, 0, 6);
    channel.write(map.slice(0, 4), 2);
    assertEquals("ababcd", Files.readString(file));
  }

  // ---------------------------------------------------------------- time and life

  /** Nobody sees the writes to a map: a writable one counts as a write when it is made. */
  @Test
  void aWritableMapModifiesTheFileWhenItIsMade() throws IOException {
    Files.writeString(file, "hello");
    FileTime past = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(file, past);
    channel.map(READ_ONLY, 0, 5);
    channel.map(PRIVATE, 0, 5);
    assertEquals(past, Files.getLastModifiedTime(file));
    channel.map(READ_WRITE, 0, 5);
    assertTrue(Files.getLastModifiedTime(file).compareTo(past) > 0);
  }

  /** FileChannel.map: "a mapping, once established, is not dependent upon the file channel". */
  @Test
  void aMapOutlivesItsChannelAndItsFile() throws IOException {
    MappedByteBuffer map = channel.map(READ_WRITE, 0, 5);
    channel.close();
    map.put(0, ascii("hello"));
    assertEquals("hello", Files.readString(file));
    Files.delete(file);
    assertEquals("hello", text(map));
    fileSystem.close();
    assertEquals("hello", text(map));
  }

  /** The memory of maps counts against the capacity, in whole blocks. */
  @Test
  void aMapForWhichThereIsNoSpaceIsRefusedAndChangesNothing() throws IOException {
    Files.writeString(file, "hello");
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> channel.map(READ_WRITE, 0, 2 * CAPACITY));
    assertEquals("/f: No space left on device", e.getMessage());
    assertEquals("hello", Files.readString(file));
    channel.map(READ_WRITE, 0, CAPACITY / 2);
    Path other = fileSystem.getPath("/other");
    assertThrows(FileSystemException.class, () -> Files.write(other, new byte[CAPACITY]));
  }

  /** As the pages of a removed file do on tmpfs: space is free when the last map has gone. */
  @Test
  void theSpaceOfAFileThatIsGoneIsFreeWhenItsMapsAre() throws Exception {
    MappedByteBuffer map = channel.map(READ_WRITE, 0, CAPACITY / 2);
    ByteBuffer part = map.slice(PAGE, 1);
    map = null;
    channel.close();
    Files.delete(file);
    System.gc();
    assertEquals(CAPACITY / 2, used());
    fileSystem.namespace().verify();
    assertEquals(0, part.get(0));
    part = null;
    await(() -> used() == 0);
  }

  /** A file that is not mapped any more is as small as it was before. */
  @Test
  void aFileTakesNoMoreThanItsBytesAgainWhenItsMapsAreGone() throws Exception {
    Files.writeString(file, "hello");
    channel.map(READ_WRITE, 0, 5).put(0, (byte) 'J');
    await(() -> used() == 5);
    assertEquals("Jello", Files.readString(file));
  }

  /** A map that ends while its file goes on leaves the bytes with the file. */
  @Test
  void bytesWrittenToAMapStayWhenItIsGone() throws Exception {
    for (int i = 0; i < 20; i++) {
      channel.map(READ_WRITE, (long) i * BLOCK, 1).put(0, (byte) ('a' + i));
    }
    await(() -> used() < 20 * BLOCK);
    for (int i = 0; i < 20; i++) {
      ByteBuffer seen = ByteBuffer.allocate(1);
      channel.read(seen, (long) i * BLOCK);
      assertEquals('a' + i, seen.get(0));
    }
  }

  /** FileChannel.map: ClosedChannelException. */
  @Test
  void aClosedChannelDoesNotMap() throws IOException {
    channel.close();
    assertThrows(ClosedChannelException.class, () -> channel.map(READ_ONLY, 0, 0));
  }

  // ---------------------------------------------------------------- threads

  /** InterruptibleChannel: the channel is closed, and what others have of the file is not. */
  @Test
  void anInterruptedMapperClosesItsOwnChannelOnly() throws Exception {
    Files.writeString(file, "hello");
    try (FileChannel other = FileChannel.open(file, READ, WRITE)) {
      MappedByteBuffer map = other.map(READ_WRITE, 0, 5);
      Thread.currentThread().interrupt();
      assertThrows(ClosedByInterruptException.class, () -> channel.map(READ_WRITE, 0, 5));
      assertTrue(Thread.interrupted());
      assertFalse(channel.isOpen());
      map.put(0, (byte) 'J');
      other.map(READ_WRITE, 0, 3 * PAGE).put(1, (byte) 'E');
      assertEquals("JEllo", Files.readString(file).substring(0, 5));
    }
  }

  /** Maps come and go under interrupts at random moments, and no byte is lost. */
  @Test
  void interruptsAtAnyMomentLeaveTheFileMappable() throws Exception {
    Files.write(file, filled(10 * PAGE, 'a'));
    AtomicBoolean done = new AtomicBoolean();
    Thread mapper =
        TestThreads.daemon(() -> {
          while (!done.get()) {
            try (FileChannel own = FileChannel.open(file, READ, WRITE)) {
              own.map(READ_WRITE, 0, 12 * PAGE).put(11 * PAGE, (byte) 'b');
            } catch (IOException e) {
              Thread.interrupted();
            }
          }
        });
    mapper.start();
    for (int i = 0; i < 300; i++) {
      mapper.interrupt();
      Thread.onSpinWait();
      if (i % 50 == 0) {
        Thread.sleep(1);
      }
    }
    done.set(true);
    mapper.join();
    assertEquals('b', channel.map(READ_ONLY, 0, 12 * PAGE).get(11 * PAGE));
    assertArrayEquals(filled(10 * PAGE, 'a'), Arrays.copyOf(Files.readAllBytes(file), 10 * PAGE));
  }

  /** Channels write and truncate while a map is read: every byte was there at some moment. */
  @Test
  void aMapThatIsReadWhileChannelsWriteSeesBytesOfTheFileAlone() throws Exception {
    MappedByteBuffer map = channel.map(READ_WRITE, 0, 8 * PAGE);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        TestThreads.daemon(() -> {
          try (FileChannel own = FileChannel.open(file, WRITE)) {
            for (int i = 0; !done.get(); i++) {
              own.write(ByteBuffer.wrap(filled(8 * PAGE, i % 2 == 0 ? 'a' : 'b')), 0);
              own.truncate(i % 3 == 0 ? PAGE : 8 * PAGE);
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    writer.start();
    byte[] seen = new byte[8 * PAGE];
    for (int i = 0; i < 500; i++) {
      map.get(0, seen);
      for (byte b : seen) {
        assertTrue(b == 'a' || b == 'b' || b == 0, "a byte that nobody wrote");
      }
    }
    done.set(true);
    writer.join();
    fileSystem.namespace().verify();
  }

  // ---------------------------------------------------------------- the host

  /** The scratch file has no name: nobody opens it, and a JVM that dies leaves nothing. */
  @Test
  void nothingOfAMapIsSeenOnTheHost(@TempDir Path scratch) throws IOException {
    System.setProperty("io.vnode.scratch", scratch.toString());
    try {
      channel.map(READ_WRITE, 0, 5).put(0, ascii("hello"));
    } finally {
      System.clearProperty("io.vnode.scratch");
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(Set.of(), Set.copyOf(left.toList()));
    }
    assertEquals("hello", Files.readString(file));
  }

  /** Where there is no place for scratch files the error says which was tried. */
  @Test
  void aScratchDirectoryThatIsMissingIsNamed(@TempDir Path scratch) throws IOException {
    Files.writeString(file, "hello");
    String missing = scratch.resolve("missing").toString();
    System.setProperty("io.vnode.scratch", missing);
    try {
      IOException e = assertThrows(IOException.class, () -> channel.map(READ_WRITE, 0, 5));
      assertTrue(e.getMessage().startsWith(missing), e::getMessage);
    } finally {
      System.clearProperty("io.vnode.scratch");
    }
    assertEquals("hello", Files.readString(file));
    assertEquals(5, used());
  }

  // ---------------------------------------------------------------- means

  private long used() {
    try {
      var store = Files.getFileStore(fileSystem.getPath("/"));
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until the collector has made {@code condition} true. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not given back in time");
      System.gc();
      Thread.sleep(10);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static String text(ByteBuffer map) {
    byte[] bytes = new byte[map.capacity()];
    map.get(0, bytes);
    return new String(bytes, US_ASCII);
  }

  private static byte[] filled(int length, char letter) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) letter);
    return bytes;
  }
}
