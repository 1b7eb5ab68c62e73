package io.vnode.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * A list of actions that is made simpler by leaving actions out anywhere, the most at once first,
 * and then by making single actions simpler. The lists of the library lose theirs at the ends only,
 * and what matters of a history is seldom in one piece.
 */
final class History<A> implements Shrinkable<List<A>> {
  private final List<Shrinkable<A>> actions;

  private History(List<Shrinkable<A>> actions) {
    this.actions = actions;
  }

  /** Histories of one action to {@code stepsMax}. */
  static <A> RandomGenerator<List<A>> generator(RandomGenerator<A> actions, int stepsMax) {
    return random -> draw(actions, 1 + random.nextInt(stepsMax), random);
  }

  private static <A> History<A> draw(RandomGenerator<A> actions, int steps, Random random) {
    List<Shrinkable<A>> drawn = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      drawn.add(actions.next(random));
    }
    return new History<>(drawn);
  }

  @Override
  public List<A> value() {
    return actions.stream().map(Shrinkable::value).toList();
  }

  @Override
  public Stream<Shrinkable<List<A>>> shrink() {
    int size = actions.size();
    Stream<Shrinkable<List<A>>> shorter =
        Stream.iterate(size / 2, length -> length > 0, length -> length / 2)
            .flatMap(length ->
                IntStream.rangeClosed(0, size - length)
                    .filter(start -> start % length == 0)
                    .mapToObj(start -> without(start, length)));
    Stream<Shrinkable<List<A>>> simpler =
        IntStream.range(0, size)
            .boxed()
            .flatMap(i -> actions.get(i).shrink().map(action -> with(i, action)));
    return Stream.concat(shorter, simpler);
  }

  private History<A> without(int start, int length) {
    List<Shrinkable<A>> rest = new ArrayList<>(actions);
    rest.subList(start, start + length).clear();
    return new History<>(rest);
  }

  private History<A> with(int index, Shrinkable<A> action) {
    List<Shrinkable<A>> changed = new ArrayList<>(actions);
    changed.set(index, action);
    return new History<>(changed);
  }

  @Override
  public ShrinkingDistance distance() {
    List<Shrinkable<Object>> parts = new ArrayList<>();
    actions.forEach(action -> parts.add(action.asGeneric()));
    return ShrinkingDistance.forCollection(parts);
  }
}
