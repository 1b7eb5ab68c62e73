package io.vnode.engine;

import static io.vnode.engine.BodyProbe.assertSpaceIsExact;
import static io.vnode.engine.BodyProbe.bytes;
import static io.vnode.testkit.Property.forAll;
import static io.vnode.testkit.Property.forAllHistories;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a few files that are copied from each other, against {@link PlainBytes};
 * after each step the bytes agree and blocks in use are blocks reachable.
 */
class BlockBodyHistoryTest {
  private static final int FILES_MAX = 4;
  private static final int STEPS_MAX = 30;
  private static final long UNLIMITED = Long.MAX_VALUE;

  /** What is mapped begins below this position, so that any host has room for it. */
  private static final long MAPPED_MAX = 1L << 30;

  /** How far into a file every host gets that the tests run on. */
  private static final long HOST_MAX = 1L << 43;

  enum Verb {
    WRITE,
    APPEND,
    TRUNCATE,
    PUNCH,
    COPY,
    TRIM,
    KEEP,
    MAP,
    MAP_AND_KEEP,
    RELEASE
  }

  /** One operation on the file number {@code file}, modulo how many there are. */
  record Step(Verb verb, int file, long position, int length) {}

  /** What {@link Body} says of its operations, where there is room for everything. */
  @Test
  void anyHistoryLooksLikeThatOfAPlainFile() {
    forAllHistories(
        300, STEPS_MAX, steps(), steps -> run(new History(UNLIMITED, UNLIMITED), steps));
  }

  /** POSIX write(), ENOSPC and EFBIG: what fits is written. */
  @Test
  void anyHistoryInAScarceSpaceLooksLikeOneOnAFullDisk() {
    forAll(
        300,
        steps().list(0, STEPS_MAX),
        capacities(),
        sizeLimits(),
        (steps, capacity, sizeMax) -> run(new History(capacity, sizeMax), steps));
  }

  private static void run(History history, List<Step> steps) {
    try {
      for (Step step : steps) {
        history.run(step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    history.end();
  }

  private static Gen<Step> steps() {
    Gen<Verb> verbs =
        Gen.weighted(
            Gen.weight(8, Gen.just(Verb.WRITE)),
            Gen.weight(4, Gen.just(Verb.APPEND)),
            Gen.weight(4, Gen.just(Verb.TRUNCATE)),
            Gen.weight(4, Gen.just(Verb.PUNCH)),
            Gen.weight(3, Gen.just(Verb.COPY)),
            Gen.weight(2, Gen.just(Verb.TRIM)),
            Gen.weight(2, Gen.just(Verb.KEEP)),
            Gen.weight(1, Gen.just(Verb.MAP)),
            Gen.weight(1, Gen.just(Verb.MAP_AND_KEEP)),
            Gen.weight(1, Gen.just(Verb.RELEASE)));
    return Gen.zip(verbs, Gen.ints(0, 11), positions(), lengths(), Step::new);
  }

  private static Gen<Integer> capacities() {
    return Gen.oneOf(
        Gen.ints(0, 200),
        Gen.ints(0, 8 * Block.SIZE),
        Gen.ints(0, 8).map(blocks -> blocks * Block.SIZE));
  }

  private static Gen<Long> sizeLimits() {
    return Gen.of(0L, 100L, (long) Block.SIZE, 2L * Block.SIZE + 1, 1L << 40, UNLIMITED);
  }

  /** Mostly near the edges of units, blocks and tree nodes; sometimes far out. */
  private static Gen<Long> positions() {
    Gen<Long> edges =
        Gen.of(
            0L,
            (long) Block.UNIT,
            (long) Block.SIZE,
            2L * Block.SIZE,
            3L * Block.SIZE + Block.UNIT,
            128L * Block.SIZE,
            129L * Block.SIZE,
            128L * 128 * Block.SIZE,
            1L << 40,
            1L << 62,
            UNLIMITED - Block.SIZE);
    return Gen.oneOf(
        Gen.zip(edges, Gen.longs(-3, 3), (edge, step) -> Math.max(0, edge + step)),
        Gen.longs(0, 4 * Block.SIZE),
        Gen.longs(0, 200));
  }

  private static Gen<Integer> lengths() {
    return Gen.oneOf(
        Gen.ints(0, 200),
        Gen.of(Block.UNIT, Block.SIZE - 1, Block.SIZE, Block.SIZE + 1),
        Gen.ints(0, 3 * Block.SIZE));
  }

  /** Thrown to end a map in the moment that it was made. */
  private static final class MapEnded extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Memory that is the file from {@code from} on, as far as the file goes. */
  private record LiveMap(ByteBuffer memory, long from, PlainBytes model) {
    void check() {
      byte[] expected = model.read(from, memory.capacity());
      byte[] seen = new byte[expected.length];
      memory.get(0, seen);
      assertArrayEquals(expected, seen, "a map and its file");
    }
  }

  /** The files of one history and what they should be. */
  private static final class History {
    private final Space space;
    private final BlockPool pool;
    private final List<BlockBody> files = new ArrayList<>();
    private final List<PlainBytes> models = new ArrayList<>();
    private final List<LiveMap> maps = new ArrayList<>();
    private int seed;

    History(long capacity, long sizeMax) {
      space = new Space(capacity);
      pool = new BlockPool(space, sizeMax);
      add(new BlockBody(pool), new PlainBytes());
    }

    private void add(BlockBody file, PlainBytes model) {
      files.add(file);
      models.add(model);
    }

    void run(Step step) throws IOException {
      int file = step.file() % files.size();
      BlockBody body = files.get(file);
      PlainBytes model = models.get(file);
      switch (step.verb()) {
        case WRITE -> write(body, model, step.position(), step.position(), step.length());
        case APPEND -> write(body, model, Body.END, model.size(), step.length());
        case TRUNCATE -> truncate(body, model, step.position());
        case PUNCH -> punch(body, model, step.position(), step.length());
        case COPY -> copy(body, model);
        case TRIM -> body.trim();
        case KEEP -> keep(body, model);
        case MAP -> map(step, body, model, false);
        case MAP_AND_KEEP -> map(step, body, model, true);
        case RELEASE -> {
          body.release();
          model.truncate(0);
          maps.removeIf(map -> map.model() == model);
        }
      }
      check();
    }

    private void write(BlockBody body, PlainBytes model, long position, long from, int length)
        throws IOException {
      byte[] bytes = bytes(length, ++seed);
      ByteBuffer source = ByteBuffer.wrap(bytes);
      int done = 0;
      try {
        done = body.write(source, position);
        int wanted = (int) Math.min(length, Math.max(0, pool.sizeMax() - from));
        assertTrue(done == wanted || Block.offset(from + done) == 0, "ends with a block");
        assertTrue(done == wanted || isOut(model, from + wanted), "ended for want of space");
      } catch (VfsException e) {
        boolean tooBig = from >= pool.sizeMax();
        assertEquals(tooBig ? Errno.EFBIG : Errno.ENOSPC, e.errno());
        assertTrue(tooBig || isOut(model, from + length), "refused for want of space");
      }
      assertEquals(done, source.position());
      model.write(from, bytes, done);
    }

    /** Whether there is no space up to {@code end}: of ours, or in a file of the host. */
    private boolean isOut(PlainBytes model, long end) {
      return space.free() < Block.SIZE || (isMapped(model) && (end < 0 || end > HOST_MAX));
    }

    private void truncate(BlockBody body, PlainBytes model, long length) throws IOException {
      try {
        body.truncate(length);
        model.truncate(length);
      } catch (VfsException e) {
        assertEquals(Errno.EFBIG, e.errno());
        assertTrue(length > pool.sizeMax());
      }
    }

    private void punch(BlockBody body, PlainBytes model, long from, long length)
        throws IOException {
      try {
        body.punch(from, length);
        model.punch(from, length);
      } catch (VfsException e) {
        assertEquals(Errno.ENOSPC, e.errno());
        assertTrue(space.free() < 2 * Block.SIZE, "refused for want of space");
      }
    }

    private void copy(BlockBody body, PlainBytes model) throws IOException {
      if (files.size() < FILES_MAX) {
        long before = space.used();
        try {
          add(body.copy(), model.copy());
          assertTrue(space.used() <= before || isMapped(model), "a copy takes no space");
        } catch (VfsException e) {
          assertEquals(Errno.ENOSPC, e.errno());
          assertTrue(isMapped(model), "only what is mapped takes space");
        }
      }
    }

    /** Keeps what is in the file elsewhere, and lets it forget the bytes. */
    private void keep(BlockBody body, PlainBytes model) throws IOException {
      if (isMapped(model)) {
        return; // There may be no space for a copy.
      }
      BlockBody copy = body.copy();
      copy.forEachShared((index, piece) -> {
        ByteBuffer bytes = ByteBuffer.allocate(piece.length());
        piece.load(bytes);
        piece.keepAt((offset, count, target) -> target.put(bytes.array(), offset, count), true);
      });
      copy.release();
    }

    private boolean isMapped(PlainBytes model) {
      return maps.stream().anyMatch(map -> map.model() == model);
    }

    /** Maps a part, writes to the memory, and keeps the map or lets it end at once. */
    private void map(Step step, BlockBody body, PlainBytes model, boolean keep) {
      long from = step.position() % MAPPED_MAX;
      byte[] bytes = bytes(step.length(), ++seed);
      try {
        MappedByteBuffer memory =
            body.map(
                from,
                bytes.length,
                true,
                (host, at) -> {
                  MappedByteBuffer made = host.map(MapMode.READ_WRITE, at, bytes.length);
                  made.put(0, bytes);
                  if (!keep) {
                    throw new MapEnded();
                  }
                  return made;
                });
        maps.add(new LiveMap(memory, from, model));
      } catch (MapEnded e) {
        // As it was meant.
      } catch (VfsException e) {
        boolean tooBig = from + bytes.length > pool.sizeMax();
        assertEquals(tooBig ? Errno.EFBIG : Errno.ENOSPC, e.errno());
        return;
      } catch (IOException e) {
        assertTrue(model.size() > HOST_MAX, () -> "the host refused to map: " + e);
        return;
      }
      model.truncate(Math.max(model.size(), from + bytes.length));
      model.write(from, bytes, bytes.length);
    }

    private void check() throws IOException {
      assertTrue(space.used() <= space.capacity());
      assertSpaceIsExact(space, files, pool.mappedOnly());
      maps.forEach(LiveMap::check);
      for (int i = 0; i < files.size(); i++) {
        checkBytes(files.get(i), models.get(i));
      }
    }

    /** Wherever one of the two has data, the other has the same. */
    private static void checkBytes(BlockBody body, PlainBytes model) throws IOException {
      assertEquals(model.size(), body.size());
      for (long start : model.pageStarts()) {
        checkRange(body, model, start, PlainBytes.pageLength());
      }
      long data = body.nextData(0);
      while (data >= 0) {
        long hole = body.nextHole(data);
        assertTrue(data < hole && hole <= body.size());
        checkRange(body, model, data, (int) (hole - data));
        assertTrue(hole == body.size() || body.nextHole(hole) == hole);
        data = body.nextData(hole);
      }
    }

    private static void checkRange(BlockBody body, PlainBytes model, long start, int length)
        throws IOException {
      assertArrayEquals(model.read(start, length), BodyProbe.read(body, start, length));
    }

    void end() {
      files.forEach(BlockBody::release);
      assertEquals(pool.mappedOnly(), space.used());
    }
  }
}
