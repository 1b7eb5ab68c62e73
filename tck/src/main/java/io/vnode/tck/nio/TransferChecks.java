package io.vnode.tck.nio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.util.stream.Stream;

/** Bytes that go from one channel to another. */
@Area(value = "nio.transfer", source = "java.nio.channels.FileChannel")
@Needs(Capability.FILE_CHANNELS)
final class TransferChecks {
  private static final String CONTENT = "0123456789";
  private static final int LARGE = 200_003;

  /** How often a target may be offered what it does not take. */
  private static final int PATIENCE = 1000;

  /** A target that takes at most {@code most} bytes in all, or fails where that is negative. */
  private static final class Narrow implements WritableByteChannel {
    private final StringBuilder taken = new StringBuilder();
    private final int most;
    private int refusals;

    Narrow(int most) {
      this.most = most;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (most < 0) {
        throw new IOException("full");
      }
      int count = Math.min(most - taken.length(), source.remaining());
      if (count == 0 && ++refusals > PATIENCE) {
        throw new AssertionError("a target that takes nothing is asked for ever");
      }
      for (int i = 0; i < count; i++) {
        taken.append((char) source.get());
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  // ---------------------------------------------------------------- transferTo

  /** Place and count asked for, and what arrives. */
  private record To(long at, long count, String arrives) {}

  @Cites("#transferTo")
  Stream<Case> bytesGoToAnyTarget() {
    return Stream.of(
            new To(0, 4, "0123"),
            new To(4, 4, "4567"),
            new To(8, 4, "89"),
            new To(8, Long.MAX_VALUE, "89"),
            new To(3, 0, ""),
            new To(10, 4, ""),
            new To(1L << 40, 4, ""))
        .flatMap(to -> Stream.of(toStream(to), toFile(to)));
  }

  private static Case toStream(To to) {
    return Case.of(
        to.count + " at " + to.at + " to a stream",
        p -> {
          p.write("f", CONTENT);
          ByteArrayOutputStream target = new ByteArrayOutputStream();
          try (FileChannel channel = p.open("f", READ)) {
            channel.position(7);
            assertEquals(
                to.arrives.length(),
                channel.transferTo(to.at, to.count, Channels.newChannel(target)));
            assertEquals(7, channel.position());
          }
          assertEquals(to.arrives, target.toString(UTF_8));
        });
  }

  private static Case toFile(To to) {
    return Case.of(
        to.count + " at " + to.at + " to a file",
        p -> {
          p.tree("f=" + CONTENT, "g=abc");
          try (FileChannel channel = p.open("f", READ);
              FileChannel target = p.open("g", WRITE)) {
            target.position(1);
            assertEquals(to.arrives.length(), channel.transferTo(to.at, to.count, target));
            assertEquals(1 + to.arrives.length(), target.position());
            assertEquals(0, channel.position());
          }
          assertTrue(p.read("g").startsWith("a" + to.arrives));
        });
  }

  @Cites("#transferTo")
  Stream<Case> whatTheTargetDoesNotTakeIsNotCounted() {
    return Stream.of(0, 1, 3, 9)
        .map(most ->
            Case.of(
                "it takes " + most,
                p -> {
                  p.write("f", CONTENT);
                  Narrow target = new Narrow(most);
                  try (FileChannel channel = p.open("f", READ)) {
                    long count = channel.transferTo(0, 10, target);
                    assertEquals(target.taken.length(), count);
                    assertEquals(CONTENT.substring(0, (int) count), target.taken.toString());
                    assertEquals(0, channel.position());
                  }
                }));
  }

  @Cites("#transferTo IOException")
  void theFailureOfATargetIsPassedOn(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (FileChannel channel = p.open("f", READ)) {
      IOException thrown =
          p.refuses(IOException.class, () -> channel.transferTo(0, 10, new Narrow(-1)));
      assertEquals("full", thrown.getMessage());
      assertTrue(channel.isOpen());
    }
  }

  @Cites("#transferTo IllegalArgumentException")
  void negativeNumbersAreRefusedTo(Playground p) throws IOException {
    p.write("f", CONTENT);
    Narrow target = new Narrow(9);
    try (FileChannel channel = p.open("f", READ)) {
      p.refuses(IllegalArgumentException.class, () -> channel.transferTo(-1, 1, target));
      p.refuses(IllegalArgumentException.class, () -> channel.transferTo(0, -1, target));
    }
  }

  @Cites("#transferTo NonWritableChannelException")
  void aTargetOpenForReadingOnlyIsRefused(Playground p) throws IOException {
    p.tree("f=" + CONTENT, "g=abc");
    try (FileChannel channel = p.open("f", READ);
        FileChannel target = p.open("g", READ)) {
      p.refuses(NonWritableChannelException.class, () -> channel.transferTo(0, 4, target));
    }
    p.shows("f=" + CONTENT, "g=abc");
  }

  @Cites("#transferTo ClosedChannelException")
  void aClosedTargetIsRefused(Playground p) throws IOException {
    p.tree("f=" + CONTENT, "g=abc");
    try (FileChannel channel = p.open("f", READ)) {
      FileChannel target = p.open("g", WRITE);
      target.close();
      p.refuses(ClosedChannelException.class, () -> channel.transferTo(0, 4, target));
    }
  }

  // ---------------------------------------------------------------- transferFrom

  /** Place and count asked for, of a source of {@code abcdef}; the count and the content. */
  private record From(long at, long count, int moved, String content) {}

  @Cites("#transferFrom")
  Stream<Case> bytesComeFromAnySource() {
    return Stream.of(
            new From(0, 4, 4, "abcd456789"),
            new From(5, 4, 4, "01234abcd9"),
            new From(8, 4, 4, "01234567abcd"),
            new From(10, 4, 4, "0123456789abcd"),
            new From(0, 100, 6, "abcdef6789"),
            new From(0, 0, 0, CONTENT),
            new From(10, 0, 0, CONTENT))
        .flatMap(from -> Stream.of(fromStream(from), fromFile(from)));
  }

  private static Case fromStream(From from) {
    return Case.of(
        from.count + " at " + from.at + " from a stream",
        p -> {
          p.write("f", CONTENT);
          ByteArrayInputStream source = new ByteArrayInputStream(Bytes.of("abcdef").array());
          try (FileChannel channel = p.open("f", WRITE)) {
            channel.position(7);
            assertEquals(
                from.moved, channel.transferFrom(Channels.newChannel(source), from.at, from.count));
            assertEquals(7, channel.position());
          }
          assertEquals(6 - from.moved, source.available(), "bytes left in the source");
          assertEquals(from.content, p.read("f"));
        });
  }

  private static Case fromFile(From from) {
    return Case.of(
        from.count + " at " + from.at + " from a file",
        p -> {
          p.tree("f=" + CONTENT, "g=..abcdef");
          try (FileChannel channel = p.open("f", WRITE);
              FileChannel source = p.open("g", READ)) {
            source.position(2);
            assertEquals(from.moved, channel.transferFrom(source, from.at, from.count));
            assertEquals(2 + from.moved, source.position());
            assertEquals(0, channel.position());
          }
          assertEquals(from.content, p.read("f"));
        });
  }

  @Cites("#transferFrom")
  void aSourceThatGivesNothingGivesNothing(Playground p) throws IOException {
    p.write("f", CONTENT);
    ReadableByteChannel silent =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer target) {
            return 0;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    try (FileChannel channel = p.open("f", WRITE)) {
      assertEquals(0, channel.transferFrom(silent, 2, 4));
    }
    p.shows("f=" + CONTENT);
  }

  @Cites("#transferFrom IllegalArgumentException")
  void negativeNumbersAreRefusedFrom(Playground p) throws IOException {
    p.tree("f=" + CONTENT, "g=abc");
    try (FileChannel channel = p.open("f", WRITE);
        FileChannel source = p.open("g", READ)) {
      p.refuses(IllegalArgumentException.class, () -> channel.transferFrom(source, -1, 1));
      p.refuses(IllegalArgumentException.class, () -> channel.transferFrom(source, 0, -1));
      assertEquals(0, source.position());
    }
  }

  @Cites("#transferFrom NonReadableChannelException")
  void aSourceOpenForWritingOnlyIsRefused(Playground p) throws IOException {
    p.tree("f=" + CONTENT, "g=abc");
    try (FileChannel channel = p.open("f", WRITE);
        FileChannel source = p.open("g", WRITE)) {
      p.refuses(NonReadableChannelException.class, () -> channel.transferFrom(source, 0, 3));
    }
    p.shows("f=" + CONTENT, "g=abc");
  }

  @Cites("#transferFrom ClosedChannelException")
  void aClosedSourceIsRefused(Playground p) throws IOException {
    p.tree("f=" + CONTENT, "g=abc");
    try (FileChannel channel = p.open("f", WRITE)) {
      FileChannel source = p.open("g", READ);
      source.close();
      p.refuses(ClosedChannelException.class, () -> channel.transferFrom(source, 0, 3));
    }
  }

  // ---------------------------------------------------------------- large, and other file systems

  @Cites("#transferTo")
  void aLargeFileGoesOverWhole(Playground p) throws IOException {
    byte[] content = Bytes.pattern(LARGE);
    Files.write(p.path("f"), content);
    p.write("g", "");
    try (FileChannel channel = p.open("f", READ);
        FileChannel target = p.open("g", WRITE)) {
      for (long at = 0; at < LARGE; ) {
        at += channel.transferTo(at, LARGE - at, target);
      }
    }
    assertArrayEquals(content, Files.readAllBytes(p.path("g")));
  }

  @Cites("#transferFrom")
  void aLargeFileComesOverWhole(Playground p) throws IOException {
    byte[] content = Bytes.pattern(LARGE);
    Files.write(p.path("f"), content);
    p.write("g", "");
    try (FileChannel source = p.open("f", READ);
        FileChannel channel = p.open("g", WRITE)) {
      for (long at = 0; at < LARGE; ) {
        at += channel.transferFrom(source, at, LARGE - at);
      }
      assertSame(channel, channel.position(0));
    }
    assertArrayEquals(content, Files.readAllBytes(p.path("g")));
  }
}
