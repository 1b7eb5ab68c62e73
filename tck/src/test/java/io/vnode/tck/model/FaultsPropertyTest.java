package io.vnode.tck.model;

import static io.vnode.testkit.Property.forAll;
import static io.vnode.testkit.Property.forAllHistories;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import io.vnode.engine.Gate.Operation;
import io.vnode.mem.Fault;
import io.vnode.mem.FaultPlace;
import io.vnode.mem.FaultTrigger;
import io.vnode.mem.Faults;
import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random histories on a memfs where random things go wrong: after each step the tree is sound, and
 * what has failed has not happened.
 */
class FaultsPropertyTest {
  private static final Actor ALICE = new Actor("alice", 1000, 1000, Set.of(), false);
  private static final Actor SUPERUSER = new Actor("root", 0, 0, Set.of(), true);
  private static final List<Actor> USERS = List.of(ALICE, SUPERUSER);
  private static final String ROOT = "/model/root";
  private static final int STEPS_MIN = 20;
  private static final int STEPS_MAX = 40;

  /** A channel in an action, unless that is what opens it. */
  private static final Pattern USE = Pattern.compile("channel(\\d)(?! =)");

  private static final List<Function<FaultPlace, FaultTrigger>> OPERATIONS =
      List.of(
          FaultPlace::any,
          FaultPlace::open,
          FaultPlace::read,
          FaultPlace::write,
          FaultPlace::truncate,
          FaultPlace::lookup,
          FaultPlace::list,
          FaultPlace::make,
          FaultPlace::link,
          FaultPlace::unlink,
          FaultPlace::move);

  private static final Gen<Function<Faults, FaultPlace>> PLACES =
      Gen.of(
          Faults::anywhere,
          faults -> faults.on(ROOT + "/a"),
          faults -> faults.matching(ROOT + "/**/{b,c}"));

  private static final Gen<Function<FaultTrigger, FaultTrigger>> TIMES =
      Gen.of(
          trigger -> trigger,
          trigger -> trigger.nth(2),
          trigger -> trigger.every(3),
          trigger -> trigger.after(20),
          trigger -> trigger.whenOpen(1),
          trigger -> trigger.chance(0.2));

  private static final Gen<Errno> ERRORS =
      Gen.of(Errno.EIO, Errno.ENOSPC, Errno.EMFILE, Errno.EACCES, Errno.EPERM, Errno.EBUSY);

  /** A rule to be added to a plan; reads as the code that does it. */
  private record Rule(Consumer<Faults> adding) {
    @Override
    public String toString() {
      Faults plan = Faults.plan();
      adding.accept(plan);
      return plan.toString();
    }
  }

  private static final Gen<Consumer<Faults>> FAILING =
      Gen.zip(
          PLACES,
          Gen.ints(0, OPERATIONS.size() - 1),
          TIMES,
          ERRORS,
          (place, operation, time, error) ->
              plan -> time.apply(OPERATIONS.get(operation).apply(place.apply(plan))).fail(error));

  private static final Gen<Rule> RULES =
      Gen.<Consumer<Faults>>weighted(
              Gen.weight(8, FAILING),
              Gen.weight(1, Gen.just(plan -> plan.anywhere().read().shorten())),
              Gen.weight(1, Gen.just(plan -> plan.anywhere().write().shorten())),
              Gen.weight(1, Gen.just(plan -> plan.anywhere().any().delay(Duration.ofNanos(1)))))
          .map(Rule::new);

  /** "Reserve first, then one step that cannot fail", for all operations and all faults. */
  @Test
  void whateverFailsTheTreeIsSoundAndWhatFailedHasNotHappened() {
    forAll(
        1000,
        RULES.list(1, 3),
        MemTree.actions(USERS).list(STEPS_MIN, STEPS_MAX),
        FaultsPropertyTest::run);
  }

  /** A plan without rules changes nothing: the judge is the naive model. */
  @Test
  void wherePlansHaveNoRulesAnyHistoryIsThatOfTheNaiveModel() {
    forAllHistories(500, STEPS_MAX, MemTree.actions(USERS), FaultsPropertyTest::runUnharmed);
  }

  private static void runUnharmed(List<Action> history) throws IOException {
    try (MemTree mem = new MemTree(ROOT, Faults.plan())) {
      mem.own(ALICE, 0777);
      NaiveTree naive = new NaiveTree(MemTree.manners(), ALICE, 0777);
      new SideBySide(naive, List.of(mem.side(USERS)), MemTree.CLOCK_TICK, step -> {}).run(history);
      mem.verify();
    }
  }

  private static void run(List<Rule> rules, List<Action> history) throws IOException {
    Faults faults = Faults.seeded(history.size()).pause();
    rules.forEach(rule -> rule.adding.accept(faults));
    try (MemTree mem = new MemTree(ROOT, faults)) {
      mem.own(ALICE, 0777);
      Side side = mem.side(USERS);
      plant(side.root());
      for (Action action : history) {
        if (isPossible(action, side)) {
          step(mem, side, faults, action);
        }
      }
      side.closeHeld();
      faults.pause();
      mem.verify();
    }
  }

  /** Puts something of each kind below {@code root}, under names that actions use. */
  private static void plant(Path root) throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.createDirectories(root.resolve("c/a"));
    Files.writeString(root.resolve("b"), "contents");
    Files.writeString(root.resolve("a/a"), "more");
    Files.createLink(root.resolve("a/c"), root.resolve("b"));
    Files.createSymbolicLink(root.resolve("c/b"), root.getFileSystem().getPath("../b"));
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setAttribute(path, "unix:uid", ALICE.uid(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Whether the channel that {@code action} uses, if any, is held. */
  private static boolean isPossible(Action action, Side side) {
    Matcher used = USE.matcher(action.code());
    return !used.find() || side.held().containsKey(Integer.valueOf(used.group(1)));
  }

  private static void step(MemTree mem, Side side, Faults faults, Action action)
      throws IOException {
    Map<String, String> before = words(side);
    int happened = faults.happened().size();
    faults.resume();
    Result result = Result.of(action, side.subjects().get(action.user()));
    faults.pause();
    mem.verify();
    List<Fault> failures =
        faults.happened().stream().skip(happened).filter(fault -> fault.error() != null).toList();
    if (!failures.isEmpty() && result.thrown() != null) {
      String told = action + " " + result + "\n" + failures + "\n" + faults;
      Set<String> errors =
          failures.stream().map(fault -> fault.error().name()).collect(Collectors.toSet());
      compare(before, words(side), action, failures, told);
      assertTrue(errors.contains(result.words()) || isSame(result, action, side), told);
    }
  }

  /** Whether {@code action}, which has failed, does so in the same manner without a fault. */
  private static boolean isSame(Result result, Action action, Side side) {
    return result.words().equals(Result.of(action, side.subjects().get(action.user())).words());
  }

  /** Compares, as far as an action is one operation, or is undone when its second one fails. */
  private static void compare(
      Map<String, String> before,
      Map<String, String> after,
      Action action,
      List<Fault> failures,
      String told) {
    boolean notUndone =
        action.code().startsWith("Files.copy")
            && failures.stream().anyMatch(fault -> fault.operation() != Operation.MAKE)
            && failures.size() > 1;
    if (action.code().startsWith("write") || notUndone) {
      return;
    }
    if (action.code().contains("REPLACE_EXISTING")) {
      assertTrue(before.keySet().containsAll(after.keySet()), told);
    } else {
      assertEquals(before, after, told);
    }
  }

  private static Map<String, String> words(Side side) throws IOException {
    Map<String, String> words = new TreeMap<>();
    NioTree.of(side.root(), side.manners())
        .forEach((name, entry) -> words.put(name, entry.words()));
    return words;
  }
}
