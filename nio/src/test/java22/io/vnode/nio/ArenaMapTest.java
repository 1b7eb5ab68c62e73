package io.vnode.nio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.channels.FileChannel.MapMode.PRIVATE;
import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@link FileChannel#map(FileChannel.MapMode, long, long, Arena)}, since Java 22. */
class ArenaMapTest {
  private VfsFileSystem fileSystem;
  private Path file;
  private FileChannel channel;

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    file = fileSystem.getPath("/f");
    channel = FileChannel.open(file, READ, WRITE, CREATE);
    Files.writeString(file, "hello");
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  /** A segment, a buffer and the file are one memory, whatever the arena. */
  @TestFactory
  Stream<DynamicTest> aSegmentIsTheFile() {
    return Stream.of(
        DynamicTest.dynamicTest("confined", () -> requireOneMemory(Arena::ofConfined)),
        DynamicTest.dynamicTest("shared", () -> requireOneMemory(Arena::ofShared)),
        DynamicTest.dynamicTest("automatic", () -> requireOneMemory(Arena::ofAuto)),
        DynamicTest.dynamicTest("global", () -> requireOneMemory(Arena::global)));
  }

  private void requireOneMemory(Supplier<Arena> arenas) throws IOException {
    Files.writeString(file, "hello");
    MappedByteBuffer buffer = channel.map(READ_WRITE, 0, 5);
    MemorySegment segment = channel.map(READ_WRITE, 1, 4, arenas.get());
    segment.set(JAVA_BYTE, 0, (byte) 'a');
    assertEquals("hallo", Files.readString(file));
    buffer.put(4, (byte) 'u');
    assertEquals('u', segment.get(JAVA_BYTE, 3));
    assertTrue(segment.isMapped());
    assertEquals(4, segment.byteSize());
  }

  /** Arena: somebody's own, which allocates nothing but has a scope, as Lucene's. */
  @Test
  void anArenaNeedNotAllocate() throws IOException {
    try (Arena shared = Arena.ofShared()) {
      Arena own = new ScopeAlone(shared);
      MemorySegment segment = channel.map(READ_ONLY, 0, 5, own);
      assertEquals('h', segment.get(JAVA_BYTE, 0));
      assertEquals(shared.scope(), segment.scope());
    }
  }

  private record ScopeAlone(Arena arena) implements Arena {
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MemorySegment.Scope scope() {
      return arena.scope();
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /** Arena.close: what is in the arena ends with it, and nothing else does. */
  @Test
  void aSegmentEndsWithItsArena() throws IOException {
    MemorySegment segment;
    try (Arena arena = Arena.ofConfined()) {
      segment = channel.map(READ_WRITE, 0, 5, arena);
      segment.set(JAVA_BYTE, 0, (byte) 'J');
    }
    assertFalse(segment.scope().isAlive());
    assertThrows(IllegalStateException.class, () -> segment.get(JAVA_BYTE, 0));
    assertEquals("Jello", Files.readString(file));
  }

  /** FileChannel.map: its exceptions; an empty map. */
  @Test
  void whatCannotBeMappedIsRefused() throws IOException {
    Arena closed = Arena.ofShared();
    closed.close();
    assertThrows(IllegalStateException.class, () -> channel.map(READ_ONLY, 0, 5, closed));
    assertEquals(0, channel.map(READ_ONLY, 5, 0, Arena.global()).byteSize());
    assertThrows(NullPointerException.class, () -> channel.map(READ_ONLY, 0, 5, null));
    assertThrows(NullPointerException.class, () -> channel.map(null, 0, 5, Arena.global()));
  }

  /** The rules of the modes are those of buffers. */
  @Test
  void aSegmentOfAFileThatWasOpenedForReadingIsReadOnly() throws IOException {
    try (FileChannel reading = FileChannel.open(file, READ)) {
      MemorySegment segment = reading.map(READ_ONLY, 0, 5, Arena.ofAuto());
      assertTrue(segment.isReadOnly());
      assertThrows(
          NonWritableChannelException.class, () -> reading.map(READ_WRITE, 0, 5, Arena.ofAuto()));
    }
  }

  /** Read-only, or the mapper's own: PRIVATE. */
  @Test
  void aSegmentOfWhatIsInNoFileOfTheHostIsACopy() throws IOException {
    Path fixed = FixedBody.file("fixed".getBytes(US_ASCII));
    try (Arena arena = Arena.ofConfined();
        FileChannel open = FileChannel.open(fixed, READ)) {
      MemorySegment segment = open.map(READ_ONLY, 1, 4, arena);
      assertEquals("ixed", US_ASCII.decode(segment.asByteBuffer()).toString());
      assertTrue(segment.isReadOnly());
      assertEquals(0, open.map(READ_ONLY, 5, 0, arena).byteSize());
    }
    try (Arena arena = Arena.ofConfined();
        FileChannel open = FileChannel.open(fixed, READ, WRITE)) {
      MemorySegment segment = open.map(PRIVATE, 0, 5, arena);
      segment.set(JAVA_BYTE, 0, (byte) 'F');
      assertEquals("Fixed", US_ASCII.decode(segment.asByteBuffer()).toString());
      assertEquals("fixed", Files.readString(fixed));
    }
  }
}
