package io.vnode.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PropertyTest {
  private String tries;
  private String seed;

  /** A long run of all tests is not one of these. */
  @BeforeEach
  void clearProperties() {
    tries = System.clearProperty(Property.TRIES);
    seed = System.clearProperty(Property.SEED);
  }

  @AfterEach
  void restoreProperties() {
    restore(Property.TRIES, tries);
    restore(Property.SEED, seed);
  }

  private static void restore(String key, String value) {
    if (value == null) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }

  private enum Step {
    READ,
    OPEN,
    CLOSE
  }

  private static PropertyFailure failure(Runnable property) {
    return assertThrows(PropertyFailure.class, property::run);
  }

  /** {@link FinalFailure}. */
  @Test
  void aFinalFailureIsReportedAndNothingSimplerIsTried() {
    List<Integer> tried = new ArrayList<>();
    PropertyFailure failure =
        failure(() ->
            Property.forAll(
                100,
                Gen.ints(0, 1000),
                value -> {
                  tried.add(value);
                  throw new FinalFailure("given up");
                }));
    assertEquals(1, tried.size());
    assertEquals(FinalFailure.class, failure.getCause().getClass());
  }

  /** {@link FinalFailure}. */
  @Test
  void aFinalFailureEndsTheSearchForASimplerValue() {
    List<Integer> failed = new ArrayList<>();
    PropertyFailure failure =
        failure(() ->
            Property.forAll(
                100,
                Gen.ints(0, 1000),
                value -> {
                  if (value > 3) {
                    failed.add(value);
                    throw failed.size() == 2 ? new FinalFailure("given up") : new AssertionError();
                  }
                }));
    assertEquals(2, failed.size());
    assertEquals(FinalFailure.class, failure.getCause().getClass());
  }

  /** {@link Property#forAll}. */
  @Test
  void aTrueSentenceIsTriedOnAsManyValuesAsAskedFor() {
    List<Integer> tried = new ArrayList<>();
    Property.forAll(100, Gen.ints(0, 1000), tried::add);
    assertEquals(100, tried.size());
    assertTrue(Set.copyOf(tried).size() > 10, tried::toString);
  }

  /** {@link Property}: {@code vnode.tries}. */
  @Test
  void aLongRunIsAskedForByAProperty() {
    System.setProperty(Property.TRIES, "7");
    List<Integer> tried = new ArrayList<>();
    Property.forAll(100, Gen.ints(0, 9), tried::add);
    assertEquals(7, tried.size());
  }

  /** {@link Property}: the value is made simpler for as long as the check fails. */
  @Test
  void theSimplestNumberIsReported() {
    PropertyFailure failure =
        failure(() -> Property.forAll(1000, Gen.ints(0, 100_000), n -> assertTrue(n < 17)));
    assertTrue(failure.getMessage().contains("\n    17\n"), failure::getMessage);
    assertNotNull(failure.getCause());
  }

  /** {@link Property#forAll}: every part of a value is made simpler. */
  @Test
  void theSimplestTripleIsReportedAValueALine() {
    PropertyFailure failure =
        failure(() ->
            Property.forAll(
                1000,
                Gen.ints(0, 100),
                Gen.strings(0, 5, "x", "\n"),
                Gen.booleans(),
                (n, text, flag) -> assertTrue(n < 5 || !text.contains("\n"))));
    assertTrue(
        failure.getMessage().contains("\n    5\n    \"\\n\"\n    false\n"), failure::getMessage);
  }

  /** {@link Property#forAllHistories}: actions that do not matter are left out. */
  @Test
  void theShortestHistoryIsReportedAnActionALine() {
    PropertyFailure failure =
        failure(() ->
            Property.forAllHistories(
                1000, 30, Gen.of(Step.READ, Step.OPEN, Step.CLOSE), PropertyTest::closeTwice));
    assertTrue(
        failure.getMessage().contains("\n    OPEN\n    CLOSE\n    CLOSE\n"), failure::getMessage);
  }

  private static void closeTwice(List<Step> steps) {
    int opened = steps.indexOf(Step.OPEN);
    List<Step> rest = opened < 0 ? List.of() : steps.subList(opened, steps.size());
    assertTrue(rest.stream().filter(step -> step == Step.CLOSE).count() < 2);
  }

  /** {@link Property}: a simpler value that fails for another reason is another matter. */
  @Test
  void theReportedFailureIsOfTheKindThatWasFound() {
    PropertyFailure failure =
        failure(() ->
            Property.forAll(
                1000,
                Gen.ints(100, 1000),
                n -> {
                  if (n < 200) {
                    throw new IllegalStateException();
                  }
                  throw new ArithmeticException();
                }));
    boolean low = failure.getMessage().contains("\n    100\n");
    Class<?> kind = low ? IllegalStateException.class : ArithmeticException.class;
    assertSame(kind, failure.getCause().getClass());
  }

  /** {@link Property}: {@code vnode.seed} finds the failure at the first try. */
  @Test
  void theSeedOfAFailureFindsItAtOnce() {
    PropertyFailure first = failure(PropertyTest::rarelyFalse);
    Matcher matcher = Pattern.compile("-Dvnode.seed=(-?\\d+)").matcher(first.getMessage());
    assertTrue(matcher.find(), first::getMessage);
    System.setProperty(Property.SEED, matcher.group(1));
    PropertyFailure again = failure(PropertyTest::rarelyFalse);
    assertTrue(again.getMessage().startsWith("false at try 1 of "), again::getMessage);
  }

  /** {@link Property}: "a build says the same of the same sources". */
  @Test
  void everyUsualRunTriesTheSame() {
    assertEquals(tried(), tried());
  }

  /** {@link Property}: long runs, "each of which begins elsewhere". */
  @Test
  void everyLongRunTriesSomethingElse() {
    System.setProperty(Property.TRIES, "20");
    assertNotEquals(tried(), tried());
  }

  private static List<Long> tried() {
    List<Long> tried = new ArrayList<>();
    Property.forAll(20, Gen.longs(Long.MIN_VALUE, Long.MAX_VALUE), tried::add);
    return tried;
  }

  private static void rarelyFalse() {
    Property.forAll(
        100_000, Gen.ints(0, 1000).list(0, 10), list -> assertTrue(!list.contains(123)));
  }

  /** {@link Gen}: what is asked for is what comes. */
  @Test
  void generatorsKeepToTheirRanges() {
    Set<Object> seen = new HashSet<>();
    Gen<Object> mixed =
        Gen.weighted(
            Gen.weight(3, Gen.longs(-2, 2)),
            Gen.weight(1, Gen.oneOf(Gen.just("just"), Gen.of("one", "two"))),
            Gen.weight(1, Gen.ints(1, 3).flatMap(n -> Gen.booleans().list(n, n))));
    Property.forAll(2000, mixed, seen::add);
    assertTrue(
        seen.containsAll(List.of(-2L, -1L, 0L, 1L, 2L, "just", "one", "two")), seen::toString);
    assertTrue(seen.contains(List.of(false, true, true)), seen::toString);
    assertEquals(8 + 2 + 4 + 8, seen.size());
  }
}
