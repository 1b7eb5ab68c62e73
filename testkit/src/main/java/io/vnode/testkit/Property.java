package io.vnode.testkit;

import java.util.List;

/**
 * A sentence that holds for all values of a generator, tried on many of them.
 *
 * <p>A test states it by {@code forAll}, with the number of values to try and a check that throws
 * when the sentence is false of its value. Then the value is made simpler for as long as the check
 * still fails in the same manner, and the simplest is reported in a {@link PropertyFailure}.
 *
 * <p>Two system properties steer all properties of a run:
 *
 * <ul>
 *   <li>{@code vnode.tries}: how many values are tried, in place of what each test says; for long
 *       runs, each of which begins elsewhere
 *   <li>{@code vnode.seed}: where chance begins. A failure names the seed that finds it at the
 *       first try
 * </ul>
 *
 * <p>With neither, every run tries the same: a build says the same of the same sources.
 */
public final class Property {
  /** The system property that says how many values are tried. */
  public static final String TRIES = "vnode.tries";

  static final String SEED = "vnode.seed";

  /** No better than any other. */
  private static final long USUAL_SEED = 20_261_130;

  private Property() {}

  /** Fails, by whatever it throws, when the sentence is false of {@code a}. */
  public interface Check<A> {
    void on(A a) throws Exception;
  }

  /** Fails, by whatever it throws, when the sentence is false of the two. */
  public interface Check2<A, B> {
    void on(A a, B b) throws Exception;
  }

  /** Fails, by whatever it throws, when the sentence is false of the three. */
  public interface Check3<A, B, C> {
    void on(A a, B b, C c) throws Exception;
  }

  /** Tries {@code check} on {@code tries} values. @throws PropertyFailure when it fails on one */
  public static <A> void forAll(int tries, Gen<A> a, Check<A> check) {
    Trial.ofValues(a, check, Report::value).run(tries(tries), seed());
  }

  /** Tries {@code check} on {@code tries} pairs. @throws PropertyFailure when it fails on one */
  public static <A, B> void forAll(int tries, Gen<A> a, Gen<B> b, Check2<A, B> check) {
    record Pair<A, B>(A a, B b) {}
    Trial.ofValues(
            Gen.zip(a, b, Pair<A, B>::new),
            pair -> check.on(pair.a, pair.b),
            pair -> Report.values(pair.a, pair.b))
        .run(tries(tries), seed());
  }

  /** Tries {@code check} on {@code tries} triples. @throws PropertyFailure when it fails on one */
  public static <A, B, C> void forAll(
      int tries, Gen<A> a, Gen<B> b, Gen<C> c, Check3<A, B, C> check) {
    record Triple<A, B, C>(A a, B b, C c) {}
    Trial.ofValues(
            Gen.zip(a, b, c, Triple<A, B, C>::new),
            triple -> check.on(triple.a, triple.b, triple.c),
            triple -> Report.values(triple.a, triple.b, triple.c))
        .run(tries(tries), seed());
  }

  /**
   * Tries {@code check} on {@code tries} histories of up to {@code stepsMax} actions. What is
   * reported is the shortest history found, an action a line, each as its {@code toString} has it.
   *
   * @throws PropertyFailure when the check fails on one
   */
  public static <A> void forAllHistories(
      int tries, int stepsMax, Gen<A> actions, Check<List<A>> check) {
    Trial.ofHistories(actions, stepsMax, check).run(tries(tries), seed());
  }

  private static int tries(int usual) {
    return Integer.getInteger(TRIES, usual);
  }

  private static long seed() {
    boolean isLong = System.getProperty(TRIES) != null;
    return Long.getLong(SEED, isLong ? System.nanoTime() : USUAL_SEED);
  }
}
