package io.vnode.tck;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.MAP;
import static io.vnode.tck.Capability.READ_ONLY;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Outcome.Status.FAILED;
import static io.vnode.tck.Outcome.Status.KNOWN;
import static io.vnode.tck.Outcome.Status.NOT_OFFERED;
import static io.vnode.tck.Outcome.Status.PASSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.testkit.Gen;
import io.vnode.testkit.Property;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How checks are judged. */
class SessionTest {
  /** One check of each kind there is. */
  @Area(value = "nio.sample", source = "a.Source")
  static final class Sample {
    @Cites("#holds")
    void holds(Playground p) throws IOException {
      p.tree("d/", "d/f=x", "g");
      p.shows("d/", "d/f=x", "g");
    }

    @Cites("[EEXIST] words")
    void fails(Playground p) throws IOException {
      p.mkdir("d");
      p.expect(Errno.EEXIST, () -> p.mkdir("e"));
    }

    @Cites("elsewhere")
    @Needs(MAP)
    void needsMapping(Playground p) {}

    @Cites("#refuses")
    @Without(MAP)
    void refusesToMap(Playground p) {}

    @Cites("#ends")
    @TimeLimit(1)
    void neverEnds(Playground p) {
      while (p.exists("")) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Cites("#table")
    Stream<Case> rows() {
      return Stream.of("one", "two").map(row -> Case.of(row, p -> p.write(row, row)));
    }

    void isAHelper() {}
  }

  @Area(value = "nio.twice", source = "a.Source")
  static final class Twice {
    @Cites("#rows")
    Stream<Case> rows() {
      return Stream.of("same name", "same-name").map(row -> Case.of(row, p -> {}));
    }
  }

  private static final List<Check> CHECKS = AreaReader.checks(Sample.class);

  @TempDir Path temporary;

  private static FileSystemUnderTest subject() {
    return FileSystemUnderTest.of(() -> Jimfs.newFileSystem(Configuration.unix()));
  }

  private static Check check(String sentence) {
    return CHECKS.stream()
        .filter(check -> check.id().equals("nio.sample." + sentence))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome run(FileSystemUnderTest subject, String sentence) throws IOException {
    try (Session session = Session.of(subject)) {
      return session.run(check(sentence));
    }
  }

  @Test
  void anIdIsTheAreaTheSentenceAndTheRow() {
    assertEquals(
        List.of(
            "nio.sample.fails",
            "nio.sample.holds",
            "nio.sample.needs-mapping",
            "nio.sample.never-ends",
            "nio.sample.refuses-to-map",
            "nio.sample.rows.one",
            "nio.sample.rows.two"),
        CHECKS.stream().map(Check::id).toList());
    assertEquals("rows: one", check("rows.one").title());
  }

  @Test
  void aCitationStandsBehindTheSourceOfItsArea() {
    assertEquals("a.Source#holds", check("holds").source());
    assertEquals("a.Source [EEXIST] words", check("fails").source());
    assertEquals("elsewhere", check("needs-mapping").source());
  }

  @Test
  void twoChecksOfOneIdAreAnError() {
    assertThrows(IllegalStateException.class, () -> Areas.read(Stream.of(Twice.class)));
  }

  @Test
  void whatHoldsPassesAndWhatDoesNotFailsWithWhatWasDone() throws IOException {
    assertEquals(PASSED, run(subject(), "holds").status());
    Outcome outcome = run(subject(), "fails");
    assertEquals(FAILED, outcome.status());
    assertEquals(List.of("mkdir d", "mkdir e"), outcome.operations());
    assertTrue(outcome.reason().contains("EEXIST"), outcome.reason());
  }

  @Test
  void aFailureThatIsKnownIsNoneButOneThatPassesIs() throws IOException {
    FileSystemUnderTest pessimist = subject().knownFailures(Set.of(passing()));
    try (Session session = Session.of(pessimist)) {
      Check passing =
          session.checks().stream().filter(c -> c.id().equals(passing())).findFirst().get();
      assertEquals(FAILED, session.run(passing).status());
      Check failing = named(check("fails"), "nio.sample", passing());
      assertEquals(KNOWN, session.run(failing).status());
    }
  }

  /** {@link Layer#isByChance}. */
  @Test
  void aFailureThatOnlyChanceFindsMayStayAway() throws IOException {
    try (Session session = Session.of(subject().knownFailures(Set.of(passing())))) {
      assertEquals(PASSED, session.run(named(check("holds"), "model.any", passing())).status());
      assertEquals(KNOWN, session.run(named(check("fails"), "model.any", passing())).status());
    }
  }

  /**
   * Fails for all numbers but the least, so that there is a simpler one for each that fails; in
   * {@code tried} are the first that does and those that are tried behind it.
   */
  private static void trySome(Playground p, List<Integer> tried) {
    Property.forAll(
        10,
        Gen.ints(100, 1000),
        number ->
            p.inTime(
                () -> "trying " + number,
                () -> {
                  if (number > 100 || !tried.isEmpty()) {
                    tried.add(number);
                  }
                  if (number > 100) {
                    throw new AssertionError("too large");
                  }
                  return null;
                }));
  }

  /** {@link Playground#inTime}. */
  @Test
  void nobodyLooksForTheSimplestCaseOfAKnownFailure() throws IOException {
    for (Set<String> known : List.of(Set.of(passing()), Set.<String>of())) {
      List<Integer> tried = new ArrayList<>();
      Check trying = named(check("holds"), "model.any", passing(), p -> trySome(p, tried));
      try (Session session = Session.of(subject().knownFailures(known))) {
        assertEquals(known.isEmpty() ? FAILED : KNOWN, session.run(trying).status());
      }
      assertEquals(known.isEmpty(), tried.size() > 1, tried::toString);
    }
  }

  private static String passing() {
    return "posix.mkdir.a-new-directory-is-empty";
  }

  private static Check named(Check check, String area, String id) {
    return named(check, area, id, check.body());
  }

  private static Check named(Check check, String area, String id, Check.Body body) {
    return new Check(
        id,
        area,
        check.title(),
        check.source(),
        check.needs(),
        check.without(),
        check.writes(),
        check.populated(),
        check.ownFileSystem(),
        check.timeLimit(),
        body);
  }

  @Test
  void aKnownFailureOfWhichThereIsNoCheckIsAnError() {
    FileSystemUnderTest stale = subject().knownFailures(Set.of("posix.mkdir.no-such-check"));
    assertThrows(IllegalArgumentException.class, () -> Session.of(stale));
  }

  @Test
  void aSessionThatCannotBeginClosesWhatItOpened() {
    List<FileSystem> opened = Collections.synchronizedList(new ArrayList<>());
    FileSystemUnderTest stale =
        FileSystemUnderTest.of(
                () -> {
                  FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
                  opened.add(fileSystem);
                  return fileSystem;
                })
            .detectCapabilities()
            .knownFailures(Set.of("posix.mkdir.no-such-check"));
    assertThrows(IllegalArgumentException.class, () -> Session.of(stale));
    assertFalse(opened.isEmpty());
    assertEquals(List.of(), opened.stream().filter(FileSystem::isOpen).toList());
  }

  @Area(value = "nio.sample", source = "a.Source")
  @Populated
  static final class Reading {
    @Cites("#reads")
    void reads(Playground p) throws IOException {
      assertEquals(Fixture.CONTENT, p.read("d/inside"));
      assertEquals(p.offers(SYMBOLIC_LINKS), p.exists("links/dangling"));
    }
  }

  @Test
  void whoFindsTheFixtureFindsAsMuchOfItAsIsOffered() throws IOException {
    Check reads = AreaReader.checks(Reading.class).get(0);
    for (FileSystemUnderTest subject : List.of(subject(), subject().with(SYMBOLIC_LINKS))) {
      try (Session session = Session.of(subject)) {
        assertEquals(PASSED, session.run(reads).status());
      }
    }
  }

  @Test
  void whatIsNotOfferedIsSaidAndNotPassed() throws IOException {
    Outcome outcome = run(subject(), "needs-mapping");
    assertEquals(NOT_OFFERED, outcome.status());
    assertEquals("no MAP: files are mapped into memory", outcome.reason());
  }

  @Test
  void whatIsDeclaredIsHeldToEvenIfTryingShowsThatItIsNotThere() throws IOException {
    try (Session session = Session.of(subject().detectCapabilities().with(MAP))) {
      Outcome outcome =
          session.run(
              session.checks().stream()
                  .filter(check -> check.id().endsWith("is-found-by-trying.map"))
                  .findFirst()
                  .orElseThrow());
      assertEquals(FAILED, outcome.status());
    }
  }

  @Test
  void nothingIsOfferedUnlessDeclaredOrDetected() throws IOException {
    try (Session silent = Session.of(subject());
        Session declared = Session.of(subject().with(HARD_LINKS));
        Session detected = Session.of(subject().detectCapabilities().without(MAP))) {
      assertEquals(Set.of(), silent.offered());
      assertEquals(Set.of(HARD_LINKS), declared.offered());
      assertTrue(detected.offered().contains(HARD_LINKS));
    }
  }

  @Test
  void aCheckThatDoesNotEndFailsAndTheNextOneRuns() throws IOException {
    try (Session session = Session.of(subject())) {
      Outcome outcome = session.run(check("never-ends"));
      assertEquals(FAILED, outcome.status());
      assertTrue(outcome.reason().contains("does not end"), outcome.reason());
      assertEquals(PASSED, session.run(check("holds")).status());
    }
  }

  @Area(value = "nio.sample", source = "a.Source")
  static final class Prolonged {
    @Cites("#long")
    @TimeLimit(value = 1, prolongedBy = "java.version")
    void isProlonged(Playground p) {}

    @Cites("#short")
    @TimeLimit(value = 1, prolongedBy = "a.property.that.nobody.sets")
    void isShort(Playground p) {}
  }

  /** {@link TimeLimit#prolongedBy}. */
  @Test
  void aSystemPropertyThatIsSetProlongsACheck() {
    assertEquals(
        List.of(Duration.ofSeconds(TimeLimit.PROLONGED_SECONDS), Duration.ofSeconds(1)),
        AreaReader.checks(Prolonged.class).stream().map(Check::timeLimit).toList());
  }

  @Test
  void aPlaygroundIsGoneAfterItsCheck() throws IOException {
    try (Session session = Session.of(FileSystemUnderTest.of(temporary))) {
      session.run(check("holds"));
      session.run(check("fails"));
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void whereNothingCanBeWrittenChecksThatWriteAreNotOffered() throws IOException {
    FileSystemUnderTest subject = FileSystemUnderTest.populated(ReadOnlyMem::of);
    assertEquals(NOT_OFFERED, run(subject.with(READ_ONLY), "holds").status());
  }
}
