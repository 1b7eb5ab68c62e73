package io.vnode.nio;

import io.vnode.engine.Body;
import io.vnode.engine.MapCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/** A {@link FileChannel} that maps bytes into arenas. */
abstract class ArenaChannel extends FileChannel {

  /**
   * Maps bytes as {@link FileChannel#map} says, by {@code call}; {@code size} may be larger than a
   * buffer.
   */
  abstract <T> T map(MapMode mode, long position, long size, MapCall<T> call) throws IOException;

  @Override
  public final MemorySegment map(MapMode mode, long position, long size, Arena arena)
      throws IOException {
    return map(mode, position, size, new IntoArena(mode, size, arena));
  }

  private record IntoArena(MapMode mode, long size, Arena arena) implements MapCall<MemorySegment> {
    /** How many bytes are copied at a time: a buffer holds no more than it has an int for. */
    private static final long COPY_STEP = 1 << 30;

    @Override
    public MemorySegment map(FileChannel host, long offset) throws IOException {
      return host.map(mode, offset, size, arena);
    }

    @Override
    public MemorySegment copy(Body body, long from) throws IOException {
      MemorySegment memory = arena.allocate(size);
      for (long done = 0; done < size; done += COPY_STEP) {
        MemorySegment part = memory.asSlice(done, Math.min(COPY_STEP, size - done));
        MapCall.fill(part.asByteBuffer(), body, from + done);
      }
      return mode == MapMode.READ_ONLY ? memory.asReadOnly() : memory;
    }

    /** All segments that are cut from one have its scope, and the segment itself they have not. */
    @Override
    public Object lifetime(MemorySegment mapped) {
      return mapped.scope();
    }

    /**
     * Told afterwards: an arena has no word for it, and one of somebody's own need not allocate.
     */
    @Override
    public boolean isOfWrongThread(RuntimeException failure) {
      return failure instanceof WrongThreadException;
    }
  }
}
