package io.vnode.mem;

import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/** One rule of a plan, with its count and its chances. Guarded by the plan. */
final class FaultRule {
  private final FaultTrigger trigger;
  private final FaultEffect effect;
  private final SplittableRandom chance;
  private long count;

  FaultRule(FaultTrigger trigger, FaultEffect effect, SplittableRandom chance) {
    this.trigger = trigger;
    this.effect = effect;
    this.chance = chance;
  }

  /**
   * Counts {@code call} if the rule is for it.
   *
   * @param before what has become of it by other rules
   * @param open how many files are open in a place
   * @return what the rule does to it, or null for nothing
   */
  Fault judge(FaultCall call, Verdict before, ToLongFunction<FaultPlace> open) {
    if (!trigger.isFor(call)) {
      return null;
    }
    count++;
    if (!trigger.holds(count, open, chance)) {
      return null;
    }
    long bytes = before.bytes();
    long passed = effect.passed(bytes, chance);
    if (!effect.shows(bytes, passed)) {
      return null;
    }
    return new Fault(
        toString(),
        count,
        call.operation(),
        call.path(),
        call.newPath(),
        effect.error(),
        bytes,
        passed,
        effect.delay());
  }

  @Override
  public String toString() {
    return trigger + "." + effect.words();
  }
}
