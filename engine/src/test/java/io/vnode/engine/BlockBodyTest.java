package io.vnode.engine;

import static io.vnode.engine.BodyProbe.assertSpaceIsExact;
import static io.vnode.engine.BodyProbe.bytes;
import static io.vnode.engine.BodyProbe.read;
import static io.vnode.engine.BodyProbe.readAll;
import static io.vnode.engine.BodyProbe.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BlockBodyTest {
  private static final int BLOCK = Block.SIZE;
  private static final int UNIT = Block.UNIT;
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final Space space = new Space(UNLIMITED);
  private final BlockPool pool = new BlockPool(space, UNLIMITED);
  private final BlockBody body = new BlockBody(pool);

  // Reading and writing

  /** {@link Body#read}; read(2): "on success the number of bytes read". */
  @Test
  void readReturnsWhatWasWritten() throws IOException {
    for (int length : new int[] {1, UNIT, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7}) {
      BlockBody file = new BlockBody(pool);
      assertEquals(length, write(file, 0, bytes(length, 1)));
      assertEquals(length, file.size());
      assertArrayEquals(bytes(length, 1), readAll(file));
    }
  }

  /** POSIX read: "no data transfer shall occur past the current end-of-file". */
  @Test
  void readStopsAtTheEnd() throws IOException {
    write(body, 0, bytes(10, 1));
    assertArrayEquals(Arrays.copyOfRange(bytes(10, 1), 7, 10), read(body, 7, 100));
  }

  /** {@link Body#read}: "-1 at or past the end when target has room". */
  @Test
  void readAtOrPastTheEndReturnsMinusOne() throws IOException {
    write(body, 0, bytes(10, 1));
    assertEquals(-1, body.read(ByteBuffer.allocate(1), 10));
    assertEquals(-1, body.read(ByteBuffer.allocate(1), UNLIMITED));
  }

  /** {@link Body#read}: the end is told only to a target that has room. */
  @Test
  void readIntoAFullTargetReturnsZero() throws IOException {
    assertEquals(0, body.read(ByteBuffer.allocate(0), 0));
    write(body, 0, bytes(10, 1));
    assertEquals(0, body.read(ByteBuffer.allocate(0), 3));
  }

  /** {@link ByteBuffer}: position, limit and array offset hold for every kind of buffer. */
  @Test
  void anyKindOfBufferIsReadFromAndWrittenTo() throws IOException {
    byte[] data = bytes(3 * BLOCK, 1);
    ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data).flip();
    for (ByteBuffer source :
        List.of(
            direct,
            ByteBuffer.wrap(data).asReadOnlyBuffer(),
            ByteBuffer.allocate(data.length + 9).position(5).slice().put(data).flip())) {
      BlockBody file = new BlockBody(pool);
      assertEquals(data.length - 7, file.write(source.position(7), 0));
      assertFalse(source.hasRemaining());
      assertArrayEquals(Arrays.copyOfRange(data, 7, data.length), readAll(file));
    }
    write(body, 0, data);
    ByteBuffer target = ByteBuffer.allocateDirect(data.length + 10).position(3).limit(BLOCK + 5);
    assertEquals(BLOCK + 2, body.read(target, 1));
    byte[] seen = new byte[BLOCK + 2];
    target.flip().position(3).get(seen);
    assertArrayEquals(Arrays.copyOfRange(data, 1, BLOCK + 3), seen);
  }

  /** POSIX write: a write of no bytes "shall return 0 and have no other results". */
  @Test
  void writeOfNothingPastTheEndDoesNotExtend() throws IOException {
    assertEquals(0, write(body, 100));
    assertEquals(0, body.size());
  }

  /** {@link Body#END}. */
  @Test
  void appendWritesAtTheEnd() throws IOException {
    write(body, 0, bytes(BLOCK - 3, 1));
    assertEquals(10, write(body, Body.END, bytes(10, 2)));
    assertEquals(BLOCK + 7, body.size());
    assertArrayEquals(bytes(10, 2), read(body, BLOCK - 3, 10));
  }

  // Holes

  /** POSIX lseek: data in a gap reads as "bytes with the value 0 until data is written into it". */
  @Test
  void aGapBeforeAWriteReadsAsZeros() throws IOException {
    write(body, 0, bytes(3, 1));
    write(body, 3 * BLOCK + 5, bytes(2, 2));
    byte[] expected = Arrays.copyOf(bytes(3, 1), 3 * BLOCK + 7);
    System.arraycopy(bytes(2, 2), 0, expected, 3 * BLOCK + 5, 2);
    assertArrayEquals(expected, readAll(body));
  }

  /** The hole of 2<sup>62</sup> bytes costs nothing, the byte behind it one unit. */
  @Test
  void oneByteFarOutTakesOneUnit() throws IOException {
    write(body, 1L << 62, (byte) 7);
    assertEquals((1L << 62) + 1, body.size());
    assertEquals(UNIT, space.used());
    assertArrayEquals(new byte[] {0, 7}, read(body, (1L << 62) - 1, 9));
    assertArrayEquals(new byte[9], read(body, 1L << 61, 9));
  }

  /** POSIX ftruncate: "the extended area shall appear as if it were zero-filled". */
  @Test
  void growingByTruncateTakesNoSpace() throws IOException {
    write(body, 0, bytes(3, 1));
    body.truncate(UNLIMITED);
    assertEquals(UNLIMITED, body.size());
    assertEquals(3, space.used());
    assertArrayEquals(Arrays.copyOf(bytes(3, 1), 20), read(body, 0, 20));
    assertArrayEquals(new byte[4], read(body, UNLIMITED - 4, 20));
  }

  // Limits

  /** POSIX write, EFBIG: at "the offset maximum" nothing can be written. */
  @Test
  void writeAtTheSizeLimitIsEfbig() throws IOException {
    BlockBody file = new BlockBody(new BlockPool(space, 1000));
    assertFails(Errno.EFBIG, () -> write(file, 1000, (byte) 1));
    assertFails(Errno.EFBIG, () -> write(file, UNLIMITED, (byte) 1));
    assertEquals(0, file.size());
    assertEquals(0, space.used());
  }

  /** POSIX write: "only as many bytes as there is room for shall be written". */
  @Test
  void writeAcrossTheSizeLimitWritesWhatFits() throws IOException {
    BlockBody file = new BlockBody(new BlockPool(space, 1000));
    assertEquals(10, write(file, 990, bytes(20, 1)));
    assertEquals(1000, file.size());
    assertFails(Errno.EFBIG, () -> write(file, Body.END, (byte) 1));
  }

  /** The last byte of the largest file is at 2<sup>63</sup> - 2. */
  @Test
  void theLargestFileEndsAtTwoToThe63MinusOne() throws IOException {
    assertEquals(2, write(body, UNLIMITED - 2, bytes(5, 1)));
    assertEquals(UNLIMITED, body.size());
    assertArrayEquals(bytes(2, 1), read(body, UNLIMITED - 2, 5));
    assertEquals(UNLIMITED - 2, body.nextData(UNLIMITED - 2));
    assertEquals(UNLIMITED, body.nextHole(UNLIMITED - 2));
    body.punch(UNLIMITED - 1, UNLIMITED);
    assertArrayEquals(new byte[] {bytes(2, 1)[0], 0}, read(body, UNLIMITED - 2, 5));
    assertFails(Errno.EFBIG, () -> write(body, Body.END, (byte) 1));
  }

  /** POSIX ftruncate, EFBIG. */
  @Test
  void truncatePastTheSizeLimitIsEfbig() throws IOException {
    BlockBody file = new BlockBody(new BlockPool(space, 1000));
    file.truncate(1000);
    assertFails(Errno.EFBIG, () -> file.truncate(1001));
    assertEquals(1000, file.size());
  }

  // Truncating

  /** POSIX ftruncate: what is cut off is lost, and zeros when the file grows again. */
  @Test
  void whatWasCutOffNeverReappears() throws IOException {
    for (int keep : new int[] {0, 1, UNIT, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + UNIT, 2 * BLOCK}) {
      BlockBody file = new BlockBody(pool);
      byte[] data = bytes(2 * BLOCK + UNIT + 5, 1);
      write(file, 0, data);
      file.truncate(keep);
      assertArrayEquals(Arrays.copyOf(data, keep), readAll(file));
      file.truncate(data.length);
      assertArrayEquals(Arrays.copyOf(Arrays.copyOf(data, keep), data.length), readAll(file));
      assertSpaceIsExact(space, List.of(file));
      file.release();
    }
  }

  /** The same within the slack that a growing file has. */
  @Test
  void whatWasCutOffDoesNotReappearUnderAWriteFurtherOut() throws IOException {
    write(body, 0, bytes(100, 1));
    body.truncate(10);
    write(body, 50, (byte) 9);
    byte[] expected = Arrays.copyOf(bytes(10, 1), 51);
    expected[50] = 9;
    assertArrayEquals(expected, readAll(body));
  }

  /** Blocks are given back at once, and a short file is an array of its exact size again. */
  @Test
  void truncateGivesSpaceBack() throws IOException {
    write(body, 0, bytes(10 * BLOCK, 1));
    assertEquals(10 * BLOCK, space.used());
    body.truncate(3 * BLOCK + 1);
    assertEquals(3 * BLOCK + UNIT, space.used());
    body.truncate(100);
    assertEquals(100, space.used());
    body.truncate(0);
    assertEquals(0, space.used());
  }

  // Space

  /** A tiny file does not cost a block, and one a little longer than a block not two. */
  @Test
  void aFileTakesWhatItHolds() throws IOException {
    write(body, 0, (byte) 1);
    assertEquals(1, space.used());
    BlockBody large = new BlockBody(pool);
    write(large, 0, bytes(BLOCK + UNIT + 1, 1));
    large.trim();
    assertEquals(1 + BLOCK + 2 * UNIT, space.used());
    assertSpaceIsExact(space, List.of(body, large));
  }

  /** What growing in small steps reserved ahead is there until the last close. */
  @Test
  void trimGivesBackWhatGrowingReservedAhead() throws IOException {
    for (int i = 0; i < 1000; i++) {
      write(body, Body.END, (byte) i);
    }
    assertSpaceIsExact(space, List.of(body));
    body.trim();
    assertEquals(1000, space.used());
    assertSpaceIsExact(space, List.of(body));
  }

  /** Where there is little space, no file holds more than it needs. */
  @Test
  void nothingIsReservedAheadOfAScarceSpace() throws IOException {
    Space scarce = new Space(2 * BLOCK);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    for (int i = 0; i < 1000; i++) {
      write(file, Body.END, (byte) i);
    }
    assertEquals(1000, scarce.used());
  }

  /** {@link Body#write}: "the whole blocks that fitted are written, as on a full disk". */
  @Test
  void aWriteThatRunsOutOfSpaceWritesTheBlocksThatFitted() throws IOException {
    Space scarce = new Space(2 * BLOCK + 10);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    ByteBuffer source = ByteBuffer.wrap(bytes(3 * BLOCK, 1));
    assertEquals(2 * BLOCK, file.write(source, 0));
    assertEquals(2 * BLOCK, source.position());
    assertEquals(2 * BLOCK, file.size());
    assertFails(Errno.ENOSPC, () -> file.write(source, Body.END));
    assertEquals(2 * BLOCK, source.position());
    assertArrayEquals(bytes(2 * BLOCK, 1), readAll(file));
    assertSpaceIsExact(scarce, List.of(file));
  }

  /** The capacity can be used to the last byte. */
  @Test
  void aFileMayFillTheWholeSpace() throws IOException {
    Space scarce = new Space(2 * BLOCK);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    for (int i = 0; i < 2 * BLOCK; i += 1000) {
      byte[] piece = bytes(Math.min(1000, 2 * BLOCK - i), i);
      assertEquals(piece.length, write(file, Body.END, piece));
    }
    assertEquals(0, scarce.free());
    assertFails(Errno.ENOSPC, () -> write(file, Body.END, (byte) 1));
  }

  /** POSIX write, ENOSPC: "there was no free space remaining" - nothing has changed. */
  @Test
  void aWriteWithoutSpaceChangesNothing() throws IOException {
    Space scarce = new Space(100);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    write(file, 0, bytes(60, 1));
    assertFails(Errno.ENOSPC, () -> write(file, 30, bytes(100, 2)));
    assertFails(Errno.ENOSPC, () -> write(file, 1L << 40, bytes(100, 2)));
    assertArrayEquals(bytes(60, 1), readAll(file));
    assertEquals(60, scarce.used());
  }

  /** A full disk can still be written where it has been written before. */
  @Test
  void overwritingNeedsNoSpace() throws IOException {
    Space scarce = new Space(BLOCK + UNIT);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    write(file, 0, bytes(BLOCK + UNIT, 1));
    assertEquals(0, scarce.free());
    assertEquals(BLOCK + UNIT, write(file, 0, bytes(BLOCK + UNIT, 2)));
    assertArrayEquals(bytes(BLOCK + UNIT, 2), readAll(file));
  }

  /** {@link Body#release}. */
  @Test
  void releaseGivesEverythingBackAndLeavesAnEmptyFile() throws IOException {
    write(body, 0, bytes(5 * BLOCK, 1));
    write(body, 1L << 50, bytes(5 * BLOCK, 1));
    body.release();
    assertEquals(0, space.used());
    assertEquals(-1, body.read(ByteBuffer.allocate(1), 0));
  }

  // Holes made

  /** fallocate(2), FALLOC_FL_PUNCH_HOLE: "partial filesystem blocks are zeroed". */
  @Test
  void punchFreesWholeBlocksAndZeroesTheRest() throws IOException {
    byte[] data = bytes(5 * BLOCK, 1);
    write(body, 0, data);
    body.punch(BLOCK - 10, 2L * BLOCK + 30);
    Arrays.fill(data, BLOCK - 10, 3 * BLOCK + 20, (byte) 0);
    assertArrayEquals(data, readAll(body));
    assertEquals(3 * BLOCK, space.used());
    assertSpaceIsExact(space, List.of(body));
  }

  /** The same within one block. */
  @Test
  void punchWithinABlockZeroesIt() throws IOException {
    byte[] data = bytes(100, 1);
    write(body, 0, data);
    body.punch(10, 20);
    Arrays.fill(data, 10, 30, (byte) 0);
    assertArrayEquals(data, readAll(body));
  }

  /** fallocate(2): "the file size will not be changed", even if the hole reaches past the end. */
  @Test
  void punchPastTheEndKeepsTheSize() throws IOException {
    write(body, 0, bytes(BLOCK + 100, 1));
    body.punch(BLOCK, UNLIMITED);
    assertEquals(BLOCK + 100, body.size());
    assertEquals(BLOCK, space.used());
    body.punch(0, UNLIMITED);
    assertEquals(BLOCK + 100, body.size());
    assertEquals(0, space.used());
    assertArrayEquals(new byte[BLOCK + 100], readAll(body));
    body.punch(BLOCK + 100, 1);
    assertEquals(BLOCK + 100, body.size());
  }

  /** lseek(2), SEEK_DATA and SEEK_HOLE: "there is an implicit hole at the end of any file". */
  @Test
  void dataAndHolesAreFound() throws IOException {
    write(body, BLOCK, bytes(2 * BLOCK, 1));
    write(body, 300L * BLOCK, (byte) 1);
    body.truncate(400L * BLOCK);
    assertEquals(BLOCK, body.nextData(0));
    assertEquals(BLOCK + 5, body.nextData(BLOCK + 5));
    assertEquals(0, body.nextHole(0));
    assertEquals(3L * BLOCK, body.nextHole(BLOCK));
    assertEquals(300L * BLOCK, body.nextData(3L * BLOCK));
    assertEquals(300L * BLOCK + UNIT, body.nextHole(300L * BLOCK));
    assertEquals(-1, body.nextData(300L * BLOCK + UNIT));
    assertEquals(-1, body.nextHole(400L * BLOCK));
    assertEquals(-1, new BlockBody(pool).nextHole(0));
    BlockBody tiny = new BlockBody(pool);
    write(tiny, 0, bytes(10, 1));
    assertEquals(0, tiny.nextData(0));
    assertEquals(10, tiny.nextHole(0));
    assertEquals(-1, tiny.nextData(10));
  }

  // Copies

  /** ioctl_ficlonerange(2): the copies "share the same physical storage". */
  @Test
  void aCopyHasTheSameBytesAndTakesNoSpace() throws IOException {
    for (int length : new int[] {0, 1, BLOCK, 3 * BLOCK + 5, 300 * BLOCK}) {
      BlockBody file = new BlockBody(pool);
      if (length > 0) {
        write(file, 0, bytes(length, 1));
      }
      file.trim();
      long before = space.used();
      BlockBody copy = file.copy();
      assertEquals(before, space.used());
      assertArrayEquals(readAll(file), readAll(copy));
      assertSpaceIsExact(space, List.of(file, copy));
      file.release();
      assertEquals(before, space.used());
      assertArrayEquals(length == 0 ? new byte[0] : bytes(length, 1), readAll(copy));
      copy.release();
      assertEquals(0, space.used());
    }
  }

  /** ioctl_ficlonerange(2): "copy-on-write". */
  @Test
  void aWriteToEitherCopyIsNotSeenInTheOther() throws IOException {
    byte[] data = bytes(3 * BLOCK, 1);
    write(body, 0, data);
    BlockBody copy = body.copy();
    write(copy, BLOCK + 7, bytes(3, 2));
    write(body, 2 * BLOCK + 7, bytes(3, 3));
    assertEquals(5 * BLOCK, space.used());
    byte[] ofCopy = data.clone();
    System.arraycopy(bytes(3, 2), 0, ofCopy, BLOCK + 7, 3);
    byte[] ofBody = data.clone();
    System.arraycopy(bytes(3, 3), 0, ofBody, 2 * BLOCK + 7, 3);
    assertArrayEquals(ofCopy, readAll(copy));
    assertArrayEquals(ofBody, readAll(body));
    assertSpaceIsExact(space, List.of(body, copy));
  }

  /** A sparse file is copied with its holes. */
  @Test
  void aCopyIsAsSparseAsItsSource() throws IOException {
    write(body, 1L << 40, bytes(10, 1));
    write(body, 1L << 60, bytes(10, 2));
    body.truncate(1L << 61);
    BlockBody copy = body.copy();
    assertEquals(1L << 61, copy.size());
    assertEquals(2 * UNIT, copy.allocated());
    assertEquals(1L << 40, copy.nextData(0));
    assertArrayEquals(bytes(10, 2), read(copy, 1L << 60, 10));
  }

  /** Parting a shared block takes space, which is reserved before anything changes. */
  @Test
  void aWriteToASharedBlockWithoutSpaceIsEnospc() throws IOException {
    Space scarce = new Space(2 * BLOCK);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    write(file, 0, bytes(2 * BLOCK, 1));
    BlockBody copy = file.copy();
    assertFails(Errno.ENOSPC, () -> write(copy, 5, (byte) 9));
    assertFails(Errno.ENOSPC, () -> copy.punch(5, BLOCK));
    assertArrayEquals(bytes(2 * BLOCK, 1), readAll(copy));
    assertSpaceIsExact(scarce, List.of(file, copy));
  }

  /** Who is left alone with a block that was shared writes it without further space. */
  @Test
  void theLastOwnerOfASharedBlockNeedsNoSpaceToWriteIt() throws IOException {
    Space scarce = new Space(2 * BLOCK);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    write(file, 0, bytes(2 * BLOCK, 1));
    BlockBody copy = file.copy();
    file.release();
    assertEquals(2 * BLOCK, write(copy, 0, bytes(2 * BLOCK, 2)));
    assertArrayEquals(bytes(2 * BLOCK, 2), readAll(copy));
    assertSpaceIsExact(scarce, List.of(copy));
    copy.release();
    assertEquals(0, scarce.used());
  }

  /** {@link Body#truncate} knows no ENOSPC: it does not part the block it divides. */
  @Test
  void truncatingASharedBlockNeedsNoSpace() throws IOException {
    Space scarce = new Space(2 * BLOCK);
    BlockBody file = new BlockBody(new BlockPool(scarce, UNLIMITED));
    byte[] data = bytes(2 * BLOCK, 1);
    write(file, 0, data);
    BlockBody copy = file.copy();
    copy.truncate(BLOCK + 10);
    copy.truncate(2 * BLOCK);
    assertArrayEquals(Arrays.copyOf(Arrays.copyOf(data, BLOCK + 10), 2 * BLOCK), readAll(copy));
    assertArrayEquals(data, readAll(file));
    assertSpaceIsExact(scarce, List.of(file, copy));
    file.release();
    copy.truncate(BLOCK + 10);
    copy.trim();
    assertEquals(BLOCK + UNIT, scarce.used());
    assertArrayEquals(Arrays.copyOf(data, BLOCK + 10), readAll(copy));
  }

  /** Copies of copies share one block, which is free when the last has gone. */
  @Test
  void aBlockIsFreeWhenItsLastOwnerHasGone() throws IOException {
    write(body, 0, bytes(100, 1));
    BlockBody second = body.copy();
    BlockBody third = second.copy();
    body.release();
    write(second, 0, (byte) 1);
    assertEquals(200, space.used());
    third.truncate(0);
    assertEquals(100, space.used());
    second.release();
    assertEquals(0, space.used());
  }

  /** {@link Body#shareFrom}: into an empty body of the same volume, otherwise not at all. */
  @Test
  void anEmptyBodyTakesOverTheBytesOfAnotherOfItsVolume() throws IOException {
    write(body, 0, bytes(2 * BLOCK, 1));
    BlockBody target = new BlockBody(pool);
    assertTrue(target.shareFrom(body));
    assertArrayEquals(bytes(2 * BLOCK, 1), readAll(target));
    assertFalse(target.shareFrom(body));
    assertFalse(new BlockBody(new BlockPool(space, UNLIMITED)).shareFrom(body));
    assertEquals(2 * BLOCK, space.used());
    assertSpaceIsExact(space, List.of(body, target));
    target.release();
    body.release();
    assertEquals(0, space.used());
  }

  // Monitors

  /** {@link BlockPool#monitorOf}: fine by default, coarse when the volume says so. */
  @Test
  void thePoolChoosesTheMonitor() {
    assertSame(body, pool.monitorOf(body));
    Object mutex = new Object();
    assertSame(mutex, new BlockPool(space, UNLIMITED, mutex, null).monitorOf(body));
  }

  private static void assertFails(Errno errno, Executable operation) {
    assertEquals(errno, assertThrows(VfsException.class, operation).errno());
  }
}
