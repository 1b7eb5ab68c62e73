package io.vnode.tck.nio;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.Set;
import java.util.stream.Stream;

/** Every method of a file channel that was not opened for it, or is closed. */
@Area(value = "nio.channel-modes", source = "java.nio.channels.FileChannel")
@Needs(Capability.FILE_CHANNELS)
final class ChannelModeChecks {
  /** A method, what the channel must be open for, and what the file system must offer. */
  private record Method(
      String name, boolean reads, boolean writes, Set<Capability> needs, Use<FileChannel> use) {
    static Method reading(String name, Use<FileChannel> use) {
      return new Method(name, true, false, Set.of(), use);
    }

    static Method writing(String name, Use<FileChannel> use) {
      return new Method(name, false, true, Set.of(), use);
    }

    static Method either(String name, Use<FileChannel> use) {
      return new Method(name, false, false, Set.of(), use);
    }

    Method needs(Capability capability) {
      return new Method(name, reads, writes, Set.of(capability), use);
    }
  }

  private static ByteBuffer room() {
    return ByteBuffer.allocate(2);
  }

  private static ByteBuffer[] rooms() {
    return new ByteBuffer[] {room(), room()};
  }

  private static Stream<Method> methods() {
    return Stream.of(
        Method.reading("read", c -> c.read(room())),
        Method.reading("read at", c -> c.read(room(), 1)),
        Method.reading("read several", c -> c.read(rooms())),
        Method.reading("read several of", c -> c.read(rooms(), 0, 1)),
        Method.reading(
            "transferTo",
            c -> c.transferTo(0, 1, Channels.newChannel(new ByteArrayOutputStream()))),
        Method.reading("lock shared", c -> c.lock(0, 1, true)).needs(Capability.LOCKS),
        Method.reading("tryLock shared", c -> c.tryLock(0, 1, true)).needs(Capability.LOCKS),
        Method.reading("map read-only", c -> c.map(FileChannel.MapMode.READ_ONLY, 0, 1))
            .needs(Capability.MAP),
        Method.writing("write", c -> c.write(room())),
        Method.writing("write at", c -> c.write(room(), 1)),
        Method.writing("write several", c -> c.write(rooms())),
        Method.writing("write several of", c -> c.write(rooms(), 0, 1)),
        Method.writing("truncate", c -> c.truncate(1)),
        Method.writing(
            "transferFrom",
            c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 0, 1)),
        Method.writing("lock", FileChannel::lock).needs(Capability.LOCKS),
        Method.writing("lock region", c -> c.lock(0, 1, false)).needs(Capability.LOCKS),
        Method.writing("tryLock", FileChannel::tryLock).needs(Capability.LOCKS),
        Method.writing("map read-write", c -> c.map(FileChannel.MapMode.READ_WRITE, 0, 1))
            .needs(Capability.MAP),
        Method.writing("map private", c -> c.map(FileChannel.MapMode.PRIVATE, 0, 1))
            .needs(Capability.MAP),
        Method.either("position", FileChannel::position),
        Method.either("position(long)", c -> c.position(1)),
        Method.either("size", FileChannel::size),
        Method.either("force", c -> c.force(true)));
  }

  @Cites("java.nio.channels.NonReadableChannelException")
  Stream<Case> whatWasNotOpenedForReadingIsNotRead() {
    return methods()
        .filter(Method::reads)
        .map(method ->
            Case.of(
                    method.name,
                    p -> {
                      p.write("f", "abc");
                      try (FileChannel channel = p.open("f", WRITE)) {
                        p.refuses(NonReadableChannelException.class, () -> method.use.of(channel));
                        assertEquals(0, channel.position());
                      }
                      p.shows("f=abc");
                    })
                .needs(method.needs));
  }

  @Cites("java.nio.channels.NonWritableChannelException")
  Stream<Case> whatWasNotOpenedForWritingIsNotWritten() {
    return methods()
        .filter(Method::writes)
        .map(method ->
            Case.of(
                    method.name,
                    p -> {
                      p.write("f", "abc");
                      try (FileChannel channel = p.open("f", READ)) {
                        p.refuses(NonWritableChannelException.class, () -> method.use.of(channel));
                        assertEquals(0, channel.position());
                      }
                      p.shows("f=abc");
                    })
                .needs(method.needs));
  }

  @Cites("java.nio.channels.ClosedChannelException")
  Stream<Case> everyMethodOfAClosedChannelSaysSo() {
    return methods()
        .map(method ->
            Case.of(
                    method.name,
                    p -> {
                      p.write("f", "abc");
                      FileChannel channel = p.open("f", READ, WRITE);
                      channel.close();
                      assertFalse(channel.isOpen());
                      p.refuses(ClosedChannelException.class, () -> method.use.of(channel));
                      p.shows("f=abc");
                    })
                .needs(method.needs));
  }

  @Cites("java.nio.channels.Channel#isOpen")
  Stream<Case> whatIsPossibleLeavesTheChannelOpen() {
    return methods()
        .map(method ->
            Case.of(
                    method.name,
                    p -> {
                      p.write("f", "abc");
                      try (FileChannel channel = p.open("f", READ, WRITE)) {
                        p.run(method.name, () -> method.use.of(channel));
                        assertEquals(true, channel.isOpen());
                      }
                    })
                .needs(method.needs));
  }
}
