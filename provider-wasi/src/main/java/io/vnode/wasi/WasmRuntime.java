package io.vnode.wasi;

import java.io.IOException;
import java.io.InputStream;

/**
 * What runs the code of guests. {@link WasiPreview1} is what they call, and knows nothing of it.
 *
 * <p>It has no state that one program could leave to another, and may be asked by any thread.
 */
@FunctionalInterface
public interface WasmRuntime {

  /**
   * Reads a program, which is all of {@code in}.
   *
   * @throws IllegalArgumentException when that is no command for WASI preview 1, or imports what is
   *     not in {@link WasiCall}; the message says what "it" does or lacks
   */
  WasmProgram load(InputStream in) throws IOException;
}
