package io.vnode.engine;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The contents of a file that is mapped to memory: a tree of {@link MappedBlock}s and holes, over
 * one {@link ScratchFile}.
 *
 * <p>What is mapped cannot be taken away from whoever has the map. So a block that came in stays,
 * and stays charged: what is cut off or made a hole is zeroed, and so is, before the file grows
 * over it, what a map has written behind the end of the file.
 *
 * <p>Maps are counted. One is over when nobody can reach its memory any more, which the collector
 * tells.
 *
 * <p>Changed under the monitor of the body, as all contents are; read without.
 */
final class MappedContents {
  private static final Cleaner CLEANER = Cleaner.create();

  private final BlockPool pool;
  private final ScratchFile scratch;
  private final AtomicInteger maps = new AtomicInteger();
  private volatile BlockTree blocks = BlockTree.upTo(0);

  /** Guarded by the monitor of the body. */
  private boolean closed;

  private MappedContents(BlockPool pool, ScratchFile scratch) {
    this.pool = pool;
    this.scratch = scratch;
  }

  /**
   * The bytes of {@code contents}, which are given up, in this form.
   *
   * @throws VfsException ENOSPC when there is no space for whole blocks
   * @throws IOException when the host has none; in either case {@code contents} are what they were
   */
  static MappedContents of(Object contents, BlockPool pool) throws IOException {
    List<Object> shared = new ArrayList<>();
    long charge = 0;
    long more = 0;
    for (long i = Contents.next(contents, 0); i >= 0; i = Contents.next(contents, i + 1)) {
      Object slot = Contents.slot(contents, i);
      int held = Block.held(slot);
      if (held == 0) {
        shared.add(slot);
      }
      charge += Block.SIZE;
      more += Block.SIZE - held;
    }
    pool.space().reserve(more);
    MappedContents mapped = null;
    try {
      mapped = filled(contents, pool, ScratchFile.create(charge));
    } finally {
      if (mapped == null) {
        pool.space().giveBack(more);
      }
    }
    shared.forEach(pool::drop);
    return mapped;
  }

  private static MappedContents filled(Object contents, BlockPool pool, ScratchFile scratch)
      throws IOException {
    MappedContents mapped = new MappedContents(pool, scratch);
    boolean done = false;
    try {
      for (long i = Contents.next(contents, 0); i >= 0; i = Contents.next(contents, i + 1)) {
        Object slot = Contents.slot(contents, i);
        mapped.put(i, scratch.make(i, Block.bytes(slot), Block.length(slot)));
      }
      done = true;
      return mapped;
    } finally {
      if (!done) {
        scratch.close();
      }
    }
  }

  private void put(long index, MappedBlock block) {
    BlockTree covering = blocks.covering(index);
    covering.set(index, block);
    blocks = covering;
  }

  BlockTree blocks() {
    return blocks;
  }

  // ---------------------------------------------------------------- bytes

  /** Writes into one block, or nothing and false when there is no space for it. */
  boolean store(ByteBuffer source, long index, int offset, int length) {
    try {
      make(index).store(source, offset, length);
      return true;
    } catch (IOException e) {
      return false; // Our space is out, or that of the host.
    }
  }

  /** Makes blocks of the holes between two positions. @throws VfsException ENOSPC */
  void fill(long from, long to) throws IOException {
    for (long start = from & -Block.SIZE; start < to; start += Block.SIZE) {
      make(Block.index(start));
    }
  }

  /** The block {@code index}, made if it is a hole. */
  private MappedBlock make(long index) throws IOException {
    Object slot = blocks.get(index);
    if (slot != null) {
      return (MappedBlock) slot;
    }
    pool.space().reserve(Block.SIZE);
    MappedBlock made = null;
    try {
      made = scratch.make(index, Block.EMPTY, 0);
      put(index, made);
      return made;
    } finally {
      if (made == null) {
        pool.space().giveBack(Block.SIZE);
      }
    }
  }

  /** Zeroes the bytes from one position to before another. */
  void zero(long from, long to) {
    long index = blocks.next(Block.index(from));
    while (index >= 0 && Block.start(index) < to) {
      int begin = (int) Math.max(0, from - Block.start(index));
      int end = (int) Math.min(Block.SIZE, to - Block.start(index));
      if (begin < end) {
        ((MappedBlock) blocks.get(index)).zero(begin, end);
      }
      index = blocks.next(index + 1);
    }
  }

  /**
   * The first {@code size} bytes in one of the other forms, not yet charged for: holes stay holes,
   * and what stands behind the end is left out.
   */
  Object onHeap(long size) {
    Object copy = null;
    boolean alone = size <= Block.SIZE;
    long index = blocks.next(0);
    while (index >= 0 && Block.start(index) < size) {
      int used = (int) Math.min(Block.SIZE, size - Block.start(index));
      byte[] bytes = new byte[Block.fitting(used, alone)];
      ((MappedBlock) blocks.get(index)).copyTo(bytes);
      Arrays.fill(bytes, used, bytes.length, (byte) 0);
      copy = Contents.with(copy, index, bytes);
      index = blocks.next(index + 1);
    }
    return copy;
  }

  /** What the blocks are charged together. */
  long charge() {
    return blocks.charged();
  }

  // ---------------------------------------------------------------- maps

  /** Whether nothing is mapped. */
  boolean isIdle() {
    return maps.get() == 0;
  }

  /** Counts a map that is about to be made by {@link #map}. */
  void reserveMap() {
    maps.incrementAndGet();
  }

  /**
   * Makes the map that was counted, of what begins at {@code from}.
   *
   * @param ended run when the last map is over
   */
  <T> T map(long from, MapCall<T> call, Runnable ended) throws IOException {
    T mapped = null;
    try {
      mapped = scratch.map(from, call);
      CLEANER.register(call.lifetime(mapped), () -> end(ended));
      return mapped;
    } finally {
      if (mapped == null) {
        end(ended);
      }
    }
  }

  private void end(Runnable ended) {
    if (maps.decrementAndGet() == 0) {
      ended.run();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Gives the host's memory back; maps keep theirs. */
  void close() {
    closed = true;
    try {
      scratch.close();
    } catch (IOException e) {
      // It has no name and is not needed any more: nothing can be lost, and nothing done.
    }
  }
}
