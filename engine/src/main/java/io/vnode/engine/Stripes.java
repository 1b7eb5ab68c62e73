package io.vnode.engine;

/**
 * Which of some things of one kind a thread uses, so that two threads seldom use the same: what all
 * of them write is what they wait for.
 */
public final class Stripes {
  /** How many there are: a power of two. */
  public static final int COUNT = 16;

  private Stripes() {}

  /**
   * The stripe of the current thread; neighbours in the number of threads are not neighbours here.
   */
  public static int ofThread() {
    return ((int) Thread.currentThread().getId() * 7) & (COUNT - 1);
  }
}
