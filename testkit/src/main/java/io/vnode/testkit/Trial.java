package io.vnode.testkit;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/** One run of one property: a check tried on values, and the simplest value on which it fails. */
final class Trial<T> {
  /** A limit on the checks spent on making a value simpler. */
  private static final int SHRINKS_MAX = 10_000;

  /** A limit on their time, where a check takes long. */
  private static final long SHRINK_NANOS_MAX = 20_000_000_000L;

  /** How many values the generator expects to be asked for, which tunes how it spreads them. */
  private static final int EXPECTED_VALUES = 1000;

  private final Supplier<RandomGenerator<T>> gen;
  private final Property.Check<T> check;
  private final Function<? super T, String> print;

  private Trial(
      Supplier<RandomGenerator<T>> gen,
      Property.Check<T> check,
      Function<? super T, String> print) {
    this.gen = gen;
    this.check = check;
    this.print = print;
  }

  /** Of {@code check} on values of {@code gen}, which {@code print} makes text of. */
  static <T> Trial<T> ofValues(
      Gen<T> gen, Property.Check<T> check, Function<? super T, String> print) {
    return new Trial<>(() -> generator(gen), check, print);
  }

  /** Of {@code check} on lists of {@code actions}. */
  static <A> Trial<List<A>> ofHistories(
      Gen<A> actions, int stepsMax, Property.Check<List<A>> check) {
    return new Trial<>(
        () -> History.generator(generator(actions), stepsMax), check, Report::history);
  }

  private static <T> RandomGenerator<T> generator(Gen<T> gen) {
    return gen.arbitrary().generator(EXPECTED_VALUES, true);
  }

  /** Tries {@code tries} values. The seeds are a chain, so that any link of it can come first. */
  void run(int tries, long firstSeed) {
    JqwikSession.run(() -> {
      RandomGenerator<T> values = gen.get();
      long seed = firstSeed;
      for (int i = 1; i <= tries; i++) {
        Shrinkable<T> value = values.next(new Random(seed));
        Throwable failure = failure(value);
        if (failure != null) {
          throw simplest(value, failure, "try " + i + " of " + tries, seed);
        }
        seed = new SplittableRandom(seed).nextLong();
      }
    });
  }

  /** What the check throws for {@code value}, or null. */
  private Throwable failure(Shrinkable<T> value) {
    try {
      check.on(value.value());
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  /** Whether nothing can be tried after {@code failure}: all is given up, or it is to stop. */
  private static boolean isFinal(Throwable failure) {
    return failure instanceof FinalFailure || failure instanceof InterruptedException;
  }

  private PropertyFailure simplest(
      Shrinkable<T> found, Throwable foundFailure, String when, long seed) {
    Shrinkable<T> value = found;
    Throwable failure = foundFailure;
    int shrinks = 0;
    long start = System.nanoTime();
    Iterator<Shrinkable<T>> simpler = value.shrink().iterator();
    while (!isFinal(failure)
        && simpler.hasNext()
        && shrinks++ < SHRINKS_MAX
        && System.nanoTime() - start < SHRINK_NANOS_MAX) {
      Shrinkable<T> candidate = simpler.next();
      Throwable other = candidate.compareTo(value) < 0 ? failure(candidate) : null;
      if (isFinal(other) || (other != null && other.getClass() == failure.getClass())) {
        value = candidate;
        failure = other;
        simpler = value.shrink().iterator();
      }
    }
    String message =
        String.format(
            "false at %s, again by -D%s=%d%n%s%n%s",
            when, Property.SEED, seed, print.apply(value.value()), failure);
    return new PropertyFailure(message, failure);
  }
}
