package io.vnode.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of running the suite on one file system. Immutable.
 *
 * @param subject its name
 * @param offered what it offers
 * @param outcomes of all checks that there are for it, in their order
 */
public record TckRun(
    String subject,
    Set<Capability> offered,
    List<Outcome> outcomes,
    Instant started,
    Duration took) {

  /** How many checks of an area, or of all, ended in each way. */
  public static final class Counts {
    private final Map<Outcome.Status, Long> counts;

    private Counts(List<Outcome> outcomes) {
      counts =
          outcomes.stream().collect(Collectors.groupingBy(Outcome::status, Collectors.counting()));
    }

    public long of(Outcome.Status status) {
      return counts.getOrDefault(status, 0L);
    }

    public long all() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Of each area, in order. */
  public Map<String, Counts> areas() {
    Map<String, Counts> areas = new LinkedHashMap<>();
    outcomes.stream()
        .collect(
            Collectors.groupingBy(
                outcome -> outcome.check().area(), LinkedHashMap::new, Collectors.toList()))
        .forEach((area, those) -> areas.put(area, new Counts(those)));
    return areas;
  }

  /** Of all areas. */
  public Counts total() {
    return new Counts(outcomes);
  }

  /** Whether all that is offered holds, but for what is known. */
  public boolean holds() {
    return total().of(Outcome.Status.FAILED) == 0;
  }

  /** The outcomes of one kind, in order. */
  public List<Outcome> outcomes(Outcome.Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
  }
}
