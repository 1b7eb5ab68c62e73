package io.vnode.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way of blocks into one pool: those of the pool itself are shared in it, and those of another
 * pool get a count of owners and a charge of their own, while the bytes stay where they are.
 *
 * <p>Bodies that shared a block in their pool share it in the new one, too, as long as they come by
 * the same import: so what comes is charged what it was charged before. For one thread, and of no
 * use once it has failed.
 */
final class BlockImport {
  private final BlockPool pool;

  /** The owners in this pool, by the {@linkplain SharedBlock#payer payer} in the other. */
  private final Map<Object, AtomicInteger> counts = new HashMap<>();

  BlockImport(BlockPool pool) {
    this.pool = pool;
  }

  BlockPool pool() {
    return pool;
  }

  /** Whether bodies of {@code other} are at home here. */
  boolean isInto(BlockPool other) {
    return pool == other;
  }

  /**
   * What {@code foreign}, the contents of a body that only shares its blocks, becomes here.
   *
   * @throws VfsException ENOSPC, and then nothing has come
   */
  Object contents(Object foreign) throws IOException {
    Object contents = Block.EMPTY;
    boolean done = false;
    try {
      for (long index = Contents.next(foreign, 0);
          index >= 0;
          index = Contents.next(foreign, index + 1)) {
        contents = Contents.with(contents, index, enter(Contents.slot(foreign, index)));
      }
      done = true;
    } finally {
      if (!done) {
        Contents.without(contents, 0, Long.MAX_VALUE, 0, this::leave);
      }
    }
    return contents;
  }

  private Object enter(Object slot) throws IOException {
    SharedBlock foreign = (SharedBlock) slot;
    if (!counts.containsKey(foreign.payer())) {
      pool.space().reserve(Block.charge(foreign));
    }
    return foreign.countedIn(counts);
  }

  private void leave(Object slot) {
    if (slot instanceof SharedBlock shared && shared.leave()) {
      pool.space().giveBack(Block.charge(slot));
    }
  }
}
