package io.vnode.zipstore.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** {@link Checkpoints}: how many are kept, and which one is found. */
class CheckpointsTest {
  private static final int SPACING = Checkpoints.SPACING_MIN;
  private static final int PLACES = 40;
  private static final int SIZE = PLACES * SPACING + 1000;
  private static final byte[] PACKED =
      Packing.usual(new Sample(Sample.Kind.WORDS, SIZE, 1).bytes());

  /** A checkpoint is made at the first symbol that reaches its multiple. */
  static void assertJustBehind(long multiple, Checkpoint checkpoint) {
    long offset = checkpoint.offset();
    assertTrue(offset >= multiple && offset < multiple + 300, () -> offset + " for " + multiple);
  }

  /** Reads a byte behind each multiple of the spacing, which is to leave a checkpoint at each. */
  private static Checkpoints all(long sizeMax) throws IOException {
    Checkpoints checkpoints = new Checkpoints(sizeMax);
    DeflatedEntry entry = new DeflatedEntry(new BytesSource(PACKED), 0, PACKED.length, SIZE);
    InflatedReader reader = new InflatedReader(entry, checkpoints);
    for (int i = 1; i <= PLACES; i++) {
      reader.read((long) i * SPACING + 900, ByteBuffer.allocate(1));
    }
    return checkpoints;
  }

  /** {@link Checkpoints#before}: the last one that is not behind it. */
  @Test
  void theOneInFrontOfAPlaceIsFound() throws IOException {
    Checkpoints checkpoints = all(Checkpoints.SIZE_MAX);
    assertEquals(PLACES, checkpoints.count());
    assertNull(checkpoints.before(SPACING - 1));
    for (long i = 1; i <= PLACES; i++) {
      long offset = checkpoints.before(i * SPACING + 900).offset();
      assertJustBehind(i * SPACING, checkpoints.before(i * SPACING + 900));
      assertEquals(offset, checkpoints.before(offset).offset());
      assertEquals(
          i == 1,
          checkpoints.before(offset - 1) == null
              || checkpoints.before(offset - 1).offset() == offset);
    }
  }

  /** {@link Checkpoints#SIZE_MAX}: a bound on what they take. */
  @Test
  void everySecondOneGoesWhenTheyTakeTooMuch() throws IOException {
    long whole = all(Checkpoints.SIZE_MAX).size();
    Checkpoints few = all(whole / 3);
    assertTrue(few.size() <= whole / 3, () -> few.size() + " of " + whole);
    assertEquals(PLACES / 4, few.count());
    for (int i = 4; i <= PLACES; i += 4) {
      assertJustBehind((long) i * SPACING, few.before((i + 4L) * SPACING - 1));
    }
    assertEquals(8L * SPACING, few.nextAfter(7L * SPACING, SPACING));
  }

  /** {@link Checkpoints#SIZE_MAX}: though there may be room for none. */
  @Test
  void thereMayBeRoomForNone() throws IOException {
    Checkpoints none = all(100);
    assertEquals(0, none.count());
    assertEquals(0, none.size());
  }

  /** {@link Checkpoints#before}: those whose history is gone are none. */
  @Test
  void theOnesWhoseHistoryIsGoneAreForgotten() throws IOException {
    Checkpoints checkpoints = all(Checkpoints.SIZE_MAX);
    long size = checkpoints.size();
    Checkpoint gone = checkpoints.before(5L * SPACING + 900);
    gone.packedHistory().clear();
    assertJustBehind(4L * SPACING, checkpoints.before(5L * SPACING + 900));
    assertEquals(PLACES - 1, checkpoints.count());
    assertEquals(size - gone.packedSize(), checkpoints.size());
  }
}
