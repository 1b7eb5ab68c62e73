package io.vnode.engine;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random operations by many threads on few names, judged by what must hold whatever they did: see
 * {@link StressTree}.
 *
 * <p>Each case takes {@code -Dvnode.stress.seconds=N}, two without. A failure tells its seed;
 * {@code -Dvnode.stress.seed=N} lets each thread do the same operations again, if not in the same
 * order among them.
 */
class StressTest {
  private static final long SECONDS = Long.getLong("vnode.stress.seconds", 2);

  /**
   * "Thread safety" in {@link Namespace}: all operations may be called by any number of threads.
   */
  @ParameterizedTest(name = "{0} threads, coarse {1}, mounts {2}, replaces {3}")
  @CsvSource({
    "8, false, false, true",
    "32, false, false, true",
    "8, false, false, false",
    "8, false, true, true",
    "8, true, false, true",
    "32, true, false, false",
    "8, true, true, true",
  })
  void theTreeStaysSoundWhateverManyThreadsDo(
      int threads, boolean coarse, boolean mounts, boolean replaces) throws Exception {
    long seed = Long.getLong("vnode.stress.seed", System.nanoTime());
    StressTree.Plan plan = new StressTree.Plan(seed, threads, coarse, mounts, replaces);
    try {
      long steps = new StressTree(plan).run(TimeUnit.SECONDS.toNanos(SECONDS));
      System.out.println(plan + ": " + steps + " operations");
    } catch (AssertionError | Exception e) {
      throw new AssertionError("-Dvnode.stress.seed=" + seed + ", " + plan + ": " + e, e);
    }
  }
}
