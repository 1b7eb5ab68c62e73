package io.vnode.tck.nio;

import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
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
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.Map;
import java.util.stream.Stream;

/** Position, size and openness of channels, alone and several on one file. */
@Area(value = "nio.channel-state", source = "java.nio.channels.SeekableByteChannel")
final class ChannelStateChecks {
  private static SeekableByteChannel open(Playground p, OpenOption... options) throws IOException {
    return p.get("open f", () -> Files.newByteChannel(p.path("f"), options));
  }

  // ---------------------------------------------------------------- position, size, truncation

  @Cites("#position(long)")
  void aPositionBehindTheEndDoesNotChangeTheSize(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, READ, WRITE)) {
      assertSame(channel, channel.position(1L << 40));
      assertEquals(1L << 40, channel.position());
      assertEquals(3, channel.size());
    }
    p.shows("f=abc");
  }

  @Cites("#position(long) IllegalArgumentException")
  void aNegativePositionIsRefused(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, READ)) {
      channel.position(2);
      p.refuses(IllegalArgumentException.class, () -> channel.position(-1));
      assertEquals(2, channel.position());
    }
  }

  /** Size to cut to and position before, size and position after; of a file of ten bytes. */
  private record Cut(long to, long at, long size, long position) {}

  @Cites("#truncate")
  Stream<Case> truncationCutsTheFileAndThePosition() {
    return Stream.of(
            new Cut(4, 0, 4, 0),
            new Cut(4, 4, 4, 4),
            new Cut(4, 7, 4, 4),
            new Cut(0, 10, 0, 0),
            new Cut(10, 5, 10, 5),
            new Cut(20, 5, 10, 5),
            new Cut(20, 30, 10, 20),
            new Cut(10, 30, 10, 10))
        .map(cut -> Case.of("to " + cut.to + " at " + cut.at, p -> cuts(p, cut)));
  }

  private static void cuts(Playground p, Cut cut) throws IOException {
    p.write("f", "0123456789");
    try (SeekableByteChannel channel = open(p, READ, WRITE)) {
      channel.position(cut.at);
      assertSame(channel, channel.truncate(cut.to));
      assertEquals(cut.size, channel.size(), "size");
      assertEquals(cut.position, channel.position(), "position");
    }
    assertEquals("0123456789".substring(0, (int) cut.size), p.read("f"));
  }

  @Cites("#truncate IllegalArgumentException")
  void aNegativeSizeIsRefused(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      p.refuses(IllegalArgumentException.class, () -> channel.truncate(-1));
    }
    p.shows("f=abc");
  }

  // ---------------------------------------------------------------- append, several channels

  @Cites("java.nio.file.StandardOpenOption#APPEND")
  void appendingGoesToTheEndWhateverThePosition(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, APPEND)) {
      channel.position(0);
      Bytes.write(channel, "de");
      assertEquals(5, channel.position());
      channel.position(1);
      Bytes.write(channel, "f");
      assertEquals(6, channel.position());
    }
    assertEquals("abcdef", p.read("f"));
  }

  @Cites("java.nio.file.StandardOpenOption#APPEND")
  void appendersTakeTurnsAtTheEnd(Playground p) throws IOException {
    p.write("f", "");
    try (SeekableByteChannel one = open(p, APPEND);
        SeekableByteChannel other = open(p, APPEND)) {
      Bytes.write(one, "1");
      Bytes.write(other, "22");
      Bytes.write(one, "3");
      Bytes.write(other, "4");
    }
    assertEquals("12234", p.read("f"));
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] an open file description that refers to that file")
  void eachChannelHasItsOwnPositionOnTheSameBytes(Playground p) throws IOException {
    p.write("f", "abcdef");
    try (SeekableByteChannel reader = open(p, READ);
        SeekableByteChannel writer = open(p, WRITE)) {
      assertEquals("ab", Bytes.read(reader, 2));
      Bytes.write(writer, "1234");
      assertEquals("34", Bytes.read(reader, 2));
      writer.truncate(5);
      assertEquals(5, reader.size());
      assertEquals("e", Bytes.read(reader, 2));
    }
  }

  @Cites("POSIX.1-2024 unlink() [DESCRIPTION] the space ... shall not be freed until ... closed")
  @Needs(OPEN_UNLINKED)
  void aRemovedFileIsReadAndWrittenWhileItIsOpen(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, READ, WRITE)) {
      p.delete("f");
      p.write("f", "another");
      channel.position(3);
      Bytes.write(channel, "def");
      channel.position(0);
      assertEquals("abcdef", Bytes.read(channel, 10));
    }
    p.shows("f=another");
  }

  @Cites("POSIX.1-2024 rename() [DESCRIPTION]")
  @Needs(OPEN_UNLINKED)
  void aChannelStaysWithAFileThatIsRenamed(Playground p) throws IOException {
    p.tree("f=abc", "d/");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      p.move("f", "d/g");
      Bytes.write(channel, "XY");
    }
    p.shows("d/", "d/g=XYc");
  }

  // ---------------------------------------------------------------- what it was not opened for

  @Cites("java.nio.channels.NonReadableChannelException")
  void whatIsOpenForWritingCannotBeRead(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, WRITE)) {
      p.refuses(NonReadableChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
      p.refuses(NonReadableChannelException.class, () -> channel.read(ByteBuffer.allocate(0)));
    }
  }

  @Cites("#truncate NonWritableChannelException")
  void whatIsOpenForReadingIsNeitherWrittenNorCut(Playground p) throws IOException {
    p.write("f", "abc");
    try (SeekableByteChannel channel = open(p, READ)) {
      p.refuses(NonWritableChannelException.class, () -> channel.write(Bytes.of("x")));
      p.refuses(NonWritableChannelException.class, () -> channel.truncate(1));
      p.refuses(NonWritableChannelException.class, () -> channel.truncate(5));
    }
    p.shows("f=abc");
  }

  @Cites("java.nio.channels.ClosedChannelException")
  Stream<Case> everyMethodOfAClosedChannelSaysSo() {
    Map<String, Use<SeekableByteChannel>> methods =
        Map.of(
            "read", c -> c.read(ByteBuffer.allocate(1)),
            "write", c -> c.write(Bytes.of("x")),
            "position", SeekableByteChannel::position,
            "position(long)", c -> c.position(1),
            "size", SeekableByteChannel::size,
            "truncate", c -> c.truncate(1));
    return methods.entrySet().stream()
        .map(method ->
            Case.of(
                method.getKey(),
                p -> {
                  p.write("f", "abc");
                  SeekableByteChannel channel = open(p, READ, WRITE);
                  assertTrue(channel.isOpen());
                  channel.close();
                  assertFalse(channel.isOpen());
                  p.refuses(ClosedChannelException.class, () -> method.getValue().of(channel));
                  p.shows("f=abc");
                }));
  }

  @Cites("java.nio.channels.Channel#close")
  void closingTwiceIsClosingOnce(Playground p) throws IOException {
    p.write("f", "abc");
    SeekableByteChannel channel = open(p, READ);
    channel.close();
    channel.close();
    assertFalse(channel.isOpen());
  }
}
