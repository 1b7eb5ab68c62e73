package io.vnode.wasi;

import java.nio.ByteBuffer;

/**
 * The linear memory of a guest, as a runtime shows it.
 *
 * <p>One buffer is all there is to it: reading, writing and viewing are the buffer's, so bytes move
 * between a file and the guest without a copy in between.
 */
@FunctionalInterface
public interface GuestMemory {

  /**
   * All of the memory, little-endian, from 0 to its limit. It is the same buffer each time until
   * the guest has grown its memory; whoever is given it moves neither position nor limit.
   */
  ByteBuffer bytes();
}
