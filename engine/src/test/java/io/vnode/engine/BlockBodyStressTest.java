package io.vnode.engine;

import static io.vnode.engine.BodyProbe.assertSpaceIsExact;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What {@link BlockBody} promises to threads, tried for half a second each, or for the seconds in
 * the system property {@code vnode.stress.seconds}.
 *
 * <p>Files consist of words of eight bytes that tell where they belong and when they were written:
 * a word that was never written there, in whole, is found out by whoever reads it.
 */
class BlockBodyStressTest {
  private static final long DURATION_NS =
      Math.max(500_000_000L, Long.getLong("vnode.stress.seconds", 0) * 1_000_000_000L);
  private static final int WORDS = 5 * Block.SIZE / Long.BYTES + 9;
  private static final int GENERATION_MASK = 0xFFFFF;
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final Space space = new Space(UNLIMITED);
  private final BlockBody body = new BlockBody(new BlockPool(space, UNLIMITED));
  private final Crew crew = new Crew();

  /** {@link BlockBody}, Threads: no byte comes from elsewhere, and no aligned word is torn. */
  @Test
  void readersSeeOnlyWordsThatWereWrittenWhereTheyFindThem() throws Exception {
    for (int i = 0; i < 3; i++) {
      crew.add(() -> writeWords(body, random(WORDS), random(1000)));
      crew.add(() -> checkWords(readWords(body, random(WORDS), 3000), true));
    }
    crew.add(() -> body.truncate(8L * random(WORDS)));
    crew.add(() -> body.punch(8L * random(WORDS), 8L * random(3000)));
    crew.work();
    assertSpaceIsExact(space, List.of(body));
    body.release();
    assertEquals(0, space.used());
  }

  /**
   * {@link BlockBody#map}: bytes move to where they are mapped, and back, under all that goes on.
   */
  @Test
  void readersSeeOnlyWordsThatWereWrittenWhileTheBodyIsMappedAndUnmapped() throws Exception {
    for (int i = 0; i < 2; i++) {
      crew.add(() -> writeWords(body, random(WORDS), random(1000)));
      crew.add(() -> checkWords(readWords(body, random(WORDS), 3000), true));
    }
    crew.add(() -> body.truncate(8L * random(WORDS)));
    crew.add(() -> body.punch(8L * random(WORDS), 8L * random(3000)));
    crew.add(() -> mapForAMoment(random(WORDS), 1 + random(1000)));
    crew.add(() -> body.copy().release());
    crew.work();
    assertSpaceIsExact(space, List.of(body));
    body.release();
    assertEquals(0, space.used());
  }

  /** Writes words through a map, which ends with this method: no collector is asked. */
  private void mapForAMoment(int first, int count) throws IOException {
    IOException end = new IOException("end of the map");
    IOException ended =
        assertThrows(
            IOException.class,
            () ->
                body.map(
                    8L * first,
                    8L * count,
                    true,
                    (host, offset) -> {
                      LongBuffer words =
                          host.map(MapMode.READ_WRITE, offset, 8L * count).asLongBuffer();
                      int generation = random(GENERATION_MASK);
                      for (int i = 0; i < count; i++) {
                        words.put(i, word(first + i, generation));
                      }
                      throw end;
                    }));
    assertSame(end, ended);
  }

  /** {@link BlockBody}, Threads: zeros are read only where there have been zeros. */
  @Test
  void readersNeverSeeZerosInAFileThatNeverHadAHole() throws Exception {
    crew.add(() -> {
      body.truncate(8L * random((int) (body.size() / 8) + 1));
      writeWords(body, (int) (body.size() / 8), 1 + random(WORDS));
    });
    for (int i = 0; i < 3; i++) {
      crew.add(() -> checkWords(readWords(body, random(WORDS), 3000), false));
    }
    crew.work();
  }

  /** {@link Body}: "a read sees every write that ended before it began", and no word goes back. */
  @Test
  void aReadSeesEveryWriteThatEndedBefore() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    writeGeneration(body, 0, 0);
    crew.add(() -> {
      int generation = begun.incrementAndGet();
      // What is cut off and written again must be as new as the rest.
      body.truncate(generation % 3 == 0 ? 8L * random(WORDS) : 8L * WORDS);
      writeGeneration(body, 0, generation);
      ended.set(generation);
    });
    for (int i = 0; i < 3; i++) {
      crew.add(() -> {
        int oldest = ended.get();
        Words words = readWords(body, random(WORDS), 3000);
        int newest = begun.get();
        checkWords(words, false);
        for (int k = 0; k < words.count(); k++) {
          int age = (newest - generationOf(words.get(k))) & GENERATION_MASK;
          assertTrue(age <= newest - oldest, "not of its time");
        }
      });
    }
    crew.work();
  }

  /** POSIX write, O_APPEND: no other write comes between finding the end and writing there. */
  @Test
  void appendedRecordsNeverInterleave() throws Exception {
    int threads = 4;
    for (int thread = 0; thread < threads; thread++) {
      byte id = (byte) (thread + 1);
      AtomicInteger serial = new AtomicInteger();
      crew.add(() -> {
        if (body.size() < 64 << 20) {
          ByteBuffer entry = ByteBuffer.allocate(9 + random(300)).put(id);
          entry.putInt(serial.getAndIncrement()).putInt(entry.capacity());
          while (entry.hasRemaining()) {
            entry.put(id);
          }
          assertEquals(entry.capacity(), body.write(entry.flip(), Body.END));
        }
      });
    }
    crew.work();
    int[] serials = new int[threads + 1];
    ByteBuffer all = ByteBuffer.wrap(BodyProbe.readAll(body));
    while (all.hasRemaining()) {
      byte id = all.get();
      assertEquals(serials[id]++, all.getInt());
      for (int left = all.getInt() - 9; left > 0; left--) {
        assertEquals(id, all.get());
      }
    }
    body.trim();
    assertSpaceIsExact(space, List.of(body));
  }

  /** {@link BlockBody#copy}: a copy is the file of one moment, and stays so. */
  @Test
  void aCopyIsOneMomentOfAFileThatIsBeingWritten() throws Exception {
    AtomicInteger generations = new AtomicInteger();
    writeGeneration(body, 0, 0);
    crew.add(() -> writeGeneration(body, 0, generations.incrementAndGet()));
    crew.add(() -> writeGeneration(body, 0, generations.incrementAndGet()));
    for (int i = 0; i < 2; i++) {
      crew.add(() -> {
        BlockBody copy = body.copy();
        byte[] first = BodyProbe.readAll(copy);
        Words words = new Words(0, ByteBuffer.wrap(first));
        checkWords(words, false);
        for (int k = 0; k < words.count(); k++) {
          assertEquals(generationOf(words.get(0)), generationOf(words.get(k)));
        }
        assertArrayEquals(first, BodyProbe.readAll(copy));
        copy.release();
      });
    }
    crew.work();
    assertSpaceIsExact(space, List.of(body));
    body.release();
    assertEquals(0, space.used());
  }

  /**
   * {@link SharedBlock}: owners that part, cut off, punch, copy and release at once neither lose a
   * block nor free one twice, and nobody sees what another owner writes.
   */
  @Test
  void ownersOfSharedBlocksDoNotDisturbEachOther() throws Exception {
    int files = 4;
    List<AtomicReference<BlockBody>> slots = new ArrayList<>();
    writeGeneration(body, 0, 0);
    for (int file = 0; file < files; file++) {
      slots.add(new AtomicReference<>(body.copy()));
    }
    for (int file = 0; file < files; file++) {
      int own = file + 1;
      AtomicReference<BlockBody> mine = slots.get(file);
      AtomicReference<BlockBody> next = slots.get(own % files);
      crew.add(() -> checkOwner(mine.get(), own));
      crew.add(() -> {
        BlockBody file0 = mine.get();
        switch (random(8)) {
          case 0 -> file0.truncate(8L * random(WORDS));
          case 1 -> file0.punch(8L * random(WORDS), 8L * random(WORDS));
          case 2 -> file0.trim();
          case 3 -> replace(mine, body.copy());
          case 4 -> next.get().copy().release();
          default -> writeGeneration(file0, random(WORDS), own);
        }
      });
    }
    crew.work();
    List<BlockBody> all = new ArrayList<>(List.of(body));
    slots.forEach(slot -> all.add(slot.get()));
    assertSpaceIsExact(space, all);
    checkOwner(body, 0);
    all.forEach(BlockBody::release);
    assertEquals(0, space.used());
  }

  /** {@link SharedBlock}: a slow reader of one body does not see what the last owner writes. */
  @Test
  void whatTheLastOwnerWritesIsNotSeenByAReaderOfAnotherBody() throws Exception {
    AtomicReference<BlockBody> shown = new AtomicReference<>(body);
    crew.add(() -> {
      BlockBody source = new BlockBody(new BlockPool(space, UNLIMITED));
      writeGeneration(source, 0, 0);
      // Not released later: that would make the reader begin again and forget what it saw.
      BlockBody copy = source.copy();
      shown.set(copy);
      writeGeneration(copy, 0, 1);
      writeGeneration(source, 0, 2);
    });
    for (int i = 0; i < 4; i++) {
      crew.add(() -> checkOwner(shown.get(), 1));
    }
    crew.work();
  }

  private static void replace(AtomicReference<BlockBody> slot, BlockBody fresh) {
    slot.getAndSet(fresh).release();
  }

  /** Generation 0 was there before the file was shared; {@code own} is what its owner writes. */
  private static void checkOwner(BlockBody file, int own) throws IOException {
    Words words = readWords(file, random(WORDS), WORDS);
    checkWords(words, true);
    for (int k = 0; k < words.count(); k++) {
      int generation = generationOf(words.get(k));
      assertTrue(generation == 0 || generation == own, "of another owner");
    }
  }

  // Words

  /** Some words of a file, the first of which is word number {@code first} of it. */
  private record Words(int first, ByteBuffer bytes) {
    int count() {
      return bytes.remaining() / Long.BYTES;
    }

    long get(int index) {
      return bytes.getLong(bytes.position() + index * Long.BYTES);
    }
  }

  /** Where and when in 22 and 20 bits, and 22 bits by which to know that they belong together. */
  private static long word(int index, int generation) {
    long text = ((long) index << 20) | (generation & GENERATION_MASK);
    return (text << 22) | check(text);
  }

  private static long check(long text) {
    return ((text * 0x9E3779B97F4A7C15L) >>> 42) | 1;
  }

  private static int generationOf(long word) {
    return (int) (word >>> 22) & GENERATION_MASK;
  }

  private static void writeWords(BlockBody file, int first, int count) throws IOException {
    writeRange(file, first, count, random(GENERATION_MASK));
  }

  /** Writes the file from word {@code first} to its usual end. */
  private static void writeGeneration(BlockBody file, int first, int generation)
      throws IOException {
    writeRange(file, first, WORDS - first, generation);
  }

  private static void writeRange(BlockBody file, int first, int count, int generation)
      throws IOException {
    ByteBuffer source = ByteBuffer.allocate(count * Long.BYTES);
    for (int i = 0; i < count; i++) {
      source.putLong(word(first + i, generation));
    }
    file.write(source.flip(), (long) first * Long.BYTES);
  }

  private static Words readWords(BlockBody file, int first, int count) throws IOException {
    int length = (1 + random(count)) * Long.BYTES;
    ByteBuffer target =
        random(2) == 0 ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
    file.read(target, (long) first * Long.BYTES);
    return new Words(first, target.flip());
  }

  private static void checkWords(Words words, boolean mayHaveHoles) {
    for (int i = 0; i < words.count(); i++) {
      long word = words.get(i);
      if (word == 0) {
        assertTrue(mayHaveHoles, "a hole");
      } else {
        assertEquals(check(word >>> 22), word & 0x3FFFFF, "a torn word");
        assertEquals(words.first() + i, word >>> 42, "a word from elsewhere");
      }
    }
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  // Threads

  private interface Task {
    void run() throws Exception;
  }

  /** Threads that each do their task over and over until the time is up or one of them fails. */
  private static final class Crew {
    private final List<Task> tasks = new ArrayList<>();
    private volatile boolean failed;

    void add(Task task) {
      tasks.add(task);
    }

    void work() throws Exception {
      long end = System.nanoTime() + DURATION_NS;
      ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
      try {
        List<Callable<Void>> loops = new ArrayList<>();
        tasks.forEach(task -> loops.add(() -> repeat(task, end)));
        for (Future<Void> loop : threads.invokeAll(loops)) {
          loop.get();
        }
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause().getMessage(), e.getCause());
      } finally {
        threads.shutdownNow();
      }
    }

    private Void repeat(Task task, long end) throws Exception {
      boolean ended = false;
      try {
        while (!failed && System.nanoTime() - end < 0) {
          task.run();
        }
        ended = true;
      } finally {
        failed |= !ended;
      }
      return null;
    }
  }
}
