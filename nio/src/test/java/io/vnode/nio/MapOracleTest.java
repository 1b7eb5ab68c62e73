package io.vnode.nio;

import static io.vnode.testkit.Property.forAllHistories;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link FileChannel#map} here and on the host side by side. */
class MapOracleTest {
  private static final int PLACES = 200_000;

  private Path there;
  private VfsFileSystem fileSystem;
  private Path here;

  @BeforeEach
  void open() throws IOException {
    there = Files.createTempFile("vnode-map", null);
    fileSystem = TreeFileSystem.unlimited();
    here = fileSystem.getPath("/f");
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
    Files.delete(there);
  }

  // ---------------------------------------------------------------- what is refused

  /** FileChannel.map: its exceptions, for each mode, each way to open, each place. */
  @Test
  void everyMapIsAcceptedOrRefusedAsOnTheHost() throws IOException {
    for (Set<StandardOpenOption> options :
        List.of(Set.of(READ), Set.of(WRITE), Set.of(READ, WRITE), Set.of(APPEND))) {
      for (MapMode mode : new MapMode[] {MapMode.READ_ONLY, MapMode.READ_WRITE, MapMode.PRIVATE}) {
        for (long position : new long[] {-1, 0, 1, 4096, 9999, 10_000, 10_001, Long.MAX_VALUE}) {
          for (long size : new long[] {-1, 0, 1, 5904, 20_000, Long.MAX_VALUE}) {
            requireSame(options, mode, position, size);
          }
        }
      }
      requireSame(options, null, 0, 1);
    }
  }

  private void requireSame(Set<StandardOpenOption> options, MapMode mode, long position, long size)
      throws IOException {
    String what = options + " " + mode + " " + position + " " + size;
    Files.write(there, new byte[10_000]);
    Files.write(here, new byte[10_000]);
    try (FileChannel ours = FileChannel.open(here, options);
        FileChannel theirs = FileChannel.open(there, options)) {
      assertEquals(
          ChannelOutcome.of(() -> describe(theirs.map(mode, position, size))),
          ChannelOutcome.of(() -> describe(ours.map(mode, position, size))),
          what);
    }
    assertEquals(Files.size(there), Files.size(here), what);
  }

  private static String describe(MappedByteBuffer map) {
    return map.capacity() + (map.isReadOnly() ? " read-only" : "") + map.position() + map.order();
  }

  // ---------------------------------------------------------------- histories

  private enum Verb {
    MAP,
    MAP_READ_ONLY,
    PUT,
    FORCE,
    WRITE,
    TRUNCATE,
    REWRITE,
    FORGET
  }

  private record Step(Verb verb, int place, int length) {}

  private static Gen<Step> steps() {
    return Gen.zip(
        Gen.of(Verb.values()),
        Gen.oneOf(Gen.ints(0, 40), Gen.ints(0, PLACES), Gen.of(4096, 16_384, 32_768, 65_536)),
        Gen.oneOf(Gen.ints(0, 40), Gen.ints(0, 50_000)),
        Step::new);
  }

  /** POSIX mmap, MAP_SHARED: file and maps show the same bytes, those of the host's. */
  @Test
  void everyHistoryOfMapsAndWritesGoesAsOnTheHost() {
    forAllHistories(300, 25, steps(), this::requireGoesAsOnTheHost);
  }

  private void requireGoesAsOnTheHost(List<Step> steps) throws IOException {
    Files.write(there, new byte[0]);
    Files.deleteIfExists(here);
    Files.write(here, new byte[0]);
    try (FileChannel ours = FileChannel.open(here, READ, WRITE);
        FileChannel theirs = FileChannel.open(there, READ, WRITE)) {
      Side mine = new Side(ours);
      Side hosts = new Side(theirs);
      int seed = 0;
      for (Step step : steps) {
        seed++;
        hosts.run(step, seed);
        mine.run(step, seed);
        assertEquals(theirs.size(), ours.size(), step::toString);
        assertArrayEquals(Files.readAllBytes(there), Files.readAllBytes(here), step::toString);
        mine.requireShows(Files.readAllBytes(there), step);
      }
    }
  }

  /**
   * A file and its maps; what is done to it is done within its size, past which the host faults.
   */
  private static final class Side {
    private record Region(int from, MappedByteBuffer memory) {}

    private final FileChannel channel;
    private final List<Region> regions = new ArrayList<>();

    Side(FileChannel channel) {
      this.channel = channel;
    }

    void run(Step step, int seed) throws IOException {
      int place = step.place();
      int length = step.length();
      switch (step.verb()) {
        case MAP -> add(place, channel.map(MapMode.READ_WRITE, place, length));
        case MAP_READ_ONLY -> {
          if (place + length <= channel.size()) {
            add(place, channel.map(MapMode.READ_ONLY, place, length));
          }
        }
        case PUT -> put(place, bytes(length, seed));
        case FORCE -> regions.forEach(region -> force(region.memory()));
        case WRITE -> channel.write(ByteBuffer.wrap(bytes(length, seed)), place);
        case TRUNCATE -> channel.truncate(place);
        case REWRITE -> {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(bytes(length, seed)), 0);
        }
        case FORGET -> regions.clear();
      }
    }

    private void add(int from, MappedByteBuffer memory) {
      regions.add(new Region(from, memory));
    }

    private static void force(MappedByteBuffer memory) {
      if (!memory.isReadOnly()) {
        memory.force();
      }
    }

    /** Writes to one of the maps that can be written, what of it is still in the file. */
    private void put(int place, byte[] bytes) throws IOException {
      List<Region> writable =
          regions.stream().filter(region -> !region.memory().isReadOnly()).toList();
      if (writable.isEmpty()) {
        return;
      }
      Region region = writable.get(place % writable.size());
      long within = Math.min(region.memory().capacity(), channel.size() - region.from());
      int at = (int) Math.min(place, Math.max(0, within));
      int length = (int) Math.min(bytes.length, Math.max(0, within - at));
      region.memory().put(at, bytes, 0, length);
    }

    void requireShows(byte[] content, Step step) {
      for (Region region : regions) {
        int length =
            Math.max(0, Math.min(region.memory().capacity(), content.length - region.from()));
        byte[] seen = new byte[length];
        region.memory().get(0, seen);
        byte[] expected =
            length == 0 ? seen : Arrays.copyOfRange(content, region.from(), region.from() + length);
        assertArrayEquals(expected, seen, step::toString);
      }
    }

    private static byte[] bytes(int length, int seed) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i * 31 + seed);
      }
      return bytes;
    }
  }
}
