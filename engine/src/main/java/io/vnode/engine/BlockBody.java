package io.vnode.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The bytes of a file in memory.
 *
 * <h2>Where the bytes are</h2>
 *
 * A file of up to one {@linkplain Block block} is one array of its exact length: a file of one byte
 * takes 56 bytes of heap, this object included. A longer file is a {@link BlockTree}, in which
 * holes cost nothing and the last block is as long as it needs to be. Blocks are shared by {@link
 * #copy} and parted again when one of the owners writes.
 *
 * <p>The field {@code contents} is the one place that knows the form: a slot (see {@link Block})
 * that is block 0, a tree, or {@link MappedContents} while the file is mapped to memory.
 *
 * <h2>Threads</h2>
 *
 * Whatever changes a body holds its monitor, which the {@link BlockPool} chooses: the body itself,
 * or one mutex for the whole volume. No method holds two, or calls foreign code under it.
 *
 * <p>Readers hold nothing and write nothing. What keeps them right is the order of the writer's
 * steps:
 *
 * <ul>
 *   <li>A writer puts the bytes in place first and then stores {@code size}, even when it stays the
 *       same. A reader loads {@code size} first. So it finds all that was written before it began.
 *   <li>A truncation stores {@code size} first, then counts itself in {@code cuts} and then takes
 *       blocks out. A reader that finds another count at the end than at the beginning starts
 *       again, and under the monitor when that happens too often. So the end a reader goes by is
 *       one that holds, and what was cut off or has grown again since is not taken for what was
 *       there.
 *   <li>Bytes behind {@code size} are zeros. A truncation into the middle of a block replaces it by
 *       a shorter one, so that a file that grows again grows by zeros.
 *   <li>A new block is filled before it is put in place.
 *   <li>An array written in place has never been in two bodies (see {@link SharedBlock}).
 * </ul>
 *
 * Each byte a reader returns was therefore the byte at that position at some moment of the read. Of
 * a write that goes on meanwhile it may see a part. It sees no half of a {@code long}, provided
 * that the word is aligned in the file and the calls on both sides begin and end on aligned
 * positions: HotSpot copies between byte arrays by words then. The language does not promise that;
 * a test watches it.
 *
 * <h2>Space</h2>
 *
 * {@link BlockPool#space} is charged the length of every array that holds file bytes, once for a
 * shared one: exactly the size for a file of up to one block, and multiples of {@link Block#UNIT}
 * for the blocks of a longer one. While a file grows it may hold more, as much as makes growing
 * cheap and never what is not free; {@link #trim} gives that back.
 */
final class BlockBody implements Body {
  /** What is reserved ahead is at most the free space divided by 2 to the power of this. */
  private static final int SLACK_SHIFT = 10;

  /**
   * How many bytes, holes not counted, move back to the heap when they are not mapped any more. A
   * file that stays holds descriptors of the host; but large ones are few, and moving takes time.
   */
  static final long SETTLE_MAX = 16L << 20;

  /** How many truncations may overtake a read before it waits for its turn. */
  private static final int OVERTAKEN_MAX = 8;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final VarHandle CONTENTS = Fields.handle(LOOKUP, "contents", Object.class);
  private static final VarHandle SIZE = Fields.handle(LOOKUP, "size", long.class);
  private static final VarHandle CUTS = Fields.handle(LOOKUP, "cuts", int.class);

  private final BlockPool pool;

  // Stored with release semantics, under the monitor, whose end makes the stores seen.
  private volatile Object contents;
  private volatile long size;

  /** How often the file was truncated, modulo 2<sup>32</sup>. */
  private volatile int cuts;

  BlockBody(BlockPool pool) {
    this.pool = pool;
  }

  /** A body of another pool with the blocks that {@code blocks} makes of {@code contents}. */
  private BlockBody(BlockImport blocks, Object contents, long size) throws IOException {
    this.pool = blocks.pool();
    this.contents = blocks.contents(contents);
    this.size = size;
  }

  /** The volume that this is of, or null. */
  Volume volume() {
    return pool.volume();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    int begin = target.position();
    for (int tries = 0; tries < OVERTAKEN_MAX; tries++) {
      int before = cuts;
      int done = loadBlocks(target, position);
      if (cuts == before) {
        return done;
      }
      target.position(begin);
    }
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      return loadBlocks(target, position);
    }
  }

  private int loadBlocks(ByteBuffer target, long position) throws IOException {
    long end = size;
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(target.remaining(), end - position);
    Object from = contents;
    for (int done = 0; done < wanted; ) {
      long at = position + done;
      int length = Math.min(wanted - done, Block.SIZE - Block.offset(at));
      Block.load(Contents.slot(from, Block.index(at)), Block.offset(at), length, target);
      done += length;
    }
    return wanted;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      long from = position == END ? size : position;
      if (!source.hasRemaining()) {
        return 0;
      }
      if (from >= pool.sizeMax()) {
        throw VfsException.of(Errno.EFBIG);
      }
      if (from > size) {
        zeroStale(from);
      }
      int done =
          writeBlocks(source, from, (int) Math.min(source.remaining(), pool.sizeMax() - from));
      if (done == 0) {
        throw VfsException.of(Errno.ENOSPC);
      }
      return done;
    }
  }

  /** Writes block by block until all is done or space runs out. @return how many bytes */
  private int writeBlocks(ByteBuffer source, long from, int wanted) throws IOException {
    int done = 0;
    boolean ended = false;
    try {
      while (done < wanted) {
        long at = from + done;
        int length = Math.min(wanted - done, Block.SIZE - Block.offset(at));
        if (!store(source, Block.index(at), Block.offset(at), length)) {
          break;
        }
        done += length;
      }
      ended = true;
    } finally {
      if (done > 0) {
        setSize(Math.max(size, from + done));
      }
      if (!ended) {
        cutTo(size); // The heap is exhausted or the source broken: leave no bytes behind the end.
      }
    }
    return done;
  }

  /**
   * Zeroes what maps may have written between the end and {@code to}, over which the file grows.
   */
  private void zeroStale(long to) {
    if (contents instanceof MappedContents mapped) {
      mapped.zero(size, to);
    }
  }

  /** Writes into one block, or nothing and false when there is no space for it. */
  private boolean store(ByteBuffer source, long index, int offset, int length) throws IOException {
    if (contents instanceof MappedContents mapped) {
      return mapped.store(source, index, offset, length);
    }
    Object slot = Contents.slot(contents, index);
    if (slot instanceof byte[] own && own.length >= offset + length) {
      source.get(own, offset, length);
      return true;
    }
    int held = Block.held(slot);
    int room = reserve(index, slot, Math.max(offset + length, Block.length(slot)), held);
    if (room < 0) {
      return false;
    }
    boolean stored = false;
    try {
      byte[] fresh = Block.copyWith(slot, room, source, offset, length);
      setContents(Contents.with(contents, index, fresh));
      stored = true;
    } finally {
      if (!stored) {
        pool.space().giveBack(room - held);
      }
    }
    if (held == 0) {
      pool.drop(slot);
    }
    return true;
  }

  /**
   * Reserves space for an array to replace a block, {@code held} bytes of which there are already.
   *
   * @return the length the array shall have, at least {@code needed}; or -1 without space for it
   */
  private int reserve(long index, Object slot, int needed, int held) {
    boolean alone = index == 0 && Contents.isOneBlock(contents);
    int least = Math.max(held, Block.fitting(needed, alone));
    int ample = Math.max(least, ampleLength(index, Block.length(slot), needed, alone));
    Space space = pool.space();
    if (ample - least <= space.freeAtLeast() >> SLACK_SHIFT && space.tryReserve(ample - held)) {
      return ample;
    }
    return space.tryReserve(least - held) ? least : -1;
  }

  /** The length that lets a file grow in many small steps without a copy in each. */
  private int ampleLength(long index, int length, int needed, boolean alone) {
    if (needed <= length) {
      return needed;
    }
    if (alone) {
      return Math.min(Block.SIZE, length + (length >> 1));
    }
    boolean follows = length > 0 || Block.length(Contents.slot(contents, index - 1)) == Block.SIZE;
    return follows ? Block.SIZE : needed;
  }

  @Override
  public void truncate(long length) throws IOException {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      if (length > pool.sizeMax()) {
        throw VfsException.of(Errno.EFBIG);
      }
      if (length < size) {
        cutTo(length);
      } else {
        zeroStale(length);
        setSize(length);
      }
    }
  }

  /** Ends the file at {@code length}, which is not behind its end, and forgets what follows. */
  private void cutTo(long length) throws IOException {
    if (contents instanceof MappedContents mapped) {
      setSize(length);
      noteCut();
      mapped.zero(length, Long.MAX_VALUE);
      settleIfIdle(mapped);
      return;
    }
    long last = Block.index(length);
    int keep = Block.offset(length);
    Object slot = Contents.slot(contents, last);
    boolean divides = keep > 0 && keep < Block.length(slot);
    Object shorter = divides ? Block.shortened(slot, keep, last == 0) : slot;
    setSize(length);
    noteCut();
    if (divides) {
      replace(last, slot, shorter);
    }
    clear(keep == 0 ? last : last + 1, Long.MAX_VALUE);
  }

  private void noteCut() {
    CUTS.setRelease(this, cuts + 1);
  }

  /** {@inheritDoc} Blocks that lie wholly in the hole are given back, the rest is zeroed. */
  @Override
  public void punch(long from, long length) throws IOException {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      long end = size;
      if (from >= end || length <= 0) {
        return;
      }
      boolean toEnd = length >= end - from;
      if (contents instanceof MappedContents mapped) {
        mapped.zero(from, toEnd ? end : from + length);
        setSize(end);
        return;
      }
      // The last block has nothing to keep behind the end of the file: it goes as a whole.
      long first = Block.index(from);
      long last = toEnd ? Block.index(end - 1) + 1 : Block.index(from + length);
      int head = Block.offset(from);
      int tail = toEnd ? 0 : Block.offset(from + length);
      part(first, head);
      part(last, tail);
      if (first == last) {
        zero(first, head, tail);
      } else {
        zero(first, head, head == 0 ? 0 : Block.SIZE);
        zero(last, 0, tail);
        clear(head == 0 ? first : first + 1, last - 1);
      }
      setSize(end);
    }
  }

  /** Makes sure that a block of which {@code edge} bytes stay or go is the body's own. */
  private void part(long index, int edge) throws IOException {
    boolean shared = Contents.slot(contents, index) instanceof SharedBlock;
    if (edge > 0 && shared && !store(ByteBuffer.wrap(Block.EMPTY), index, 0, 0)) {
      throw VfsException.of(Errno.ENOSPC);
    }
  }

  /** Zeroes bytes of a block that is the body's own, or of none. */
  private void zero(long index, int from, int to) {
    if (from < to && Contents.slot(contents, index) instanceof byte[] own && from < own.length) {
      System.arraycopy(Block.ZEROS, 0, own, from, Math.min(to, own.length) - from);
    }
  }

  /**
   * A second body with the same bytes, made by sharing the blocks: no byte is moved and no space
   * taken until one of the two is written. What is mapped cannot be shared: of that the bytes are
   * copied.
   *
   * @throws VfsException ENOSPC when there is no space for a copy of what is mapped
   */
  BlockBody copy() throws IOException {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      trim();
      BlockBody copy = new BlockBody(pool);
      boolean ended = false;
      try {
        shareWith(copy);
        ended = true;
      } finally {
        if (!ended) {
          copy.clear(0, Long.MAX_VALUE); // The heap is exhausted; nobody else knows the copy yet.
        }
      }
      copy.setSize(size);
      return copy;
    }
  }

  /**
   * A second body with the same bytes in the pool of {@code blocks}, which is charged for them.
   *
   * @throws VfsException ENOSPC when they do not fit there
   */
  BlockBody copy(BlockImport blocks) throws IOException {
    BlockBody copy = copy();
    if (blocks.isInto(pool)) {
      return copy;
    }
    try {
      // What was copied is shared, and hence never written: the arrays may go to the other pool.
      return new BlockBody(blocks, copy.contents, copy.size);
    } finally {
      copy.release();
    }
  }

  private void shareWith(BlockBody copy) throws VfsException {
    if (contents instanceof MappedContents mapped) {
      pool.space().reserve(mapped.charge());
      copy.setContents(mapped.onHeap(size));
      pool.space().giveBack(mapped.charge() - Contents.charge(copy.contents));
    } else if (contents instanceof BlockTree tree) {
      BlockTree twin = tree.emptyTwin();
      copy.setContents(twin);
      tree.shareWith(twin);
    } else if (Block.length(contents) > 0) {
      SharedBlock shared = Block.share(contents);
      setContents(shared);
      copy.setContents(shared);
    }
  }

  /**
   * Shares the blocks of {@code source} if it is of the same pool and this body is empty. Never
   * holds the monitors of both: the copy is made under the one and taken over under the other.
   */
  @Override
  public boolean shareFrom(Body source) throws IOException {
    if (!(source instanceof BlockBody other) || other.pool != pool) {
      return false;
    }
    BlockBody copy = other.copy();
    if (adopt(copy)) {
      return true;
    }
    copy.release();
    return false;
  }

  /** Takes over what {@code copy}, which nobody else knows, holds; false unless this is empty. */
  private boolean adopt(BlockBody copy) {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      if (size != 0 || contents instanceof MappedContents) {
        return false;
      }
      setContents(copy.contents);
      setSize(copy.size);
      return true;
    }
  }

  @Override
  public void trim() throws IOException {
    if (!hasSlack()) {
      return; // Seen without the monitor: few files have anything to give when they are closed.
    }
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      if (hasSlack()) {
        long last = Block.index(size - 1);
        Object slot = Contents.slot(contents, last);
        replace(last, slot, Block.shortened(slot, dataIn(slot, size), last == 0));
      }
    }
  }

  /** Whether the last block holds more than its bytes need. */
  private boolean hasSlack() {
    long end = size;
    Object blocks = contents;
    if (end == 0 || blocks instanceof MappedContents) {
      return false;
    }
    long last = Block.index(end - 1);
    Object slot = Contents.slot(blocks, last);
    return Block.held(slot) > Block.fitting(dataIn(slot, end), last == 0);
  }

  /** How many bytes {@code slot} holds as the last of a file that ends at {@code end}. */
  private static int dataIn(Object slot, long end) {
    return Math.min(Block.offset(end - 1) + 1, Block.length(slot));
  }

  @Override
  public void force(boolean metadata) throws IOException {
    pool.force();
  }

  @Override
  public boolean isReadAfterRelease() {
    return true;
  }

  @Override
  public void release() {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      if (contents instanceof MappedContents mapped) {
        setSize(0);
        noteCut();
        setContents(null);
        leaveToMaps(mapped);
      } else if (size > 0) {
        setSize(0);
        noteCut();
        clear(0, Long.MAX_VALUE);
      }
    }
  }

  // ---------------------------------------------------------------- maps

  /**
   * {@inheritDoc} The whole body moves to where it can be mapped, and back when nothing is mapped
   * any more.
   */
  @Override
  public <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    MappedContents mapped;
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      if (from + length > size && !grows) {
        throw VfsException.of(Errno.ENXIO);
      }
      if (from + length > pool.sizeMax()) {
        throw VfsException.of(Errno.EFBIG);
      }
      mapped = prepareMap(from, from + length);
    }
    return mapped.map(from, call, () -> noteUnmapped(mapped));
  }

  /** Moves the bytes to where they can be mapped and fills what is about to be. */
  private MappedContents prepareMap(long from, long to) throws IOException {
    if (!(contents instanceof MappedContents)) {
      setContents(MappedContents.of(contents, pool));
    }
    MappedContents mapped = (MappedContents) contents;
    boolean filled = false;
    try {
      mapped.fill(from, to);
      filled = true;
    } finally {
      if (!filled) {
        settleIfIdle(mapped);
      }
    }
    mapped.zero(size, to);
    mapped.reserveMap();
    setSize(Math.max(size, to));
    return mapped;
  }

  /** Puts the bytes back on the heap if nothing is mapped and there are not too many. */
  private void settleIfIdle(MappedContents mapped) {
    if (mapped.isIdle() && mapped.charge() <= SETTLE_MAX) {
      setContents(mapped.onHeap(size));
      pool.space().giveBack(mapped.charge() - Contents.charge(contents));
      mapped.close();
    }
  }

  /** Leaves what the file, which is gone, held to the maps there are, if any. */
  private void leaveToMaps(MappedContents mapped) {
    if (mapped.isIdle()) {
      pool.space().giveBack(mapped.charge());
      mapped.close();
    } else {
      pool.noteMappedOnly(mapped.charge());
    }
  }

  /** Gives back what only maps had needed: the last one is over, or was a moment ago. */
  private void noteUnmapped(MappedContents mapped) {
    synchronized (pool.monitorOf(this)) {
      assert LockOrder.taken(LockOrder.Rank.BODY, pool.monitorOf(this), this);
      if (!mapped.isIdle() || mapped.isClosed()) {
        return;
      }
      if (contents == mapped) {
        settleIfIdle(mapped);
      } else {
        pool.noteMappedOnly(-mapped.charge());
        leaveToMaps(mapped);
      }
    }
  }

  /** {@inheritDoc} Holes are known by the block, or by the {@link Block#UNIT} at the end of one. */
  @Override
  public long nextData(long from) {
    long end = size;
    return Contents.nextData(contents, end, from);
  }

  @Override
  public long nextHole(long from) {
    long end = size;
    return Contents.nextHole(contents, end, from);
  }

  /** {@inheritDoc} Shared blocks count in each body. */
  @Override
  public long allocated() {
    return Contents.charge(contents);
  }

  /**
   * Counts the blocks by looking at each, for a check of {@link #allocated()} and of the space in
   * use; nothing must be written meanwhile.
   *
   * @param counted the {@linkplain Block#payer payers} that have been counted, compared by
   *     identity; those found are added
   * @return what those that were not in {@code counted} are charged
   */
  long allocated(Set<Object> counted) {
    return Contents.allocated(contents, counted);
  }

  // ---------------------------------------------------------------- keeping

  /** Whether the bytes are where they can be mapped to memory, and may be. */
  boolean isMapped() {
    return contents instanceof MappedContents;
  }

  /** Shows {@code visitor} the blocks of a body that is a {@link #copy} and that nobody changes. */
  void forEachShared(FrozenFile.Visitor visitor) throws IOException {
    for (long i = Contents.next(contents, 0); i >= 0; i = Contents.next(contents, i + 1)) {
      visitor.visit(i, shared(i));
    }
  }

  /** A block as one that never changes; what was mapped is none before it is asked for. */
  private SharedBlock shared(long index) {
    Object slot = Contents.slot(contents, index);
    if (slot instanceof byte[] own) {
      SharedBlock sole = SharedBlock.sole(own);
      setContents(Contents.with(contents, index, sole));
      return sole;
    }
    return (SharedBlock) slot;
  }

  /** Becomes {@code size} bytes long, before anybody knows the body. */
  void revive(long size) {
    setSize(size);
  }

  /** Gets a block that is kept at {@code home}, before anybody knows the body. */
  void revive(long index, int length, Stored home) {
    int charge = Block.fitting(length, size <= Block.SIZE);
    pool.space().take(charge);
    setContents(Contents.with(contents, index, SharedBlock.keptAt(home, length, charge)));
  }

  /** Puts a block in the place of a longer one that passes its space on to it. */
  private void replace(long index, Object longer, Object shorter) {
    setContents(Contents.with(contents, index, shorter));
    pool.space().giveBack(Block.charge(longer) - Block.charge(shorter));
  }

  /** Makes a hole of the blocks {@code first} to {@code last}. */
  private void clear(long first, long last) {
    setContents(Contents.without(contents, first, last, size, pool::drop));
  }

  private void setContents(Object contents) {
    CONTENTS.setRelease(this, contents);
  }

  private void setSize(long size) {
    SIZE.setRelease(this, size);
  }
}
