package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SPARSE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.Map;
import java.util.stream.Stream;

/** A file read and written through a channel that has a position. */
@Area(value = "nio.byte-channels", source = "java.nio.channels.SeekableByteChannel")
final class ByteChannelChecks {
  private static SeekableByteChannel open(Playground p, OpenOption... options) throws IOException {
    return p.get("open f", () -> Files.newByteChannel(p.path("f"), options));
  }

  // ---------------------------------------------------------------- reading

  @Cites("#read")
  void readingBeginsAtThePositionAndAdvancesIt(Playground p) throws IOException {
    p.write("f", "0123456789");
    try (SeekableByteChannel channel = open(p, READ)) {
      assertEquals(0, channel.position());
      assertEquals("0123", Bytes.read(channel, 4));
      assertEquals(4, channel.position());
      channel.position(8);
      assertEquals("89", Bytes.read(channel, 4));
      assertEquals(10, channel.position());
    }
  }

  @Cites("java.nio.channels.ReadableByteChannel#read")
  Stream<Case> behindTheEndNothingIsRead() {
    return Stream.of(3, 4, 1000)
        .map(position ->
            Case.of(
                "at " + position + " of 3",
                p -> {
                  p.write("f", "abc");
                  try (SeekableByteChannel channel = open(p, READ)) {
                    channel.position(position);
                    assertNull(Bytes.read(channel, 5));
                    assertEquals(position.longValue(), channel.position());
                  }
                }));
  }

  @Cites("java.nio.channels.ReadableByteChannel#read")
  void anEmptyFileIsAtItsEnd(Playground p) throws IOException {
    p.write("f", "");
    try (SeekableByteChannel channel = open(p, READ)) {
      assertEquals(0, channel.size());
      assertNull(Bytes.read(channel, 1));
    }
  }

  @Cites("java.nio.channels.ReadableByteChannel#read")
  void aBufferWithoutRoomIsGivenNothing(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, READ)) {
      assertEquals(0, channel.read(ByteBuffer.allocate(0)));
      assertEquals(0, channel.position());
    }
  }

  @Cites("java.nio.channels.ReadableByteChannel#read")
  Stream<Case> onlyWhatRemainsOfABufferIsFilled() {
    return Map.of("heap", false, "direct", true).entrySet().stream()
        .map(kind ->
            Case.of(
                kind.getKey(),
                p -> {
                  p.write("f", "0123456789");
                  try (SeekableByteChannel channel = open(p, READ)) {
                    fillsOnlyTheMiddle(
                        channel,
                        kind.getValue() ? ByteBuffer.allocateDirect(8) : ByteBuffer.allocate(8));
                  }
                }));
  }

  private static void fillsOnlyTheMiddle(SeekableByteChannel channel, ByteBuffer buffer)
      throws IOException {
    buffer.put(Bytes.of("........")).position(2).limit(5);
    assertEquals(3, channel.read(buffer));
    assertEquals(5, buffer.position());
    assertEquals(5, buffer.limit());
    buffer.limit(8).position(8);
    assertEquals("..012...", Bytes.given(buffer));
  }

  @Cites("java.nio.channels.ReadableByteChannel#read")
  void aSliceOfAnArrayIsFilledWhereItLies(Playground p) throws IOException {
    p.write("f", "0123456789");
    byte[] array = new byte[6];
    try (SeekableByteChannel channel = open(p, READ)) {
      assertEquals(2, channel.read(ByteBuffer.wrap(array, 1, 4).slice().limit(2)));
    }
    assertArrayEquals(new byte[] {0, '0', '1', 0, 0, 0}, array);
  }

  @Cites("java.nio.channels.ReadableByteChannel#read")
  void aBufferThatCannotBeWrittenIsRefused(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, READ)) {
      p.refuses(
          IllegalArgumentException.class,
          () -> channel.read(ByteBuffer.allocate(2).asReadOnlyBuffer()));
      assertEquals(0, channel.position());
    }
  }

  // ---------------------------------------------------------------- writing

  @Cites("#write")
  void writingBeginsAtThePositionAndAdvancesIt(Playground p) throws IOException {
    p.write("f", "0123456789");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      channel.position(3);
      assertEquals(2, channel.write(Bytes.of("xy")));
      assertEquals(5, channel.position());
      assertEquals(1, channel.write(Bytes.of("z")));
      assertEquals(10, channel.size());
    }
    assertEquals("012xyz6789", p.read("f"));
  }

  @Cites("#write")
  void theFileGrowsToHoldWhatIsWritten(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      channel.position(2);
      assertEquals(4, channel.write(Bytes.of("WXYZ")));
      assertEquals(6, channel.size());
    }
    assertEquals("abWXYZ", p.read("f"));
  }

  @Cites("POSIX.1-2024 lseek() [DESCRIPTION] the gap shall return bytes with the value 0")
  void aGapReadsAsZeros(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      channel.position(6);
      assertEquals(1, channel.write(Bytes.of("g")));
    }
    assertEquals("abc\0\0\0g", p.read("f"));
  }

  @Cites("POSIX.1-2024 ftruncate() [DESCRIPTION] the extended area shall appear as zero-filled")
  void whatWasCutOffDoesNotComeBackInAGap(Playground p) throws IOException {
    p.write("f", "abcdefgh");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      channel.truncate(2).position(6);
      assertEquals(1, channel.write(Bytes.of("g")));
    }
    assertEquals("ab\0\0\0\0g", p.read("f"));
  }

  @Cites("java.nio.channels.WritableByteChannel#write")
  void nothingWrittenChangesNothing(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      channel.position(10);
      assertEquals(0, channel.write(ByteBuffer.allocate(0)));
      assertEquals(3, channel.size());
      assertEquals(10, channel.position());
    }
  }

  @Cites("java.nio.channels.WritableByteChannel#write")
  Stream<Case> onlyWhatRemainsOfABufferIsWritten() {
    ByteBuffer direct = ByteBuffer.allocateDirect(6).put(Bytes.of("012345")).flip();
    return Map.of("heap", Bytes.of("012345"), "direct", direct).entrySet().stream()
        .flatMap(kind ->
            Stream.of(
                writes(kind.getKey(), kind.getValue()),
                writes(kind.getKey() + " read-only", kind.getValue().asReadOnlyBuffer())));
  }

  private static Case writes(String label, ByteBuffer content) {
    return Case.of(
        label,
        p -> {
          ByteBuffer buffer = content.duplicate().position(1).limit(4);
          try (SeekableByteChannel channel = open(p, CREATE, WRITE)) {
            assertEquals(3, channel.write(buffer));
          }
          assertEquals(4, buffer.position());
          assertEquals(4, buffer.limit());
          assertEquals("123", p.read("f"));
        });
  }

  // ---------------------------------------------------------------- sizes

  @Cites("#write")
  Stream<Case> whatIsWrittenInPiecesIsReadInOthers() {
    return Stream.of(1, 511, 512, 513, 4095, 4096, 4097, 65_535, 65_536, 65_537, 300_001)
        .map(size -> Case.of(size + " bytes", p -> writesAndReads(p, size)));
  }

  private static void writesAndReads(Playground p, int size) throws IOException {
    byte[] content = Bytes.pattern(size);
    try (SeekableByteChannel channel = open(p, CREATE, WRITE)) {
      for (int at = 0; at < size; ) {
        at += channel.write(ByteBuffer.wrap(content, at, Math.min(3_000, size - at)));
      }
      assertEquals(size, channel.size());
    }
    ByteBuffer read = ByteBuffer.allocate(size);
    try (SeekableByteChannel channel = open(p, READ)) {
      for (int r = 0; r >= 0 && read.hasRemaining(); ) {
        read.limit(Math.min(size, read.position() + 1_777));
        r = channel.read(read);
        read.limit(size);
      }
      assertNull(Bytes.read(channel, 1));
    }
    assertArrayEquals(content, read.array());
  }

  @Cites("POSIX.1-2024 lseek() [DESCRIPTION] beyond the end of the existing data in the file")
  @Needs(SPARSE)
  void aHoleOfManyGigabytesReadsAsZeros(Playground p) throws IOException {
    try (SeekableByteChannel channel = open(p, CREATE, READ, WRITE)) {
      Bytes.write(channel, "a");
      channel.position(5_000_000_000L);
      Bytes.write(channel, "z");
      assertEquals(5_000_000_001L, channel.size());
      channel.position(4_999_999_998L);
      assertEquals("\0\0z", Bytes.read(channel, 5));
      channel.position(2_500_000_000L);
      assertEquals("\0\0", Bytes.read(channel, 2));
      channel.truncate(1);
    }
    p.shows("f=a");
  }
}
