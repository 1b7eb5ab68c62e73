package io.vnode.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All that was measured of one quantity: for each round, a JVM of its own, the value each time. */
record Figure(Quantity quantity, List<List<Double>> rounds) {
  Spread spread() {
    List<Double> medians = rounds.stream().map(Spread::median).toList();
    List<Double> all = rounds.stream().flatMap(Collection::stream).toList();
    Spread every = Spread.of(all);
    return new Spread(every.low(), Spread.median(medians), every.high());
  }

  /**
   * How this relates to {@code other}, round by round: what slows the machine for a while slows
   * both of one round.
   */
  Spread relativeTo(Figure other) {
    List<Double> ratios = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    for (int i = 0; i < Math.min(rounds.size(), other.rounds.size()); i++) {
      double base = Spread.median(other.rounds.get(i));
      medians.add(Spread.median(rounds.get(i)) / base);
      rounds.get(i).forEach(value -> ratios.add(value / base));
    }
    Spread every = Spread.of(ratios);
    return new Spread(every.low(), Spread.median(medians), every.high());
  }
}
