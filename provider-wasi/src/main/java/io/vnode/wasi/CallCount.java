package io.vnode.wasi;

/** How often a guest has called one function, and how often that was refused. */
public final class CallCount {
  private long calls;
  private long errors;

  CallCount() {}

  void begin() {
    calls++;
  }

  void end(int errno) {
    if (errno != 0) {
      errors++;
    }
  }

  public long calls() {
    return calls;
  }

  /** How many of the calls answered an errno other than zero. */
  public long errors() {
    return errors;
  }
}
