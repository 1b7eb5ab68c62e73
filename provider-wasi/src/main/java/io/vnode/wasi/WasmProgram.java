package io.vnode.wasi;

/** A command for WASI preview 1 as a runtime has read it, which may run any number of times. */
public interface WasmProgram {

  /** The same program, interpreted; itself for a runtime that runs programs in one way only. */
  WasmProgram interpreted();

  /**
   * What is to be one run, with a fresh memory of at most {@code bytesMax} bytes.
   *
   * @throws IllegalArgumentException when the program begins with more than that
   */
  WasmRun begin(long bytesMax);
}
