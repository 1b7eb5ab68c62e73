package io.vnode.nio;

import io.vnode.engine.MapCall;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A {@link FileChannel} that maps bytes into arenas, on a JDK that has arenas: there the jar's
 * version of this class for Java 22 takes the place of this one, which adds nothing.
 */
abstract class ArenaChannel extends FileChannel {

  /**
   * Maps bytes as {@link FileChannel#map} says, by {@code call}; {@code size} may be larger than a
   * buffer.
   */
  abstract <T> T map(MapMode mode, long position, long size, MapCall<T> call) throws IOException;
}
