package io.vnode.tck;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.CASE_SENSITIVE;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.NANOSECOND_TIMES;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Outcome.Status.FAILED;
import static io.vnode.tck.Outcome.Status.NOT_OFFERED;
import static io.vnode.tck.Outcome.Status.PASSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How what is not offered is asked for, on file systems that can be had with and without it. */
class NotOfferedTest {
  private static final Configuration UNIX = Configuration.unix();

  private static FileSystemUnderTest jimfs(Configuration configuration) {
    return FileSystemUnderTest.of(() -> Jimfs.newFileSystem(configuration)).detectCapabilities();
  }

  private static FileSystemUnderTest memfs() {
    return new Subjects(NotOfferedTest.class.getClassLoader()).of("memfs:");
  }

  /** How the checks of {@code subject} end whose ids begin so. */
  private static List<Outcome> run(FileSystemUnderTest subject, String... ids) throws IOException {
    try (Session session = Session.of(subject)) {
      return session.checks().stream()
          .filter(check -> Stream.of(ids).anyMatch(check.id()::startsWith))
          .map(session::run)
          .toList();
    }
  }

  private static Set<Outcome.Status> statuses(List<Outcome> outcomes) {
    return Set.copyOf(outcomes.stream().map(Outcome::status).toList());
  }

  @Test
  void aCheckOfARefusalIsThereOnlyWhereTheCapabilityIsNot() throws IOException {
    String id = "nio.not-offered.no-file-gets-a-second-name";
    assertEquals(List.of(), run(memfs(), id));
    assertEquals(
        Set.of(PASSED),
        statuses(
            run(jimfs(UNIX.toBuilder().setSupportedFeatures(Feature.SYMBOLIC_LINKS).build()), id)));
  }

  @Test
  void linksThatAFileSystemLacksAreRefused() throws IOException {
    List<Outcome> outcomes =
        run(
            jimfs(UNIX.toBuilder().setSupportedFeatures(Feature.FILE_CHANNEL).build()),
            "nio.not-offered.no-symbolic-link-is-made",
            "nio.not-offered.no-file-leads-elsewhere");
    assertEquals(4, outcomes.size());
    assertEquals(Set.of(PASSED), statuses(outcomes));
  }

  @Test
  void whatIsDoneThoughItIsNotOfferedFails() throws IOException {
    List<Outcome> outcomes =
        run(
            memfs().without(HARD_LINKS, SYMBOLIC_LINKS, ATOMIC_RENAME_OVER, CASE_SENSITIVE),
            "nio.not-offered.no-file-gets-a-second-name",
            "nio.not-offered.no-symbolic-link-is-made",
            "nio.not-offered.an-atomic-move-replaces-nothing",
            "nio.not-offered.names-that-differ-in-case-are-one");
    assertEquals(8, outcomes.size());
    assertEquals(Set.of(FAILED), statuses(outcomes));
  }

  @Test
  void namesThatDifferInCaseAreOneWhereCaseIsIgnored() throws IOException {
    List<Outcome> outcomes = run(jimfs(Configuration.osX()), "nio.not-offered.names-that-differ");
    assertEquals(3, outcomes.size());
    assertEquals(Set.of(PASSED), statuses(outcomes));
  }

  @Test
  void timesThatAreNotKeptToTheNanosecondAreRoundedDown() throws IOException {
    String id = "posix.utimens.a-time-that-is-too-fine-is-rounded-down";
    assertEquals(List.of(), run(memfs(), id));
    FileSystemUnderTest zip =
        new Subjects(NotOfferedTest.class.getClassLoader()).of("jar:").without(NANOSECOND_TIMES);
    assertEquals(Set.of(PASSED), statuses(run(zip, id)));
  }

  @Test
  void aViewThatIsThereIsNotOneThatIsNotOffered() throws IOException {
    String id = "nio.views-not-offered.a-view-that-is-not-listed-is-null.dos";
    assertEquals(
        Set.of(NOT_OFFERED),
        statuses(run(jimfs(UNIX.toBuilder().setAttributeViews("basic", "dos").build()), id)));
    assertEquals(
        Set.of(PASSED),
        statuses(run(jimfs(UNIX.toBuilder().setAttributeViews("basic").build()), id)));
  }

  @Test
  void flagsAreTestedWhereTheyAreOffered() throws IOException {
    List<Outcome> offered =
        run(
            jimfs(Configuration.windows().toBuilder().setAttributeViews("basic", "dos").build()),
            "nio.dos.a-flag-is-set");
    assertEquals(8, offered.size());
    assertEquals(Set.of(PASSED), statuses(offered));
    assertEquals(Set.of(NOT_OFFERED), statuses(run(jimfs(UNIX), "nio.dos.")));
  }

  @Test
  void whoDoesNotSayAUriIsNotAskedByIt() throws IOException {
    List<Outcome> outcomes = run(jimfs(UNIX), "nio.opening.");
    assertFalse(outcomes.isEmpty());
    assertEquals(Set.of(NOT_OFFERED), statuses(outcomes));
    assertTrue(outcomes.get(0).reason().contains("no URI"), outcomes.get(0)::reason);
    assertEquals(Set.of(PASSED), statuses(run(memfs(), "nio.opening.")));
  }
}
