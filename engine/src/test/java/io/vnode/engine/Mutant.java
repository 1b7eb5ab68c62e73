package io.vnode.engine;

/**
 * A deliberate bug: a piece of the engine's source, what stands there instead, and who is to
 * notice.
 *
 * <p>The piece must be in the source exactly once: when the engine changes, its mutants change with
 * it.
 *
 * @param race the {@link Race} that catches it, null for the {@link StressTree}
 * @param assertions whether the engine's own assertions may catch it, {@link LockOrder} above all
 */
record Mutant(String what, String file, String old, String fresh, Race race, boolean assertions) {

  /** A bug that the stress test must catch without the help of assertions. */
  static Mutant silent(String what, String file, String old, String fresh) {
    return new Mutant(what, file, old, fresh, null, false);
  }

  /** A bug that an assertion or the stress test must catch. */
  static Mutant loud(String what, String file, String old, String fresh) {
    return new Mutant(what, file, old, fresh, null, true);
  }

  /** A bug that a race must catch without the help of assertions. */
  static Mutant racing(Race race, String what, String file, String old, String fresh) {
    return new Mutant(what, file, old, fresh, race, false);
  }

  /** {@code source} with the bug in it. */
  String applyTo(String source) {
    int at = source.indexOf(old);
    if (at < 0 || source.indexOf(old, at + 1) >= 0) {
      throw new AssertionError("not just once in " + file + ": " + old);
    }
    return source.replace(old, fresh);
  }

  /** The argument of {@link Ordeal}. */
  String ordeal() {
    return race == null ? "stress" : race.name();
  }

  @Override
  public String toString() {
    return what;
  }
}
