package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Check;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code read()}, {@code write()}, {@code lseek()} and {@code ftruncate()}, by channels. */
@Area(value = "posix.contents", source = "POSIX.1-2024 write()")
final class ContentChecks {
  /** Around what file systems make their blocks of. */
  private static final int[] SIZES = {1, 512, 4095, 4096, 4097, 65_537};

  // ---------------------------------------------------------------- holes and ends

  @Cites(
      "POSIX.1-2024 lseek() [DESCRIPTION] subsequent reads of data in the gap shall return ... 0")
  Stream<Case> aGapIsReadAsZeros() {
    return sizes(size ->
        p -> {
          p.write("f", "ab");
          channel(p, c -> c.position(2 + size).write(UTF_8.encode("z")), WRITE);
          byte[] expected = Arrays.copyOf("ab".getBytes(UTF_8), size + 3);
          expected[2 + size] = 'z';
          assertArrayEquals(expected, Files.readAllBytes(p.path("f")));
        });
  }

  @Cites("POSIX.1-2024 ftruncate() [DESCRIPTION] the extended area shall appear ... zero-filled")
  Stream<Case> whatWasCutOffDoesNotComeBack() {
    return sizes(size ->
        p -> {
          Files.write(p.path("f"), filled(size + 10));
          channel(p, c -> c.truncate(size), WRITE);
          channel(p, c -> c.position(size + 10).write(UTF_8.encode("z")), WRITE);
          byte[] expected = Arrays.copyOf(filled(size), size + 11);
          expected[size + 10] = 'z';
          assertArrayEquals(expected, Files.readAllBytes(p.path("f")));
        });
  }

  @Cites("POSIX.1-2024 ftruncate() [DESCRIPTION] the extra data shall be discarded")
  Stream<Case> aFileThatIsTruncatedKeepsItsBeginning() {
    return sizes(size ->
        p -> {
          Files.write(p.path("f"), filled(size + 5000));
          channel(p, c -> c.truncate(size), WRITE);
          assertEquals(size, p.stat("f").size());
          assertArrayEquals(filled(size), Files.readAllBytes(p.path("f")));
        });
  }

  @Cites("[DESCRIPTION] the file offset shall be incremented by the number of bytes written")
  Stream<Case> whatIsOverwrittenIsTheMiddleAlone() {
    return sizes(size ->
        p -> {
          Files.write(p.path("f"), filled(2 * size + 10));
          channel(p, c -> c.position(size).write(ByteBuffer.allocate(5)), WRITE);
          byte[] expected = filled(2 * size + 10);
          Arrays.fill(expected, size, size + 5, (byte) 0);
          assertArrayEquals(expected, Files.readAllBytes(p.path("f")));
        });
  }

  /** What is checked at a size. */
  @FunctionalInterface
  private interface OfSize {
    Check.Body check(int size);
  }

  private static Stream<Case> sizes(OfSize body) {
    return IntStream.of(SIZES).mapToObj(size -> Case.of(size + " bytes", body.check(size)));
  }

  private static byte[] filled(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 251 + 1);
    }
    return bytes;
  }

  // ---------------------------------------------------------------- reading

  @Cites(
      "POSIX.1-2024 read() [DESCRIPTION] If the starting position is at or after the end-of-file")
  Stream<Case> atTheEndAndBehindItNothingIsRead() {
    return Stream.of(7, 8, 5000)
        .map(position ->
            Case.of(
                "at " + position,
                p -> {
                  p.write("f", "content");
                  channel(
                      p,
                      c -> assertEquals(-1, c.position(position).read(ByteBuffer.allocate(3))),
                      READ);
                  assertEquals(7, p.stat("f").size());
                }));
  }

  @Cites("POSIX.1-2024 read() [DESCRIPTION] the number of bytes ... left before the end-of-file")
  void beforeTheEndNoMoreIsReadThanThereIs(Playground p) throws IOException {
    p.write("f", "content");
    channel(
        p,
        c -> {
          ByteBuffer buffer = ByteBuffer.allocate(100);
          assertEquals(3, c.position(4).read(buffer));
          assertEquals(7, c.position());
          assertEquals("ent", UTF_8.decode(buffer.flip()).toString());
        },
        READ);
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] a new open file description with an offset of its own")
  void eachChannelHasAPositionOfItsOwn(Playground p) throws IOException {
    p.write("f", "content");
    channel(
        p,
        one -> {
          one.read(ByteBuffer.allocate(3));
          channel(p, other -> assertEquals(0, other.position()), READ);
          assertEquals(3, one.position());
        },
        READ);
  }

  @Cites("[DESCRIPTION] any successful read() ... shall return the data specified by the write()")
  void whatOneChannelWritesAnotherReadsAtOnce(Playground p) throws IOException {
    p.write("f", "content");
    channel(
        p,
        reader ->
            channel(
                p,
                writer -> {
                  writer.write(UTF_8.encode("CON"));
                  ByteBuffer buffer = ByteBuffer.allocate(7);
                  reader.read(buffer);
                  assertEquals("CONtent", UTF_8.decode(buffer.flip()).toString());
                },
                WRITE),
        READ);
  }

  @Cites("POSIX.1-2024 ftruncate() [DESCRIPTION] shall not modify the file offset for any other")
  void aChannelBehindTheNewEndReadsNothingAndWritesAGap(Playground p) throws IOException {
    p.write("f", "content");
    channel(
        p,
        one -> {
          one.position(5);
          channel(p, other -> other.truncate(2), WRITE);
          assertEquals(-1, one.read(ByteBuffer.allocate(1)));
          assertEquals(5, one.position());
          one.write(UTF_8.encode("z"));
        },
        READ,
        WRITE);
    assertEquals("co\0\0\0z", p.read("f"));
  }

  // ---------------------------------------------------------------- appending

  @Cites(
      "[DESCRIPTION] If the O_APPEND flag ... the file offset shall be set to the end of the file")
  void eachWriteToAppendGoesToTheEndThatThereIs(Playground p) throws IOException {
    p.write("f", "a");
    channel(
        p,
        one ->
            channel(
                p,
                other -> {
                  one.write(UTF_8.encode("b"));
                  other.write(UTF_8.encode("c"));
                  one.write(UTF_8.encode("d"));
                },
                APPEND),
        APPEND);
    assertEquals("abcd", p.read("f"));
  }

  @Cites("[DESCRIPTION] O_APPEND ... prior to each write")
  void wherePositionIsSetDoesNotMatterToAnAppend(Playground p) throws IOException {
    p.write("f", "content");
    channel(p, c -> c.position(0).write(UTF_8.encode("!")), APPEND);
    assertEquals("content!", p.read("f"));
  }

  @Cites("[DESCRIPTION] O_APPEND ... prior to each write")
  void anAppendGoesToTheEndAfterATruncation(Playground p) throws IOException {
    p.write("f", "content");
    channel(
        p,
        one -> {
          one.write(UTF_8.encode("!"));
          channel(p, other -> other.truncate(3), WRITE);
          one.write(UTF_8.encode("?"));
        },
        APPEND);
    assertEquals("con?", p.read("f"));
  }

  // ---------------------------------------------------------------- positions that stay

  @Cites("POSIX.1-2024 pwrite() [DESCRIPTION] does not change the file offset")
  void whatGoesToAGivenPositionLeavesThePosition(Playground p) throws IOException {
    p.write("f", "content");
    try (FileChannel c = p.open("f", READ, WRITE)) {
      c.position(2);
      c.write(UTF_8.encode("N"), 5);
      c.read(ByteBuffer.allocate(3), 1);
      assertEquals(2, c.position());
    }
    assertEquals("conteNt", p.read("f"));
  }

  @Cites("POSIX.1-2024 writev() [DESCRIPTION] each iovec ... before proceeding to the next")
  void severalBuffersAreWrittenAndReadInOrder(Playground p) throws IOException {
    p.write("f", "");
    try (FileChannel c = p.open("f", READ, WRITE)) {
      ByteBuffer[] out = {UTF_8.encode("ab"), ByteBuffer.allocate(0), UTF_8.encode("cde")};
      assertEquals(5, c.write(out));
      ByteBuffer[] in = {ByteBuffer.allocate(1), ByteBuffer.allocate(9)};
      assertEquals(5, c.position(0).read(in));
      assertEquals("a", UTF_8.decode(in[0].flip()).toString());
      assertEquals("bcde", UTF_8.decode(in[1].flip()).toString());
    }
  }

  // ---------------------------------------------------------------- names and open files

  @Cites("POSIX.1-2024 rename() [DESCRIPTION] an open file is no name")
  @Needs(OPEN_UNLINKED)
  Stream<Case> anOpenFileFollowsItsName() {
    return Stream.of(
        Case.of("that moves", p -> moved(p, "d/f", "e/g", "e/g")),
        Case.of("whose directory moves", p -> moved(p, "d", "e/d", "e/d/f")));
  }

  private static void moved(Playground p, String from, String to, String file) throws IOException {
    p.tree("d/", "e/", "d/f=content");
    try (SeekableByteChannel c = Files.newByteChannel(p.path("d/f"), READ, WRITE)) {
      p.move(from, to);
      c.write(UTF_8.encode("CON"));
      assertEquals(7, c.size());
    }
    assertEquals("CONtent", p.read(file));
  }

  /** What is done with {@code f}. */
  @FunctionalInterface
  private interface Use {
    void of(SeekableByteChannel channel) throws IOException;
  }

  private static void channel(Playground p, Use use, OpenOption... options) throws IOException {
    try (SeekableByteChannel channel =
        p.get("open f", () -> Files.newByteChannel(p.path("f"), options))) {
      use.of(channel);
    }
  }
}
