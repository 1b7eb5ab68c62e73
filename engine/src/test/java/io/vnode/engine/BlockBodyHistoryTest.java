package io.vnode.engine;

import static io.vnode.engine.BodyProbe.assertSpaceIsExact;
import static io.vnode.engine.BodyProbe.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random histories of a few files that are copied from each other, against {@link PlainBytes};
 * after each step the bytes agree and blocks in use are blocks reachable.
 */
class BlockBodyHistoryTest {
  private static final int FILES_MAX = 4;
  private static final long UNLIMITED = Long.MAX_VALUE;

  enum Verb {
    WRITE,
    APPEND,
    TRUNCATE,
    PUNCH,
    COPY,
    TRIM,
    RELEASE
  }

  /** One operation on the file number {@code file}, modulo how many there are. */
  record Step(Verb verb, int file, long position, int length) {}

  @Property(tries = 300)
  void anyHistoryLooksLikeThatOfAPlainFile(@ForAll("histories") List<Step> steps) {
    History history = new History(UNLIMITED, UNLIMITED);
    steps.forEach(history::run);
    history.end();
  }

  @Property(tries = 300)
  void anyHistoryInAScarceSpaceLooksLikeOneOnAFullDisk(
      @ForAll("histories") List<Step> steps,
      @ForAll("capacities") int capacity,
      @ForAll("sizeLimits") long sizeMax) {
    History history = new History(capacity, sizeMax);
    steps.forEach(history::run);
    history.end();
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Verb> verbs =
        Arbitraries.frequency(
            Tuple.of(8, Verb.WRITE),
            Tuple.of(4, Verb.APPEND),
            Tuple.of(4, Verb.TRUNCATE),
            Tuple.of(4, Verb.PUNCH),
            Tuple.of(3, Verb.COPY),
            Tuple.of(2, Verb.TRIM),
            Tuple.of(1, Verb.RELEASE));
    return Combinators.combine(verbs, Arbitraries.integers().between(0, 11), positions(), lengths())
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<Integer> capacities() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 200),
        Arbitraries.integers().between(0, 8 * Block.SIZE),
        Arbitraries.integers().between(0, 8).map(blocks -> blocks * Block.SIZE));
  }

  @Provide
  Arbitrary<Long> sizeLimits() {
    return Arbitraries.of(0L, 100L, (long) Block.SIZE, 2L * Block.SIZE + 1, 1L << 40, UNLIMITED);
  }

  /** Mostly near the edges of units, blocks and tree nodes; sometimes far out. */
  private static Arbitrary<Long> positions() {
    Arbitrary<Long> edges =
        Arbitraries.of(
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
    return Arbitraries.oneOf(
        Combinators.combine(edges, Arbitraries.longs().between(-3, 3))
            .as((edge, step) -> Math.max(0, edge + step)),
        Arbitraries.longs().between(0, 4 * Block.SIZE),
        Arbitraries.longs().between(0, 200));
  }

  private static Arbitrary<Integer> lengths() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 200),
        Arbitraries.of(Block.UNIT, Block.SIZE - 1, Block.SIZE, Block.SIZE + 1),
        Arbitraries.integers().between(0, 3 * Block.SIZE));
  }

  /** The files of one history and what they should be. */
  private static final class History {
    private final Space space;
    private final BlockPool pool;
    private final List<BlockBody> files = new ArrayList<>();
    private final List<PlainBytes> models = new ArrayList<>();
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

    void run(Step step) {
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
        case RELEASE -> {
          body.release(); // The last that is done to a body: a new file takes the place.
          files.set(file, new BlockBody(pool));
          model.truncate(0);
        }
      }
      check();
    }

    private void write(BlockBody body, PlainBytes model, long position, long from, int length) {
      byte[] bytes = bytes(length, ++seed);
      ByteBuffer source = ByteBuffer.wrap(bytes);
      int done = 0;
      try {
        done = body.write(source, position);
        int wanted = (int) Math.min(length, Math.max(0, pool.sizeMax() - from));
        assertTrue(done == wanted || Block.offset(from + done) == 0, "ends with a block");
        assertTrue(done == wanted || space.free() < Block.SIZE, "ended for want of space");
      } catch (VfsException e) {
        boolean tooBig = from >= pool.sizeMax();
        assertEquals(tooBig ? Errno.EFBIG : Errno.ENOSPC, e.errno());
        assertTrue(tooBig || space.free() < Block.SIZE, "refused for want of space");
      }
      assertEquals(done, source.position());
      model.write(from, bytes, done);
    }

    private void truncate(BlockBody body, PlainBytes model, long length) {
      try {
        body.truncate(length);
        model.truncate(length);
      } catch (VfsException e) {
        assertEquals(Errno.EFBIG, e.errno());
        assertTrue(length > pool.sizeMax());
      }
    }

    private void punch(BlockBody body, PlainBytes model, long from, long length) {
      try {
        body.punch(from, length);
        model.punch(from, length);
      } catch (VfsException e) {
        assertEquals(Errno.ENOSPC, e.errno());
        assertTrue(space.free() < 2 * Block.SIZE, "refused for want of space");
      }
    }

    private void copy(BlockBody body, PlainBytes model) {
      if (files.size() < FILES_MAX) {
        long before = space.used();
        add(body.copy(), model.copy());
        assertTrue(space.used() <= before, "a copy takes no space");
      }
    }

    private void check() {
      assertTrue(space.used() <= space.capacity());
      assertSpaceIsExact(space, files);
      for (int i = 0; i < files.size(); i++) {
        checkBytes(files.get(i), models.get(i));
      }
    }

    /** Wherever one of the two has data, the other has the same. */
    private static void checkBytes(BlockBody body, PlainBytes model) {
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

    private static void checkRange(BlockBody body, PlainBytes model, long start, int length) {
      assertArrayEquals(model.read(start, length), BodyProbe.read(body, start, length));
    }

    void end() {
      files.forEach(BlockBody::release);
      assertEquals(0, space.used());
    }
  }
}
