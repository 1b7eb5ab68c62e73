package io.vnode.engine;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How the interleaving tests use Lincheck: two threads of a few operations each, made at random, and
 * every schedule of theirs with few switches.
 *
 * <p>Schedules are sequentially consistent: what the weaker modes of a VarHandle permit beyond that
 * is not tried. {@code -Dvnode.stress.seconds=N} multiplies the scenarios.
 */
final class Interleavings {
  private static final int SCENARIOS = 20;
  private static final int SCHEDULES = 500;

  private Interleavings() {}

  static void check(Class<?> test) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1)
        .iterations(SCENARIOS * Math.max(1, Integer.getInteger("vnode.stress.seconds", 1)))
        .invocationsPerIteration(SCHEDULES)
        .check(test);
  }
}
