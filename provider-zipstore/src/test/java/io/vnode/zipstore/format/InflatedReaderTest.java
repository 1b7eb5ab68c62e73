package io.vnode.zipstore.format;

import static io.vnode.testkit.Property.forAllHistories;
import static io.vnode.zipstore.format.CheckpointsTest.assertJustBehind;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** {@link InflatedReader}, beside the bytes as they were before they were deflated. */
class InflatedReaderTest {
  private static final byte[] BYTES = new Sample(Sample.Kind.MIXED, 9_000_000, 1).bytes();
  private static final byte[] PACKED = Packing.usual(BYTES);
  private static final int PAGE = 4096;

  private final CountingSource source = new CountingSource(PACKED);
  private final Checkpoints checkpoints = new Checkpoints();
  private final InflatedReader reader = reader(PACKED.length, BYTES.length);

  private InflatedReader reader(int packedSize, int size) {
    return new InflatedReader(new DeflatedEntry(source, 0, packedSize, size), checkpoints);
  }

  private static void assertReads(InflatedReader reader, int position, int n) throws IOException {
    ByteBuffer dst = ByteBuffer.allocate(n);
    int expected = position >= BYTES.length ? -1 : Math.min(n, BYTES.length - position);
    assertEquals(expected, reader.read(position, dst));
    int read = Math.max(0, expected);
    int begin = Math.min(position, BYTES.length);
    assertEquals(ByteBuffer.wrap(BYTES, begin, read), dst.flip());
  }

  private record Read(int position, int n) {}

  /** {@link InflatedReader#read}: the bytes from there on, wherever others were read before. */
  @Test
  void everyReadGivesTheBytesFromItsPositionOn() {
    Gen<Integer> positions =
        Gen.oneOf(
            Gen.ints(0, BYTES.length + 10),
            Gen.ints(0, 9).map(i -> i << 20),
            Gen.ints(4_000_000, 4_300_000));
    Gen<Integer> lengths = Gen.oneOf(Gen.ints(0, 300), Gen.just(PAGE), Gen.ints(0, 400_000));
    forAllHistories(
        20,
        40,
        Gen.zip(positions, lengths, Read::new),
        reads -> {
          InflatedReader fresh =
              new InflatedReader(
                  new DeflatedEntry(source, 0, PACKED.length, BYTES.length),
                  new Checkpoints(20_000));
          for (Read read : reads) {
            assertReads(fresh, read.position, read.n);
          }
        });
  }

  /** {@link InflatedReader}: the deflated bytes begin anywhere in their source. */
  @Test
  void theEntryMayLieAnywhereInItsSource() throws IOException {
    byte[] around = new byte[PACKED.length + 2000];
    System.arraycopy(PACKED, 0, around, 1000, PACKED.length);
    BytesSource archive = new BytesSource(around);
    DeflatedEntry entry = new DeflatedEntry(archive, 1000, PACKED.length, BYTES.length);
    assertReads(new InflatedReader(entry, new Checkpoints()), 5_000_000, PAGE);
  }

  /** {@link InflatedReader}: reading goes on where an earlier read ended. */
  @Test
  void readersInTurnEachInflateTheEntryOnce() throws IOException {
    int readers = InflatePool.SIZE;
    for (int position = 0; position < BYTES.length; position += 10_000) {
      for (int i = 0; i < readers; i++) {
        assertReads(reader, (position + i * 2_000_000) % BYTES.length, 10_000);
      }
    }
    long count = source.takeCount();
    assertTrue(count < (readers + 1L) * PACKED.length, () -> count + " of " + PACKED.length);
  }

  /** {@link InflatedReader}: reading begins at the checkpoint in front of the place. */
  @Test
  void aPlaceThatWasPassedIsReadAgainFromItsCheckpoint() throws IOException {
    readAll();
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      assertReads(reader, random.nextInt(BYTES.length), PAGE);
    }
    source.takeCount();
    for (int i = 0; i < 50; i++) {
      assertReads(reader, random.nextInt(BYTES.length), PAGE);
      long count = source.takeCount();
      // The block's codes, and the next 256 KiB, which noise does not make smaller.
      assertTrue(count < Checkpoints.SPACING_MIN + 150_000, () -> count + " bytes");
    }
  }

  private void readAll() throws IOException {
    for (int position = 0; position < BYTES.length; position += PAGE) {
      assertReads(reader, position, PAGE);
    }
  }

  /** {@link InflatedReader}: few checkpoints on the way, more in front of the place. */
  @Test
  void aFirstReadLeavesCheckpointsNearItsPlace() throws IOException {
    assertReads(reader, (5 << 20) + 900_000, PAGE);
    assertEquals(5 + 3, checkpoints.count());
    assertJustBehind(5L << 20, checkpoints.before((5 << 20) + 1000));
    assertJustBehind((5L << 20) + (512 << 10), checkpoints.before((5 << 20) + 700_000));
    assertJustBehind(2L << 20, checkpoints.before((3 << 20) - 1000));
  }

  /** {@link InflatedReader}: one who reads on leaves few checkpoints, whatever the pieces. */
  @Test
  void readingOnLeavesFewCheckpoints() throws IOException {
    readAll();
    assertEquals(BYTES.length / (4 << 20), checkpoints.count());
    assertJustBehind(4L << 20, checkpoints.before((8 << 20) - 1));
  }

  /** {@link Checkpoints}: the histories go when memory is short. */
  @Test
  void readsGoOnWhenMemoryTookTheCheckpoints() throws IOException {
    readAll();
    for (int position = 0; position < BYTES.length; position += Checkpoints.SPACING_MIN) {
      Checkpoint checkpoint = checkpoints.before(position);
      if (checkpoint != null && position / Checkpoints.SPACING_MIN % 3 > 0) {
        checkpoint.packedHistory().clear();
      }
    }
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      assertReads(reader, random.nextInt(BYTES.length), PAGE);
    }
  }

  /** {@link InflatedReader}: any number of threads at once. */
  @Test
  void manyThreadsReadAtOnce() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Random random = new Random(i);
        tasks.add(() -> readHereAndThere(random));
      }
      for (Future<Void> future : executor.invokeAll(tasks)) {
        future.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private Void readHereAndThere(Random random) throws IOException {
    for (int i = 0; i < 100; i++) {
      int position = random.nextInt(BYTES.length);
      for (int j = random.nextInt(8); j >= 0; j--) {
        assertReads(reader, position, PAGE);
        position += PAGE - random.nextInt(20);
      }
    }
    return null;
  }

  /** {@link InflatedReader#read}: an exception of the source is passed on, and forgotten. */
  @Test
  void aReadAfterAFailureOfTheSourceIsAsGoodAsAny() throws IOException {
    assertReads(reader, 1_000_000, PAGE);
    source.fail(true);
    IOException e = assertThrows(IOException.class, () -> assertReads(reader, 3_000_000, PAGE));
    assertEquals("the disk is gone", e.getMessage());
    source.fail(false);
    assertReads(reader, 3_000_000, PAGE);
    assertReads(reader, 1_000_000 + PAGE, PAGE);
  }

  private static String complaint(InflatedReader reader, int position) {
    ByteBuffer dst = ByteBuffer.allocate(PAGE);
    return assertThrows(ZipException.class, () -> reader.read(position, dst)).getMessage();
  }

  /** {@link InflatedReader#read}: of the size it is said to be. */
  @Test
  void anEntryOfAnotherSizeThanItSaysIsRefused() {
    assertEquals(
        "entry of 9000001 bytes inflates to 9000000",
        complaint(reader(PACKED.length, 9_000_001), 8_999_000));
    String surplus = complaint(reader(PACKED.length, 8_000_000), 7_999_000);
    assertTrue(
        surplus.matches("entry of 8000000 bytes inflates to 8000[0-2]\\d\\d or more"), surplus);
  }

  /** {@link InflatedReader#read}: damaged as far as it was looked at. */
  @Test
  void anEntryThatIsCutIsReadUpToThere() throws IOException {
    InflatedReader cut = reader(PACKED.length / 2, BYTES.length);
    assertReads(cut, 1_000_000, PAGE);
    assertEquals(
        "deflated data of " + PACKED.length / 2 + " bytes ends in the middle of a block",
        complaint(cut, 8_000_000));
    source.takeCount();
    byte[] half = Arrays.copyOf(PACKED, PACKED.length / 2);
    DeflatedEntry entry = new DeflatedEntry(new BytesSource(half), 0, PACKED.length, BYTES.length);
    assertEquals(
        "deflated data of " + PACKED.length + " bytes ends after " + half.length,
        complaint(new InflatedReader(entry, new Checkpoints()), 8_000_000));
  }

  /** {@link InflatedReader#read}: there is nothing in front of the first byte. */
  @Test
  void negativePositionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> reader.read(-1, ByteBuffer.allocate(1)));
  }

  /** {@link InflatedReader#read}: buffers of every kind. */
  @Test
  void buffersOutsideTheHeapAreFilledAsWell() throws IOException {
    ByteBuffer dst = ByteBuffer.allocateDirect(PAGE);
    assertEquals(PAGE, reader.read(2_000_000, dst));
    byte[] read = new byte[PAGE];
    dst.flip().get(read);
    assertArrayEquals(Arrays.copyOfRange(BYTES, 2_000_000, 2_000_000 + PAGE), read);
  }
}
