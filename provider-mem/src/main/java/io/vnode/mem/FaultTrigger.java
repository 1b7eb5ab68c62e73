package io.vnode.mem;

import io.vnode.engine.Errno;
import io.vnode.engine.Gate.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Which operations a rule of {@link Faults} is for, and when: always, unless narrowed down. Of
 * several conditions all must hold. Numbers count the operations that the rule is for, from one.
 *
 * <p>What shall happen then makes it a rule, and leads back to the plan.
 */
public final class FaultTrigger {
  /**
   * What a device or a system may say at any time. Other errors say what a tree is like: who wants
   * those makes the tree so.
   */
  private static final Set<Errno> AT_ANY_TIME =
      EnumSet.of(
          Errno.EPERM,
          Errno.EIO,
          Errno.EAGAIN,
          Errno.ENOMEM,
          Errno.EACCES,
          Errno.EBUSY,
          Errno.ENODEV,
          Errno.ENFILE,
          Errno.EMFILE,
          Errno.EFBIG,
          Errno.ENOSPC,
          Errno.EROFS,
          Errno.ESTALE,
          Errno.EDQUOT);

  /** What changes nothing, and is not refused by what is read-only. */
  private static final Set<Operation> READ_ONLY =
      EnumSet.of(Operation.LOOKUP, Operation.LIST, Operation.READ, Operation.MAP, Operation.FORCE);

  private static final Set<Operation> OF_MANY_BYTES = EnumSet.of(Operation.READ, Operation.WRITE);

  /** Whether the time has come, at the {@code nth} operation, with so many files {@code open}. */
  private interface Condition {
    boolean holds(long nth, LongSupplier open, SplittableRandom chance);
  }

  private final FaultPlace place;
  private final String words;
  private final Set<Operation> operations;
  private final List<Condition> conditions;

  FaultTrigger(FaultPlace place, String words, Set<Operation> operations) {
    this(place, words, operations, List.of());
  }

  private FaultTrigger(
      FaultPlace place, String words, Set<Operation> operations, List<Condition> conditions) {
    this.place = place;
    this.words = words;
    this.operations = operations;
    this.conditions = conditions;
  }

  // ---------------------------------------------------------------- when

  /** Only the {@code n}th. */
  public FaultTrigger nth(long n) {
    return when("nth(" + requireCount(n) + ")", (nth, open, chance) -> nth == n);
  }

  /** The {@code n}th and every {@code n}th behind it. */
  public FaultTrigger every(long n) {
    return when("every(" + requireCount(n) + ")", (nth, open, chance) -> nth % n == 0);
  }

  /** The first {@code n}. */
  public FaultTrigger first(long n) {
    return when("first(" + requireCount(n) + ")", (nth, open, chance) -> nth <= n);
  }

  /** All behind the first {@code n}. */
  public FaultTrigger after(long n) {
    return when("after(" + requireCount(n) + ")", (nth, open, chance) -> nth > n);
  }

  /** As chance has it, with a probability between 0 and 1. */
  public FaultTrigger chance(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "faults: " + probability + " is not a probability: write 0.01 for one in a hundred");
    }
    return when(
        "chance(" + probability + ")", (nth, open, chance) -> chance.nextDouble() < probability);
  }

  /**
   * While {@code n} files or more of this place are open: with {@link FaultPlace#open}, a limit for
   * those that are open at once.
   */
  public FaultTrigger whenOpen(long n) {
    return when("whenOpen(" + requireCount(n) + ")", (nth, open, chance) -> open.getAsLong() >= n);
  }

  private static long requireCount(long n) {
    if (n < 1) {
      throw new IllegalArgumentException("faults: " + n + " is not a count: write 1 or more");
    }
    return n;
  }

  private FaultTrigger when(String more, Condition condition) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new FaultTrigger(place, words + "." + more, operations, List.copyOf(all));
  }

  // ---------------------------------------------------------------- what

  /**
   * They fail.
   *
   * @throws IllegalArgumentException for an error that says what there is, such as ENOENT, and for
   *     EROFS of what changes nothing
   */
  public Faults fail(Errno error) {
    if (!AT_ANY_TIME.contains(error)) {
      throw new IllegalArgumentException(
          "faults: " + error + " does not come by itself: there are " + AT_ANY_TIME);
    }
    if (error == Errno.EROFS && operations.stream().anyMatch(READ_ONLY::contains)) {
      throw new IllegalArgumentException(
          "faults: " + words + ".fail(EROFS): only what changes something is refused so");
    }
    return rule(FaultEffect.failing(error));
  }

  /** Fewer bytes are read or written than could be, by chance, but at least one. */
  public Faults shorten() {
    return rule(FaultEffect.shortening(requireManyBytes("shorten()")));
  }

  /** No more than {@code bytes} are read or written in one step. */
  public Faults shortenTo(int bytes) {
    requireCount(bytes);
    return rule(FaultEffect.shorteningTo(requireManyBytes("shortenTo(" + bytes + ")"), bytes));
  }

  private String requireManyBytes(String effect) {
    if (!OF_MANY_BYTES.containsAll(operations)) {
      throw new IllegalArgumentException(
          "faults: " + words + "." + effect + ": only read() and write() can be shortened");
    }
    return effect;
  }

  /** They take so much longer. An interrupt ends the wait and not the operation. */
  public Faults delay(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("faults: " + time + " is less than no delay");
    }
    return rule(FaultEffect.delaying(time));
  }

  private Faults rule(FaultEffect effect) {
    return place.plan().add(this, effect);
  }

  // ---------------------------------------------------------------- asked

  /** Whether {@code call} is one of these operations. */
  boolean isFor(FaultCall call) {
    return operations.contains(call.operation())
        && (place.has(call.path()) || (call.newPath() != null && place.has(call.newPath())));
  }

  /**
   * Whether the time has come; draws from {@code chance} alike whether it has or not.
   *
   * @param open how many files are open in a place
   */
  boolean holds(long nth, ToLongFunction<FaultPlace> open, SplittableRandom chance) {
    boolean all = true;
    for (Condition condition : conditions) {
      all &= condition.holds(nth, () -> open.applyAsLong(place), chance);
    }
    return all;
  }

  @Override
  public String toString() {
    return words;
  }
}
