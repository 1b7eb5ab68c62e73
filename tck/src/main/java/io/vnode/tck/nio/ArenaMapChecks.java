package io.vnode.tck.nio;

import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.MAP;
import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.NonWritableChannelException;
import org.junit.jupiter.api.Assumptions;

/**
 * Files mapped for as long as an arena lives, which Java has since release 22: on older ones, and
 * where a channel does not support it, these are not offered.
 */
@Area(
    value = "nio.map-arena",
    source = "java.nio.channels.FileChannel#map(MapMode,long,long,Arena)")
@Needs({MAP, FILE_CHANNELS})
final class ArenaMapChecks {
  private static final String CONTENT = "0123456789";

  /** An arena, known by reflection alone. */
  private record Arena(Class<?> type, AutoCloseable arena) implements AutoCloseable {
    static Arena confined() throws Exception {
      Assumptions.assumeTrue(Runtime.version().feature() >= 22, "no Arena before Java 22");
      Class<?> type = Class.forName("java.lang.foreign.Arena");
      return new Arena(type, (AutoCloseable) type.getMethod("ofConfined").invoke(null));
    }

    /** The segment that {@code channel} maps here. */
    Object map(FileChannel channel, MapMode mode, long at, long size) throws Exception {
      try {
        return FileChannel.class
            .getMethod("map", MapMode.class, long.class, long.class, type)
            .invoke(channel, mode, at, size, arena);
      } catch (InvocationTargetException e) {
        Throwable cause = e.getCause();
        Assumptions.assumeFalse(
            cause instanceof UnsupportedOperationException, "no maps that live in an arena");
        throw (Exception) cause;
      }
    }

    @Override
    public void close() {
      try {
        arena.close();
      } catch (Exception e) {
        throw new AssertionError("the arena cannot be closed", e);
      }
    }
  }

  private static Object of(Object segment, String method) throws Exception {
    return Class.forName("java.lang.foreign.MemorySegment").getMethod(method).invoke(segment);
  }

  private static ByteBuffer buffer(Object segment) throws Exception {
    return (ByteBuffer) of(segment, "asByteBuffer");
  }

  @Cites("[DESCRIPTION]")
  void aSegmentHoldsTheBytesOfItsRegion(Playground p) throws Exception {
    p.write("f", CONTENT);
    try (Arena arena = Arena.confined();
        FileChannel channel = p.open("f", READ)) {
      Object segment = arena.map(channel, READ_ONLY, 3, 5);
      assertEquals(5L, of(segment, "byteSize"));
      assertEquals(true, of(segment, "isMapped"));
      assertEquals(true, of(segment, "isReadOnly"));
      ByteBuffer buffer = buffer(segment);
      assertEquals("34567", Bytes.given(buffer.position(5)));
    }
  }

  @Cites("[DESCRIPTION]")
  void whatIsWrittenToASegmentIsInTheFile(Playground p) throws Exception {
    p.write("f", CONTENT);
    try (Arena arena = Arena.confined();
        FileChannel channel = p.open("f", READ, WRITE)) {
      Object segment = arena.map(channel, READ_WRITE, 0, 12);
      buffer(segment).put(1, (byte) 'x').put(11, (byte) 'y');
      of(segment, "force");
    }
    assertEquals("0x23456789\0y", p.read("f"));
  }

  @Cites("java.lang.foreign.Arena#close")
  void aSegmentEndsWithItsArenaAndNotWithItsChannel(Playground p) throws Exception {
    p.write("f", CONTENT);
    ByteBuffer buffer;
    try (Arena arena = Arena.confined()) {
      Object segment;
      try (FileChannel channel = p.open("f", READ)) {
        segment = arena.map(channel, READ_ONLY, 0, 10);
      }
      buffer = buffer(segment);
      assertEquals('0', buffer.get(0));
    }
    p.refuses(IllegalStateException.class, () -> buffer.get(0));
  }

  @Cites("[IllegalArgumentException]")
  void whatCannotBeMappedIsRefused(Playground p) throws Exception {
    p.write("f", CONTENT);
    try (Arena arena = Arena.confined();
        FileChannel channel = p.open("f", READ)) {
      arena.map(channel, READ_ONLY, 0, 1);
      p.refuses(IllegalArgumentException.class, () -> arena.map(channel, READ_ONLY, -1, 1));
      p.refuses(IllegalArgumentException.class, () -> arena.map(channel, READ_ONLY, 0, -1));
      p.refuses(NonWritableChannelException.class, () -> arena.map(channel, READ_WRITE, 0, 1));
    }
    p.shows("f=" + CONTENT);
  }
}
