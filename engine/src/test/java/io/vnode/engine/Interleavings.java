package io.vnode.engine;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How the interleaving tests use Lincheck: two threads of a few operations each, made at random,
 * and the schedules of theirs with few switches, one by one.
 *
 * <p>Lincheck takes over the monitors and the VarHandles of the engine, so both are scheduled; it
 * knows sequential consistency only, and what the weaker modes of a VarHandle permit beyond that is
 * not tried. As monitors are its own, {@link Thread#holdsLock} is false under it and {@link
 * LockOrder} sees one lock at a time; the stress test is where the order is checked.
 *
 * <p>{@code -Dvnode.stress.seconds=N} multiplies the scenarios by N.
 */
final class Interleavings {
  private Interleavings() {}

  static void check(Class<?> test, int operations, int scenarios, int schedules) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(operations)
        .actorsBefore(operations - 1)
        .actorsAfter(operations - 1)
        .iterations(scenarios * Integer.getInteger("vnode.stress.seconds", 1))
        .invocationsPerIteration(schedules)
        .check(test);
  }
}
