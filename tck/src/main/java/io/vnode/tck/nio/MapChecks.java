package io.vnode.tck.nio;

import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.MAP;
import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static java.nio.channels.FileChannel.MapMode.PRIVATE;
import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.util.stream.Stream;

/** Files that are read and written as memory. */
@Area(value = "nio.map", source = "java.nio.channels.FileChannel#map")
@Needs({MAP, FILE_CHANNELS})
final class MapChecks {
  private static final String CONTENT = "0123456789";

  private static FileChannel file(Playground p) throws IOException {
    p.write("f", CONTENT);
    return p.open("f", READ, WRITE);
  }

  private static String text(MappedByteBuffer map) {
    return Bytes.given(map.duplicate().position(map.limit()));
  }

  private static Stream<MapMode> modes() {
    return Stream.of(READ_ONLY, READ_WRITE, PRIVATE);
  }

  // ---------------------------------------------------------------- what a map is

  @Cites("[DESCRIPTION]")
  Stream<Case> aMapHoldsTheBytesOfItsRegion() {
    return modes()
        .flatMap(mode ->
            Stream.of(new int[] {0, 10}, new int[] {3, 5}, new int[] {9, 1}, new int[] {4, 0})
                .map(region ->
                    Case.of(
                        mode + " " + region[1] + " bytes at " + region[0],
                        p -> holds(p, mode, region[0], region[1]))));
  }

  private static void holds(Playground p, MapMode mode, int at, int size) throws IOException {
    try (FileChannel channel = file(p)) {
      channel.position(2);
      MappedByteBuffer map = channel.map(mode, at, size);
      assertEquals(CONTENT.substring(at, at + size), text(map));
      assertEquals(0, map.position());
      assertEquals(size, map.limit());
      assertEquals(size, map.capacity());
      assertEquals(mode == READ_ONLY, map.isReadOnly());
      assertTrue(map.isDirect());
      assertSame(ByteOrder.BIG_ENDIAN, map.order());
      assertEquals(2, channel.position());
    }
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> regionsNeedNotBeAligned() {
    return Stream.of(4090, 4095, 4096, 8191, 65_530)
        .map(at ->
            Case.of(
                "at " + at,
                p -> {
                  byte[] content = Bytes.pattern(70_000);
                  Files.write(p.path("f"), content);
                  byte[] read = new byte[100];
                  try (FileChannel channel = p.open("f", READ)) {
                    channel.map(READ_ONLY, at, 100).get(read);
                  }
                  byte[] expected = java.util.Arrays.copyOfRange(content, at, at + 100);
                  assertArrayEquals(expected, read);
                }));
  }

  @Cites("java.nio.channels.FileChannel.MapMode#READ_ONLY")
  void aReadOnlyMapCannotBeWritten(Playground p) throws IOException {
    try (FileChannel channel = file(p)) {
      MappedByteBuffer map = channel.map(READ_ONLY, 0, 10);
      p.refuses(ReadOnlyBufferException.class, () -> map.put(0, (byte) 'x'));
    }
    p.shows("f=" + CONTENT);
  }

  @Cites("java.nio.channels.FileChannel.MapMode#READ_WRITE")
  void whatIsWrittenToAMapIsInTheFile(Playground p) throws IOException {
    try (FileChannel channel = file(p)) {
      MappedByteBuffer map = channel.map(READ_WRITE, 3, 5);
      map.put(1, (byte) 'x').put(4, (byte) 'y');
      map.force();
      assertEquals("0123x56y89", Bytes.read(channel, 20));
    }
    p.shows("f=0123x56y89");
  }

  @Cites("java.nio.channels.FileChannel.MapMode#PRIVATE")
  void whatIsWrittenToAPrivateMapIsNowhereElse(Playground p) throws IOException {
    try (FileChannel channel = file(p)) {
      MappedByteBuffer map = channel.map(PRIVATE, 0, 10);
      MappedByteBuffer other = channel.map(PRIVATE, 0, 10);
      MappedByteBuffer shared = channel.map(READ_ONLY, 0, 10);
      map.put(1, (byte) 'x');
      map.force();
      assertEquals("0x23456789", text(map));
      assertEquals(CONTENT, text(other));
      assertEquals(CONTENT, text(shared));
    }
    p.shows("f=" + CONTENT);
  }

  // ---------------------------------------------------------------- lifetime

  @Cites("[DESCRIPTION] A mapping, once established, is not dependent upon the file channel")
  Stream<Case> aMapOutlivesItsChannel() {
    return modes()
        .map(mode ->
            Case.of(
                mode.toString(),
                p -> {
                  MappedByteBuffer map;
                  try (FileChannel channel = file(p)) {
                    map = channel.map(mode, 0, 10);
                  }
                  assertEquals(CONTENT, text(map));
                  if (mode != READ_ONLY) {
                    map.put(0, (byte) 'x');
                    map.force();
                    assertEquals(mode == READ_WRITE ? "x123456789" : CONTENT, p.read("f"));
                  }
                }));
  }

  @Cites("POSIX.1-2024 mmap() [DESCRIPTION] an extra reference to the file")
  @Needs(OPEN_UNLINKED)
  void aMapOutlivesTheNameOfItsFile(Playground p) throws IOException {
    MappedByteBuffer map;
    try (FileChannel channel = file(p)) {
      map = channel.map(READ_WRITE, 0, 10);
    }
    p.delete("f");
    p.write("f", "another file");
    map.put(0, (byte) 'x');
    map.force();
    assertEquals("x123456789", text(map));
    p.shows("f=another file");
  }

  // ---------------------------------------------------------------- growth

  @Cites("[DESCRIPTION]")
  Stream<Case> aFileGrowsToHoldWhatIsMappedForWriting() {
    return Stream.of(new int[] {0, 20}, new int[] {5, 10}, new int[] {10, 1}, new int[] {5_000, 9})
        .map(region ->
            Case.of(
                region[1] + " bytes at " + region[0] + " of 10",
                p -> {
                  int end = region[0] + region[1];
                  try (FileChannel channel = file(p)) {
                    MappedByteBuffer map = channel.map(READ_WRITE, region[0], region[1]);
                    assertEquals(end, channel.size());
                    assertEquals(0, map.get(region[1] - 1));
                    map.put(region[1] - 1, (byte) 'z');
                    map.force();
                  }
                  assertEquals(CONTENT + "\0".repeat(end - 11) + "z", p.read("f"));
                }));
  }

  @Cites("[IOException]")
  void aFileThatIsReadDoesNotGrow(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", READ)) {
      p.refuses(IOException.class, () -> channel.map(READ_ONLY, 5, 10));
    }
    p.shows("f=" + CONTENT);
  }

  // ---------------------------------------------------------------- one file, several eyes

  @Cites("POSIX.1-2024 mmap() [DESCRIPTION] MAP_SHARED: write references ... change the object")
  void twoMapsOfOneFileAreOne(Playground p) throws IOException {
    try (FileChannel channel = file(p);
        FileChannel other = p.open("f", READ)) {
      MappedByteBuffer written = channel.map(READ_WRITE, 2, 6);
      MappedByteBuffer read = other.map(READ_ONLY, 0, 10);
      written.put(0, (byte) 'x');
      written.force();
      assertEquals("01x3456789", text(read));
    }
  }

  @Cites("POSIX.1-2024 mmap() [DESCRIPTION] MAP_SHARED: write references ... change the object")
  void whatAChannelWritesIsInTheMap(Playground p) throws IOException {
    try (FileChannel channel = file(p);
        FileChannel other = p.open("f", WRITE)) {
      MappedByteBuffer map = channel.map(READ_ONLY, 0, 10);
      assertEquals(2, other.write(Bytes.of("xy"), 4));
      other.force(true);
      assertEquals("0123xy6789", text(map));
    }
  }

  @Cites("POSIX.1-2024 mmap() [DESCRIPTION] MAP_SHARED: write references ... change the object")
  void aMapStaysTheFileWhenTheFileGrows(Playground p) throws IOException {
    try (FileChannel channel = file(p)) {
      MappedByteBuffer map = channel.map(READ_WRITE, 0, 10);
      channel.write(ByteBuffer.wrap(Bytes.pattern(100_000)), 10);
      map.put(9, (byte) 'z');
      map.force();
      ByteBuffer last = ByteBuffer.allocate(1);
      assertEquals(1, channel.read(last, 9));
      assertEquals("z", Bytes.given(last));
    }
  }

  @Cites("java.nio.channels.FileChannel#transferTo")
  void whatIsMappedIsTransferred(Playground p) throws IOException {
    p.write("g", "");
    try (FileChannel channel = file(p);
        FileChannel target = p.open("g", WRITE)) {
      MappedByteBuffer map = channel.map(READ_WRITE, 0, 10);
      map.put(5, (byte) 'x');
      map.force();
      assertEquals(10, channel.transferTo(0, 10, target));
    }
    assertEquals("01234x6789", p.read("g"));
  }

  // ---------------------------------------------------------------- methods of the buffer

  @Cites("java.nio.MappedByteBuffer#load")
  Stream<Case> loadingAndForcingAnswerTheMap() {
    return modes()
        .map(mode ->
            Case.of(
                mode.toString(),
                p -> {
                  try (FileChannel channel = file(p)) {
                    MappedByteBuffer map = channel.map(mode, 0, 10);
                    assertSame(map, map.load());
                    assertSame(map, map.force());
                    assertSame(map, map.force(2, 3));
                    assertEquals(CONTENT, text(map));
                  }
                }));
  }

  // ---------------------------------------------------------------- refusals

  @Cites("[NonReadableChannelException]")
  Stream<Case> whatWasNotOpenedForReadingIsNotMapped() {
    return modes()
        .map(mode ->
            Case.of(
                mode.toString(),
                p -> {
                  p.write("f", CONTENT);
                  try (FileChannel channel = p.open("f", WRITE)) {
                    p.refuses(NonReadableChannelException.class, () -> channel.map(mode, 0, 5));
                  }
                }));
  }

  @Cites("[NonWritableChannelException]")
  Stream<Case> whatWasNotOpenedForWritingIsNotMappedForIt() {
    return Stream.of(READ_WRITE, PRIVATE)
        .map(mode ->
            Case.of(
                mode.toString(),
                p -> {
                  p.write("f", CONTENT);
                  try (FileChannel channel = p.open("f", READ)) {
                    p.refuses(NonWritableChannelException.class, () -> channel.map(mode, 0, 5));
                  }
                }));
  }

  @Cites("[IllegalArgumentException]")
  Stream<Case> aRegionThatCannotBeIsRefused() {
    return Stream.of(
            new long[] {-1, 5},
            new long[] {0, -1},
            new long[] {0, Integer.MAX_VALUE + 1L},
            new long[] {Long.MAX_VALUE, 1})
        .map(region ->
            Case.of(
                region[1] + " bytes at " + region[0],
                p -> {
                  try (FileChannel channel = file(p)) {
                    p.refuses(
                        IllegalArgumentException.class,
                        () -> channel.map(READ_WRITE, region[0], region[1]));
                    assertFalse(channel.size() != 10);
                  }
                }));
  }

  @Cites("[NullPointerException]")
  void noModeIsRefused(Playground p) throws IOException {
    try (FileChannel channel = file(p)) {
      p.refuses(NullPointerException.class, () -> channel.map(null, 0, 1));
    }
  }
}
