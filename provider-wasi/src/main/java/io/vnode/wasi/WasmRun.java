package io.vnode.wasi;

import java.io.InterruptedIOException;

/** One run of a program: its memory is there, and no code of it has run. */
public interface WasmRun {

  /** The memory of the guest. */
  GuestMemory memory();

  /**
   * Runs the program on this thread until it returns; once.
   *
   * @param guest does what the program calls; it was made for {@link #memory}
   * @throws GuestExit when the guest asked for its end, as {@code guest} threw it
   * @throws GuestTrapException when the guest did what it cannot go on after
   * @throws InterruptedIOException when this thread was interrupted
   */
  void execute(WasiPreview1 guest) throws InterruptedIOException;
}
