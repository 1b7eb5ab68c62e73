package io.vnode.engine;

import java.util.concurrent.TimeUnit;

/**
 * A {@link Race} or a run of the {@link StressTree} as a program of its own, for engines that are
 * expected to fail: a deadlock then dies with its JVM.
 */
final class Ordeal {
  /** The exit status that tells that an oracle has spoken. */
  static final int CAUGHT = 7;

  private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private Ordeal() {}

  /**
   * Runs until an oracle speaks or the time is up.
   *
   * @param args the name of a race, or {@code stress}; for how many seconds at most; a seed
   */
  public static void main(String[] args) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]));
    long seed = Long.parseLong(args[2]);
    try {
      // Slice by slice, since most oracles speak when the threads have stopped.
      while (System.nanoTime() - end < 0) {
        seed++;
        if (args[0].equals("stress")) {
          new StressTree(new StressTree.Plan(seed, 8, false, false, seed % 2 == 0)).run(SLICE_NS);
        } else {
          Race.valueOf(args[0]).run(SLICE_NS, false);
        }
      }
    } catch (Throwable e) {
      System.out.println(e.toString().lines().findFirst().orElseThrow());
      System.out.flush();
      Runtime.getRuntime().halt(CAUGHT);
    }
  }
}
