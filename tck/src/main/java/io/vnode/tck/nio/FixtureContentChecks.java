package io.vnode.tck.nio;

import static io.vnode.tck.Capability.ASYNC;
import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.LOCKS;
import static io.vnode.tck.Capability.MAP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.READ;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Populated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The bytes of files that are only read, in every manner in which bytes can be read. */
@Area(value = "nio.fixture.contents", source = "java.nio.file.Files", writes = false)
@Populated
final class FixtureContentChecks {
  private static final List<String> FILES = List.of("file", "empty", "large", "zeros");

  /** Reads all of a file. */
  @FunctionalInterface
  private interface Reading {
    byte[] of(Path file) throws Exception;
  }

  private static Stream<Case> each(Reading reading, Capability... needs) {
    return FILES.stream()
        .map(name ->
            Case.of(
                    name,
                    p ->
                        assertArrayEquals(
                            Fixture.entry(name).bytes(),
                            p.get("read " + name, () -> reading.of(p.path(name)))))
                .needs(needs));
  }

  // ---------------------------------------------------------------- streams

  @Cites("#readAllBytes")
  Stream<Case> allBytesAreRead() {
    return each(Files::readAllBytes);
  }

  @Cites("java.io.InputStream#read(byte[],int,int)")
  Stream<Case> aStreamGivesThemInPiecesOfAnySize() {
    return each(file -> {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] piece = new byte[777];
      try (InputStream stream = Files.newInputStream(file)) {
        int most = 1;
        for (int read = stream.read(piece, 5, most);
            read >= 0;
            read = stream.read(piece, 5, most)) {
          bytes.write(piece, 5, read);
          most = most % 700 + 1;
        }
      }
      return bytes.toByteArray();
    });
  }

  @Cites("java.io.InputStream#skip")
  Stream<Case> aStreamSkipsWhatItIsTold() {
    return FILES.stream()
        .map(name -> Case.of(name, p -> skips(p.path(name), Fixture.entry(name).bytes())));
  }

  private static void skips(Path file, byte[] bytes) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      int at = 0;
      for (int next = stream.read(); next >= 0; next = stream.read()) {
        assertEquals(bytes[at] & 0xff, next, "the byte at " + at);
        at += 1 + (int) stream.skip(1000);
      }
      assertTrue(at >= bytes.length, () -> "the end came before " + bytes.length);
    }
  }

  @Cites("#copy(Path,OutputStream)")
  Stream<Case> aStreamIsGivenAllOfThem() {
    return each(file -> {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      assertEquals(Files.size(file), Files.copy(file, bytes));
      return bytes.toByteArray();
    });
  }

  @Cites("#readString(Path,Charset)")
  Stream<Case> theyAreReadAsText() {
    return each(file -> Files.readString(file, ISO_8859_1).getBytes(ISO_8859_1));
  }

  @Cites("#mismatch")
  Stream<Case> theyDifferFromOthersWhereTheyDo() {
    String[][] pairs = {
      {"file", "d/inside"}, {"file", "empty"}, {"large", "zeros"}, {"zeros", "file"}
    };
    return Stream.of(pairs)
        .map(pair ->
            Case.of(
                pair[0] + " and " + pair[1],
                p ->
                    assertEquals(
                        Arrays.mismatch(
                            Fixture.entry(pair[0]).bytes(), Fixture.entry(pair[1]).bytes()),
                        Files.mismatch(p.path(pair[0]), p.path(pair[1])))));
  }

  // ---------------------------------------------------------------- channels

  @Cites("java.nio.channels.SeekableByteChannel#read")
  Stream<Case> aChannelGivesThemInOrder() {
    return each(file -> {
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        ByteBuffer piece = ByteBuffer.allocateDirect(4097);
        while (channel.read(piece.clear()) >= 0) {
          bytes.put(piece.flip());
          assertEquals(bytes.position(), channel.position());
        }
        return bytes.array();
      }
    });
  }

  @Cites("java.nio.channels.SeekableByteChannel#position(long)")
  Stream<Case> aChannelGivesThemFromAnyPlace() {
    return each(file -> {
      Random random = new Random(1);
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        byte[] bytes = new byte[(int) channel.size()];
        ByteBuffer whole = ByteBuffer.wrap(bytes);
        for (int end = bytes.length; end > 0; ) {
          int start = Math.max(0, end - 1 - random.nextInt(20_000));
          channel.position(start);
          fill(channel, whole.limit(end).position(start));
          end = start;
        }
        return bytes;
      }
    });
  }

  private static void fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      assertTrue(channel.read(buffer) > 0, "more is to come");
    }
  }

  @Cites("java.nio.channels.FileChannel#read(ByteBuffer,long)")
  Stream<Case> readingAtAPlaceLeavesThePosition() {
    return each(
        file -> {
          try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining()) {
              assertTrue(channel.read(bytes, bytes.position()) > 0, "more is to come");
            }
            assertEquals(0, channel.position());
            assertEquals(-1, channel.read(ByteBuffer.allocate(1), bytes.capacity()));
            return bytes.array();
          }
        },
        FILE_CHANNELS);
  }

  @Cites("java.nio.channels.ScatteringByteChannel#read(ByteBuffer[])")
  Stream<Case> buffersAreFilledOneAfterTheOther() {
    return each(
        file -> {
          try (FileChannel channel = FileChannel.open(file, READ)) {
            byte[] bytes = new byte[(int) channel.size()];
            int first = bytes.length / 3;
            ByteBuffer[] parts = {
              ByteBuffer.wrap(bytes, 0, first), ByteBuffer.wrap(bytes, first, bytes.length - first)
            };
            while (parts[1].hasRemaining()) {
              assertTrue(channel.read(parts) > 0, "more is to come");
            }
            return bytes;
          }
        },
        FILE_CHANNELS);
  }

  @Cites("java.nio.channels.FileChannel#transferTo")
  Stream<Case> aChannelIsTransferredToAnother() {
    return each(
        file -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (FileChannel channel = FileChannel.open(file, READ)) {
            long at = 0;
            while (at < channel.size()) {
              at += channel.transferTo(at, 10_000, Channels.newChannel(bytes));
            }
          }
          return bytes.toByteArray();
        },
        FILE_CHANNELS);
  }

  @Cites("java.nio.channels.FileChannel#map")
  Stream<Case> aMapHoldsThem() {
    return each(
        file -> {
          try (FileChannel channel = FileChannel.open(file, READ)) {
            byte[] bytes = new byte[(int) channel.size()];
            channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes.length).get(bytes);
            return bytes;
          }
        },
        MAP);
  }

  @Cites("java.nio.channels.AsynchronousFileChannel#read(ByteBuffer,long)")
  Stream<Case> anAsynchronousChannelGivesThem() {
    return each(
        file -> {
          try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining()) {
              assertTrue(channel.read(bytes, bytes.position()).get() > 0, "more is to come");
            }
            return bytes.array();
          }
        },
        ASYNC);
  }

  // ---------------------------------------------------------------- what reading does not allow

  @Cites("java.nio.channels.SeekableByteChannel#read [-1 if the channel has reached end-of-stream]")
  Stream<Case> behindTheEndThereIsNothing() {
    return FILES.stream()
        .map(name ->
            Case.of(
                name,
                p -> {
                  try (SeekableByteChannel channel = Files.newByteChannel(p.path(name))) {
                    channel.position(channel.size());
                    assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
                    channel.position(channel.size() + 1_000_000);
                    assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
                  }
                }));
  }

  @Cites("java.nio.channels.NonWritableChannelException")
  Stream<Case> whatWasOpenedToBeReadIsNotWritten() {
    return Stream.of(
        Case.of("write", p -> isNotWritable(p, c -> c.write(Bytes.of("x")))),
        Case.of("truncate", p -> isNotWritable(p, c -> c.truncate(1))),
        Case.of("truncate to the size it has", p -> isNotWritable(p, c -> c.truncate(c.size()))));
  }

  @Cites("java.nio.channels.NonWritableChannelException")
  Stream<Case> whatWasOpenedToBeReadIsNotChangedAtAPlace() {
    return Stream.of(
        changed("write", c -> c.write(Bytes.of("x"), 0), FILE_CHANNELS),
        changed("gather", c -> c.write(new ByteBuffer[] {Bytes.of("x")}), FILE_CHANNELS),
        changed("transfer", c -> c.transferFrom(nothing(), 0, 1), FILE_CHANNELS),
        changed("map", c -> c.map(FileChannel.MapMode.READ_WRITE, 0, 1), MAP),
        changed("map privately", c -> c.map(FileChannel.MapMode.PRIVATE, 0, 1), MAP),
        changed("lock", FileChannel::lock, LOCKS));
  }

  private static ReadableByteChannel nothing() {
    return Channels.newChannel(InputStream.nullInputStream());
  }

  /** What changes something through a channel. */
  @FunctionalInterface
  private interface Change<C> {
    void by(C channel) throws IOException;
  }

  private static void isNotWritable(Playground p, Change<SeekableByteChannel> change)
      throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(p.path("file"))) {
      p.refuses(NonWritableChannelException.class, () -> change.by(channel));
    }
    assertEquals(Fixture.CONTENT, p.read("file"));
  }

  private static Case changed(String label, Change<FileChannel> change, Capability... needs) {
    return Case.of(
            label,
            p -> {
              try (FileChannel channel = p.open("file", READ)) {
                p.refuses(NonWritableChannelException.class, () -> change.by(channel));
              }
              assertEquals(Fixture.CONTENT, p.read("file"));
            })
        .needs(needs);
  }

  @Cites("java.nio.channels.FileChannel#lock(long,long,boolean)")
  @Needs(LOCKS)
  void whatIsOpenToBeReadIsLockedTogetherWithOthers(Playground p) throws IOException {
    try (FileChannel channel = p.open("file", READ);
        FileLock lock = channel.lock(2, 3, true)) {
      assertTrue(lock.isShared());
      assertTrue(lock.overlaps(4, 1));
    }
  }
}
