package io.vnode.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A generator of values, each of which knows simpler ones to try in its place.
 *
 * <p>Simpler is: a number nearer to zero, a choice that comes earlier in its list, a shorter list.
 * What is made of simpler parts is simpler, through {@link #map} and {@link #zip} as well. Numbers
 * fall on the ends of their range more often than chance would have it.
 *
 * <p>Immutable; a value is made anew each time it is asked for, so a test may change it.
 */
public final class Gen<T> {
  private final Arbitrary<T> arbitrary;

  private Gen(Arbitrary<T> arbitrary) {
    this.arbitrary = arbitrary;
  }

  Arbitrary<T> arbitrary() {
    return arbitrary;
  }

  /** How often a generator is taken, against the others in {@link Gen#weighted}. */
  public record Weight<T>(int times, Gen<? extends T> gen) {}

  // ---------------------------------------------------------------- choices

  public static Gen<Integer> ints(int min, int max) {
    return new Gen<>(Arbitraries.integers().between(min, max));
  }

  public static Gen<Long> longs(long min, long max) {
    return new Gen<>(Arbitraries.longs().between(min, max));
  }

  /** False, which is the simpler one, or true. */
  public static Gen<Boolean> booleans() {
    return of(false, true);
  }

  /** Always {@code value}. */
  public static <T> Gen<T> just(T value) {
    return new Gen<>(Arbitraries.just(value));
  }

  /**
   * One of {@code values}, the simplest first; one that stands there twice comes twice as often.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Gen<T> of(T... values) {
    return new Gen<>(Arbitraries.of(Arrays.asList(values)));
  }

  /** A value of one of {@code gens}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Gen<T> oneOf(Gen<? extends T>... gens) {
    return weighted(Stream.of(gens).map(gen -> Gen.<T>weight(1, gen)).toList());
  }

  /** {@code gen}, which {@link #weighted} takes {@code times} as often as one of weight 1. */
  public static <T> Weight<T> weight(int times, Gen<? extends T> gen) {
    return new Weight<>(times, gen);
  }

  /** A value of one of the generators, taken as often as their weights say. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Gen<T> weighted(Weight<? extends T>... weights) {
    return weighted(List.of(weights));
  }

  /** A value of one of the generators, taken as often as their weights say. */
  public static <T> Gen<T> weighted(List<? extends Weight<? extends T>> weights) {
    List<Tuple.Tuple2<Integer, Arbitrary<T>>> frequencies = new ArrayList<>();
    for (Weight<? extends T> weight : weights) {
      frequencies.add(Tuple.of(weight.times(), weight.gen().<T>widened()));
    }
    return new Gen<>(Arbitraries.frequencyOf(frequencies));
  }

  /** The same values as those of a wider type, which is safe because they are only ever read. */
  @SuppressWarnings("unchecked")
  private <U> Arbitrary<U> widened() {
    return (Arbitrary<U>) arbitrary;
  }

  // ---------------------------------------------------------------- what is made of them

  public <U> Gen<U> map(Function<? super T, ? extends U> function) {
    return new Gen<>(arbitrary.map(function));
  }

  /** A value of the generator that {@code function} makes of a value. */
  public <U> Gen<U> flatMap(Function<? super T, Gen<U>> function) {
    return new Gen<>(arbitrary.flatMap(value -> function.apply(value).arbitrary));
  }

  /** Makes a value of three. */
  public interface Function3<A, B, C, R> {
    R apply(A a, B b, C c);
  }

  /** Makes a value of four. */
  public interface Function4<A, B, C, D, R> {
    R apply(A a, B b, C c, D d);
  }

  /** What {@code function} makes of a value of each. */
  public static <A, B, R> Gen<R> zip(
      Gen<A> a, Gen<B> b, BiFunction<? super A, ? super B, ? extends R> function) {
    return new Gen<>(Combinators.combine(a.arbitrary, b.arbitrary).as(function::apply));
  }

  /** What {@code function} makes of a value of each. */
  public static <A, B, C, R> Gen<R> zip(
      Gen<A> a,
      Gen<B> b,
      Gen<C> c,
      Function3<? super A, ? super B, ? super C, ? extends R> function) {
    return new Gen<>(
        Combinators.combine(a.arbitrary, b.arbitrary, c.arbitrary).as(function::apply));
  }

  /** What {@code function} makes of a value of each. */
  public static <A, B, C, D, R> Gen<R> zip(
      Gen<A> a,
      Gen<B> b,
      Gen<C> c,
      Gen<D> d,
      Function4<? super A, ? super B, ? super C, ? super D, ? extends R> function) {
    return new Gen<>(
        Combinators.combine(a.arbitrary, b.arbitrary, c.arbitrary, d.arbitrary)
            .as(function::apply));
  }

  /** Lists of {@code min} to {@code max} values. */
  public Gen<List<T>> list(int min, int max) {
    return new Gen<>(arbitrary.list().ofMinSize(min).ofMaxSize(max));
  }

  /** Texts of {@code min} to {@code max} pieces, each one of {@code alphabet}. */
  public static Gen<String> strings(int min, int max, String... alphabet) {
    return of(alphabet).joined(min, max);
  }

  /** The texts of {@code min} to {@code max} values, one behind the other. */
  public Gen<String> joined(int min, int max) {
    return map(String::valueOf).list(min, max).map(pieces -> String.join("", pieces));
  }
}
