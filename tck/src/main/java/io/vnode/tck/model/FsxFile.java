package io.vnode.tck.model;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file and its shadow: an array of the bytes that it must hold. Whatever is written goes to both,
 * whatever is read is compared, and after every operation the sizes are.
 */
final class FsxFile implements AutoCloseable {
  private final Path path;
  private FileChannel channel;
  private byte[] shadow = {};

  FsxFile(Path path) throws IOException {
    this.path = path;
    channel = FileChannel.open(path, READ, WRITE, CREATE, TRUNCATE_EXISTING);
  }

  /** Bytes of which no two that are near each other or of different seeds are likely the same. */
  private static byte[] pattern(int seed, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (1 + Math.floorMod(seed * 37 + i + i / 256, 255));
    }
    return bytes;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    boolean direct = bytes.length % 2 == 0;
    ByteBuffer buffer =
        direct ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length);
    return buffer.put(bytes).flip();
  }

  private void shadow(byte[] bytes, int at) {
    if (bytes.length > 0) {
      shadow = Arrays.copyOf(shadow, Math.max(shadow.length, at + bytes.length));
      System.arraycopy(bytes, 0, shadow, at, bytes.length);
    }
  }

  /** The part of the shadow that lies there. */
  private byte[] expected(int at, int length) {
    return at >= shadow.length
        ? new byte[0]
        : Arrays.copyOfRange(shadow, at, Math.min(shadow.length, at + length));
  }

  private static void requireSame(byte[] expected, byte[] actual, int at) {
    int where = Arrays.mismatch(expected, actual);
    if (where >= 0) {
      throw new AssertionError(
          "at "
              + (at + where)
              + " there is "
              + word(actual, where)
              + " in the place of "
              + word(expected, where));
    }
  }

  private static String word(byte[] bytes, int at) {
    return at < bytes.length ? "the byte " + bytes[at] : "the end";
  }

  void requireSize() throws IOException {
    assertEquals(shadow.length, channel.size(), "the size of the channel");
    assertEquals(shadow.length, Files.size(path), "the size of the file");
  }

  void requireAll() throws IOException {
    requireSame(shadow, Files.readAllBytes(path), 0);
  }

  // ---------------------------------------------------------------- writing

  void write(int at, int length, int seed) throws IOException {
    byte[] bytes = pattern(seed, length);
    assertEquals(length, channel.position(at).write(buffer(bytes)), "written");
    assertEquals((long) at + length, channel.position(), "the position behind what was written");
    shadow(bytes, at);
  }

  void writeAt(int at, int length, int seed) throws IOException {
    byte[] bytes = pattern(seed, length);
    long before = channel.position();
    assertEquals(length, channel.write(buffer(bytes), at), "written");
    assertEquals(before, channel.position(), "the position, which stays");
    shadow(bytes, at);
  }

  /** Writes from two buffers at once. */
  void gather(int at, int length, int seed) throws IOException {
    byte[] one = pattern(seed, length);
    byte[] two = pattern(seed + 1, length / 2);
    ByteBuffer[] buffers = {buffer(one), buffer(two)};
    assertEquals(one.length + two.length, channel.position(at).write(buffers), "written");
    shadow(one, at);
    shadow(two, at + one.length);
  }

  void append(int length, int seed) throws IOException {
    byte[] bytes = pattern(seed, length);
    try (FileChannel appending = FileChannel.open(path, APPEND)) {
      assertEquals(length, appending.write(buffer(bytes)), "written");
      assertEquals((long) shadow.length + length, appending.position(), "the position at the end");
    }
    shadow(bytes, shadow.length);
  }

  /** Writes through a mapping, which lies within the file. */
  void mapWrite(int at, int length, int seed) throws IOException {
    byte[] bytes = pattern(seed, Math.min(length, Math.max(0, shadow.length - at)));
    if (bytes.length > 0) {
      MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, at, bytes.length);
      mapped.put(bytes);
      mapped.force();
      shadow(bytes, at);
    }
  }

  void truncate(int size) throws IOException {
    channel.truncate(size);
    assertTrue(channel.position() <= size || size >= shadow.length, "the position is in the file");
    if (size < shadow.length) {
      shadow = Arrays.copyOf(shadow, size);
    }
  }

  /** Makes the file longer by one byte far behind its end, with a hole before it. */
  void hole(int length, int seed) throws IOException {
    writeAt(shadow.length + length, 1, seed);
  }

  /**
   * Has a part of the file copied to {@code to} by the channel itself; to the end if that lies
   * behind it, or in the part.
   */
  void transfer(int from, int length, int to) throws IOException {
    byte[] bytes = expected(from, length);
    boolean apart = to + bytes.length <= from || from + bytes.length <= to;
    int target = apart ? Math.min(to, shadow.length) : shadow.length;
    try (FileChannel source = FileChannel.open(path, READ)) {
      source.position(from);
      int done = 0;
      while (done < bytes.length) {
        long count = channel.transferFrom(source, target + done, bytes.length - done);
        assertTrue(count > 0, "something is transferred");
        done += (int) count;
      }
    }
    shadow(bytes, target);
  }

  // ---------------------------------------------------------------- reading

  void read(int at, int length) throws IOException {
    ByteBuffer buffer = buffer(new byte[length]);
    int count = channel.position(at).read(buffer);
    requireRead(count, buffer, at, length);
    assertEquals((long) at + Math.max(0, count), channel.position(), "the position behind it");
  }

  void readAt(int at, int length) throws IOException {
    ByteBuffer buffer = buffer(new byte[length]);
    requireRead(channel.read(buffer, at), buffer, at, length);
  }

  private void requireRead(int count, ByteBuffer buffer, int at, int length) {
    byte[] expected = expected(at, length);
    boolean atEnd = expected.length == 0 && length > 0;
    assertEquals(atEnd ? -1 : expected.length, count, "the bytes read at " + at);
    byte[] actual = new byte[expected.length];
    buffer.flip().get(actual);
    requireSame(expected, actual, at);
  }

  void mapRead(int at, int length) throws IOException {
    byte[] expected = expected(at, length);
    byte[] actual = new byte[expected.length];
    if (actual.length > 0) {
      channel.map(MapMode.READ_ONLY, at, actual.length).get(actual);
    }
    requireSame(expected, actual, at);
  }

  /** Has a part of the file copied to another one by the channel itself. */
  void transferOut(int from, int length) throws IOException {
    byte[] expected = expected(from, length);
    Path other = path.resolveSibling("other");
    try (FileChannel out = FileChannel.open(other, WRITE, CREATE, TRUNCATE_EXISTING)) {
      long count = channel.transferTo(from, length, out);
      assertEquals(expected.length, count, "transferred");
    }
    requireSame(expected, Files.readAllBytes(other), from);
  }

  // ---------------------------------------------------------------- the file as a whole

  void reopen() throws IOException {
    channel.close();
    channel = FileChannel.open(path, READ, WRITE);
    assertEquals(0, channel.position(), "the position of a channel just opened");
  }

  void empty() throws IOException {
    channel.close();
    channel = FileChannel.open(path, READ, WRITE, TRUNCATE_EXISTING);
    shadow = new byte[0];
  }

  /** Goes on with a copy, which writing to must not change the original. */
  void copy(int at, int seed) throws IOException {
    Path copy = path.resolveSibling("copy");
    Files.copy(path, copy, REPLACE_EXISTING);
    byte[] before = shadow;
    writeAt(at, 1, seed);
    requireSame(before, Files.readAllBytes(copy), 0);
    shadow = before;
    channel.close();
    Files.move(copy, path, REPLACE_EXISTING);
    channel = FileChannel.open(path, READ, WRITE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
