package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The pieces of memory that one call reads into or writes from.
 *
 * <p>All of them are looked at before the first byte moves. One object serves all calls of a guest.
 */
final class IoVectors {
  /** How many a call may name: {@code IOV_MAX} of Linux. */
  private static final int COUNT_MAX = 1024;

  private static final int SIZE = 8;

  /** Moves bytes between a file and one piece. */
  @FunctionalInterface
  interface Mover {
    /**
     * Moves up to all of {@code piece}, before which {@code moved} bytes were.
     *
     * @return how many bytes; zero or less for no more
     */
    int move(ByteBuffer piece, int moved) throws IOException;
  }

  private final GuestView memory;
  private final int[] at = new int[COUNT_MAX];
  private final int[] length = new int[COUNT_MAX];
  private int count;

  IoVectors(GuestView memory) {
    this.memory = memory;
  }

  /**
   * Takes the {@code count} pieces named at {@code pointer}.
   *
   * @return how many bytes they have
   * @throws VfsException EINVAL for too many of them, or of their bytes; EFAULT
   */
  int load(int pointer, int count) throws VfsException {
    if (count < 0 || count > COUNT_MAX) {
      throw VfsException.of(Errno.EINVAL);
    }
    int vector = memory.range(pointer, (long) count * SIZE);
    long total = 0;
    for (int i = 0; i < count; i++, vector += SIZE) {
      length[i] = memory.getInt(vector + 4);
      at[i] = memory.range(memory.getInt(vector), length[i]);
      total += length[i];
    }
    if (total > Integer.MAX_VALUE) {
      throw VfsException.of(Errno.EINVAL);
    }
    this.count = count;
    return (int) total;
  }

  /**
   * Lets {@code mover} move up to {@code limit} bytes, piece after piece, until one is not filled.
   *
   * @return how many it moved: when it fails behind the first, those until then
   */
  int move(int limit, Mover mover) throws IOException {
    int moved = 0;
    for (int i = 0; i < count && moved < limit; i++) {
      int wanted = Math.min(length[i], limit - moved);
      int done = wanted == 0 ? 0 : moveOne(at[i], wanted, moved, mover);
      moved += Math.max(0, done);
      if (done < wanted) {
        return moved;
      }
    }
    return moved;
  }

  private int moveOne(int at, int wanted, int moved, Mover mover) throws IOException {
    try {
      return mover.move(memory.window(at, wanted), moved);
    } catch (IOException e) {
      if (moved > 0) {
        return 0;
      }
      throw e;
    }
  }
}
