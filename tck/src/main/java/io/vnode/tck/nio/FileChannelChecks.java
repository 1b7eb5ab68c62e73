package io.vnode.tck.nio;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reading and writing at places of a file, and with several buffers. */
@Area(value = "nio.file-channels", source = "java.nio.channels.FileChannel")
@Needs(Capability.FILE_CHANNELS)
final class FileChannelChecks {
  private static final String CONTENT = "0123456789";

  // ---------------------------------------------------------------- at a place

  /** Place and most bytes of a read; what it gives, null at the end. */
  private record Read(long at, int most, String given) {}

  @Cites("#read(ByteBuffer,long)")
  Stream<Case> readingAtAPlaceLeavesThePosition() {
    return Stream.of(
            new Read(0, 4, "0123"),
            new Read(4, 4, "4567"),
            new Read(8, 4, "89"),
            new Read(9, 1, "9"),
            new Read(10, 4, null),
            new Read(1L << 40, 4, null),
            new Read(3, 0, ""))
        .map(read ->
            Case.of(
                read.most + " bytes at " + read.at,
                p -> {
                  p.write("f", CONTENT);
                  try (FileChannel channel = p.open("f", READ)) {
                    channel.position(5);
                    ByteBuffer buffer = ByteBuffer.allocate(read.most);
                    int count = channel.read(buffer, read.at);
                    assertEquals(read.given == null ? -1 : read.given.length(), count);
                    assertEquals(read.given == null ? "" : read.given, Bytes.given(buffer));
                    assertEquals(5, channel.position());
                  }
                }));
  }

  /** Place of a write, and the content after it. */
  private record Write(long at, String text, String content) {}

  @Cites("#write(ByteBuffer,long)")
  Stream<Case> writingAtAPlaceLeavesThePosition() {
    return Stream.of(
            new Write(0, "ab", "ab23456789"),
            new Write(4, "ab", "0123ab6789"),
            new Write(9, "ab", "012345678ab"),
            new Write(10, "ab", "0123456789ab"),
            new Write(12, "ab", "0123456789\0\0ab"),
            new Write(5, "", CONTENT),
            new Write(15, "", CONTENT))
        .map(write ->
            Case.of(
                "'" + write.text + "' at " + write.at,
                p -> {
                  p.write("f", CONTENT);
                  try (FileChannel channel = p.open("f", READ, WRITE)) {
                    channel.position(5);
                    assertEquals(
                        write.text.length(), channel.write(Bytes.of(write.text), write.at));
                    assertEquals(5, channel.position());
                    assertEquals(write.content.length(), channel.size());
                  }
                  assertEquals(write.content, p.read("f"));
                }));
  }

  @Cites("#read(ByteBuffer,long) IllegalArgumentException")
  void aNegativePlaceIsRefused(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", READ, WRITE)) {
      p.refuses(IllegalArgumentException.class, () -> channel.read(ByteBuffer.allocate(1), -1));
      p.refuses(IllegalArgumentException.class, () -> channel.write(Bytes.of("x"), -1));
    }
    p.shows("f=" + CONTENT);
  }

  @Cites("#read(ByteBuffer,long) IllegalArgumentException")
  void aBufferThatCannotBeWrittenIsRefused(Playground p) throws IOException {
    p.write("f", CONTENT);
    ByteBuffer buffer = ByteBuffer.allocate(2).asReadOnlyBuffer();
    try (FileChannel channel = p.open("f", READ)) {
      p.refuses(IllegalArgumentException.class, () -> channel.read(buffer, 0));
      p.refuses(
          IllegalArgumentException.class,
          () -> channel.read(new ByteBuffer[] {ByteBuffer.allocate(1), buffer}));
    }
  }

  // ---------------------------------------------------------------- several buffers

  private static ByteBuffer[] buffers(List<Integer> sizes) {
    return sizes.stream().map(ByteBuffer::allocate).toArray(ByteBuffer[]::new);
  }

  private static ByteBuffer[] texts(String... texts) {
    return Stream.of(texts).map(Bytes::of).toArray(ByteBuffer[]::new);
  }

  private static String given(ByteBuffer... buffers) {
    return Stream.of(buffers).map(Bytes::given).collect(Collectors.joining("|"));
  }

  /** Position, sizes of the buffers, which of them; the count and what is given. */
  private record Scatter(
      int at, List<Integer> sizes, int offset, int length, long count, String given) {}

  @Cites("java.nio.channels.ScatteringByteChannel#read(ByteBuffer[],int,int)")
  Stream<Case> buffersAreFilledInTheirOrder() {
    return Stream.of(
            new Scatter(0, List.of(3, 2, 4), 0, 3, 9, "012|34|5678"),
            new Scatter(6, List.of(3, 2, 4), 0, 3, 4, "678|9|"),
            new Scatter(8, List.of(2, 1), 0, 2, 2, "89|"),
            new Scatter(0, List.of(3, 0, 1), 0, 3, 4, "012||3"),
            new Scatter(0, List.of(3, 2, 4), 1, 1, 2, "|01|"),
            new Scatter(0, List.of(3, 2, 4), 1, 2, 6, "|01|2345"),
            new Scatter(0, List.of(3, 2), 1, 0, 0, "|"),
            new Scatter(0, List.of(3, 2), 2, 0, 0, "|"),
            new Scatter(0, List.of(0, 0), 0, 2, 0, "|"),
            new Scatter(10, List.of(3, 2), 0, 2, -1, "|"),
            new Scatter(20, List.of(3), 0, 1, -1, ""))
        .map(row -> Case.of(label(row), p -> scatters(p, row)));
  }

  private static String label(Scatter row) {
    return row.length + " of " + row.sizes + " from " + row.offset + " at " + row.at;
  }

  private static void scatters(Playground p, Scatter row) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", READ)) {
      channel.position(row.at);
      ByteBuffer[] buffers = buffers(row.sizes);
      assertEquals(row.count, channel.read(buffers, row.offset, row.length));
      assertEquals(row.given, given(buffers));
      assertEquals(row.at + Math.max(row.count, 0), channel.position());
    }
  }

  @Cites("#read(ByteBuffer[])")
  void allBuffersAreFilledWhereNoneIsNamed(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", READ)) {
      ByteBuffer[] buffers = buffers(List.of(4, 4, 4));
      assertEquals(10, channel.read(buffers));
      assertEquals("0123|4567|89", given(buffers));
    }
  }

  /** Position, which of {@code ab}, {@code c}, {@code def}; the count and the content. */
  private record Gather(int at, int offset, int length, long count, String content) {}

  @Cites("java.nio.channels.GatheringByteChannel#write(ByteBuffer[],int,int)")
  Stream<Case> buffersAreWrittenInTheirOrder() {
    return Stream.of(
            new Gather(0, 0, 3, 6, "abcdef6789"),
            new Gather(2, 0, 3, 6, "01abcdef89"),
            new Gather(8, 0, 3, 6, "01234567abcdef"),
            new Gather(12, 1, 2, 4, "0123456789\0\0cdef"),
            new Gather(0, 1, 1, 1, "c123456789"),
            new Gather(0, 2, 1, 3, "def3456789"),
            new Gather(0, 3, 0, 0, CONTENT),
            new Gather(20, 0, 0, 0, CONTENT))
        .map(row ->
            Case.of(
                row.length + " buffers from " + row.offset + " at " + row.at,
                p -> gathers(p, row)));
  }

  private static void gathers(Playground p, Gather row) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", WRITE)) {
      channel.position(row.at);
      assertEquals(row.count, channel.write(texts("ab", "c", "def"), row.offset, row.length));
      assertEquals(row.at + row.count, channel.position());
    }
    assertEquals(row.content, p.read("f"));
  }

  @Cites("#write(ByteBuffer[])")
  void allBuffersAreWrittenWhereNoneIsNamed(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", WRITE)) {
      ByteBuffer[] buffers = texts("ab", "", "cd");
      assertEquals(4, channel.write(buffers));
      assertEquals("ab||cd", given(buffers));
    }
    assertEquals("abcd456789", p.read("f"));
  }

  @Cites("#read(ByteBuffer[],int,int) IndexOutOfBoundsException")
  Stream<Case> buffersThatAreNotThereAreRefused() {
    return Stream.of(
            new int[] {-1, 1},
            new int[] {0, -1},
            new int[] {0, 3},
            new int[] {1, 2},
            new int[] {3, 0},
            new int[] {1, Integer.MAX_VALUE})
        .map(range ->
            Case.of(
                "offset " + range[0] + " length " + range[1],
                p -> {
                  p.write("f", CONTENT);
                  try (FileChannel channel = p.open("f", READ, WRITE)) {
                    p.refuses(
                        IndexOutOfBoundsException.class,
                        () -> channel.read(buffers(List.of(1, 1)), range[0], range[1]));
                    p.refuses(
                        IndexOutOfBoundsException.class,
                        () -> channel.write(texts("x", "y"), range[0], range[1]));
                  }
                  p.shows("f=" + CONTENT);
                }));
  }

  // ---------------------------------------------------------------- the channel itself

  @Cites("#position(long)")
  void settersAnswerTheChannel(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", WRITE)) {
      assertSame(channel, channel.position(3));
      assertSame(channel, channel.truncate(5));
    }
  }

  @Cites("#force")
  Stream<Case> forcingChangesNothingToBeSeen() {
    return Stream.of(true, false)
        .map(metadata ->
            Case.of(
                metadata ? "with metadata" : "content only",
                p -> {
                  p.write("f", CONTENT);
                  try (FileChannel channel = p.open("f", READ, WRITE)) {
                    Bytes.write(channel, "ab");
                    channel.force(metadata);
                    assertEquals(2, channel.position());
                  }
                  p.shows("f=ab23456789");
                }));
  }

  @Cites("#force")
  void whatIsOpenForReadingCanBeForced(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", READ)) {
      channel.force(true);
    }
    p.shows("f=" + CONTENT);
  }
}
