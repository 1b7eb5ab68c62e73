package io.vnode.wasi;

/** Who is told of each call of a guest. */
abstract class WasiTrace {
  /** Tells that a call begins: text in the guest's memory is what it means now. */
  abstract void begin(WasiCall call, long[] arguments, GuestView memory);

  /** Tells how it ended. */
  abstract void end(WasiCall call, long[] arguments, GuestView memory, int errno);
}
