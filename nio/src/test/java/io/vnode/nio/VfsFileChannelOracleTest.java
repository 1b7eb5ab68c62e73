package io.vnode.nio;

import static io.vnode.testkit.Property.forAllHistories;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Gen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Random histories of one channel, run here and on the host side by side. */
class VfsFileChannelOracleTest {

  private enum Verb {
    READ,
    READ_AT,
    READ_INTO_NOTHING,
    READ_INTO_READ_ONLY,
    SCATTER,
    WRITE,
    WRITE_AT,
    WRITE_NOTHING,
    GATHER,
    POSITION,
    SET_POSITION,
    SIZE,
    TRUNCATE,
    FORCE,
    TRANSFER_TO,
    TRANSFER_TO_ITSELF,
    TRANSFER_FROM,
    TRANSFER_FROM_ITSELF,
    CLOSE
  }

  /** One operation; what {@code place} and {@code length} are depends on it. */
  private record Step(Verb verb, long place, int length) {}

  private static Gen<Step> steps() {
    Verb[] verbs = Arrays.copyOf(Verb.values(), Verb.values().length - 1);
    return Gen.zip(
        Gen.weighted(Gen.weight(60, Gen.of(verbs)), Gen.weight(1, Gen.just(Verb.CLOSE))),
        Gen.oneOf(Gen.longs(-1, 40), Gen.longs(0, 20_000), Gen.longs(0, 300_000)),
        Gen.oneOf(Gen.ints(0, 40), Gen.ints(0, 150_000)),
        Step::new);
  }

  /** {@link FileChannel}: every operation answers and leaves what it does on the host. */
  @Test
  void everyHistoryGoesAsOnTheHost() {
    for (Set<StandardOpenOption> options :
        List.of(
            Set.of(READ),
            Set.of(WRITE),
            Set.of(READ, WRITE),
            Set.of(APPEND),
            Set.of(READ, WRITE, TRUNCATE_EXISTING))) {
      forAllHistories(200, 30, steps(), history -> requireGoesAsOnTheHost(history, options));
    }
  }

  private static void requireGoesAsOnTheHost(List<Step> history, Set<StandardOpenOption> options)
      throws IOException {
    Path host = Files.createTempFile("vnode-channel", null);
    try (VfsFileSystem fileSystem = TreeFileSystem.unlimited()) {
      Path ours = fileSystem.getPath("/f");
      byte[] content = bytes(7, 10_000);
      Files.write(ours, content);
      Files.write(host, content);
      try (FileChannel here = FileChannel.open(ours, options);
          FileChannel there = FileChannel.open(host, options)) {
        for (Step step : history) {
          ChannelOutcome expected = run(there, step);
          ChannelOutcome actual = run(here, step);
          assertEquals(expected, actual, step::toString);
          assertEquals(
              ChannelOutcome.of(there::position),
              ChannelOutcome.of(here::position),
              step::toString);
        }
      }
      assertArrayEquals(Files.readAllBytes(host), Files.readAllBytes(ours));
    } finally {
      Files.delete(host);
    }
  }

  private static ChannelOutcome run(FileChannel channel, Step step) {
    boolean open = channel.isOpen();
    ChannelOutcome outcome = ChannelOutcome.of(operation(channel, step));
    // Which of two reasons to refuse is said first has changed between releases of the JDK.
    return open || !(outcome.value() instanceof Class) ? outcome : new ChannelOutcome("refused");
  }

  private static Callable<?> operation(FileChannel channel, Step step) {
    long place = step.place;
    int length = step.length;
    return switch (step.verb) {
      case READ -> () -> read(length, buffer -> channel.read(buffer));
      case READ_AT -> () -> read(length, buffer -> channel.read(buffer, place));
      case READ_INTO_NOTHING -> () -> channel.read(ByteBuffer.allocate(0));
      case READ_INTO_READ_ONLY ->
          () -> channel.read(ByteBuffer.allocate(length).asReadOnlyBuffer());
      case SCATTER -> () -> read(length, buffer -> channel.read(split(buffer, place)));
      case WRITE -> () -> channel.write(source(length));
      case WRITE_AT -> () -> channel.write(source(length), place);
      case WRITE_NOTHING -> () -> channel.write(ByteBuffer.allocate(0));
      case GATHER -> () -> channel.write(split(source(length), place));
      case POSITION -> channel::position;
      case SET_POSITION -> () -> isSame(channel.position(place), channel);
      case SIZE -> channel::size;
      case TRUNCATE -> () -> isSame(channel.truncate(place), channel);
      case FORCE ->
          () -> {
            channel.force(length % 2 == 0);
            return "";
          };
      case TRANSFER_TO -> () -> transferTo(channel, place, length);
      case TRANSFER_TO_ITSELF ->
          // Never into the bytes that are being moved: the order of moving is not specified.
          () -> channel.transferTo(0, Math.min(length, channel.position()), channel);
      case TRANSFER_FROM -> () -> transferFrom(channel, place, length);
      case TRANSFER_FROM_ITSELF ->
          () -> channel.transferFrom(channel, 0, Math.min(length, channel.position()));
      case CLOSE ->
          () -> {
            channel.close();
            return "";
          };
    };
  }

  private static boolean isSame(Object result, FileChannel channel) {
    return result == channel;
  }

  private interface Reading {
    long into(ByteBuffer buffer) throws IOException;
  }

  private static List<Object> read(int length, Reading reading) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    long count = reading.into(buffer);
    return List.of(count, Arrays.hashCode(buffer.array()));
  }

  /** Three buffers, the one in the middle with a few bytes or none, that share the bytes. */
  private static ByteBuffer[] split(ByteBuffer whole, long seed) {
    int length = whole.remaining();
    int first = length == 0 ? 0 : (int) (Math.abs(seed) % length);
    int middle = Math.min(length - first, (int) (Math.abs(seed) % 3));
    return new ByteBuffer[] {
      whole.slice(0, first),
      whole.slice(first, middle),
      whole.slice(first + middle, length - first - middle)
    };
  }

  private static List<Object> transferTo(FileChannel channel, long place, int length)
      throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    long count = channel.transferTo(place, length, Channels.newChannel(target));
    return List.of(count, Arrays.hashCode(target.toByteArray()));
  }

  /** Not behind the end: what that does has changed between releases of the JDK. */
  private static Object transferFrom(FileChannel channel, long place, int length)
      throws IOException {
    long position = Math.min(place, channel.size());
    return channel.transferFrom(
        Channels.newChannel(new ByteArrayInputStream(bytes(length, length / 2 + 1))),
        position,
        length);
  }

  private static ByteBuffer source(int length) {
    return ByteBuffer.wrap(bytes(length, length));
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
