package io.vnode.tck.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.tck.FileSystemUnderTest;
import io.vnode.tck.Outcome;
import io.vnode.tck.Session;
import io.vnode.tck.TckRun;
import io.vnode.tck.TckRunner;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A file system that hangs fails what finds it, in bounded time, and nothing else. */
class HangingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Copies in some places for ever, and once that has begun deletes for ever too. */
  private static final class Hanging extends MutantProvider {
    private final String where;
    private volatile boolean stuck;

    Hanging(MutantFileSystem fileSystem, String where) {
      super(fileSystem);
      this.where = where;
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      if (target.toString().contains(where)) {
        stuck = true;
        forEver();
      }
      super.copy(source, target, options);
    }

    @Override
    public void delete(Path path) throws IOException {
      if (stuck) {
        forEver();
      }
      super.delete(path);
    }

    private static void forEver() {
      new Semaphore(0).acquireUninterruptibly();
    }
  }

  private final List<FileSystem> opened = Collections.synchronizedList(new ArrayList<>());

  /** Copying hangs below what is called {@code where}. */
  private FileSystemUnderTest hanging(String where) {
    Mutant mutant = Mutant.of("copying hangs", of -> new Hanging(of, where));
    return FileSystemUnderTest.of(() -> open(mutant)).detectCapabilities().patience(PATIENCE);
  }

  private FileSystem open(Mutant mutant) {
    MemFileSystem memfs = MemFs.builder().user("alice").build();
    FileSystem fileSystem = new MutantFileSystem(mutant, memfs::as, memfs);
    opened.add(fileSystem);
    return fileSystem;
  }

  private static Outcome run(Session session, String id) {
    return session.run(
        session.checks().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow());
  }

  @Test
  void aHistoryThatHangsFailsWithTheStepAndWithWhatItWaitsFor() throws IOException {
    try (Session session = Session.of(hanging("history-"))) {
      Outcome outcome =
          run(session, "model.histories.any-history-of-one-user-is-that-of-the-model.copies");
      assertEquals(Outcome.Status.FAILED, outcome.status());
      String reason = outcome.reason();
      assertTrue(reason.contains("Files.copy(") && reason.contains("does not end"), reason);
      assertTrue(reason.contains("Hanging.forEver"), reason);
      assertTrue(outcome.took().compareTo(Duration.ofSeconds(60)) < 0, outcome.took()::toString);
    }
  }

  @Test
  void whatHangsBeforeTheFirstHistoryFailsAsSoon() throws IOException {
    try (Session session = Session.of(hanging("manners"))) {
      Outcome outcome =
          run(session, "model.histories.any-history-of-one-user-is-that-of-the-model.names");
      assertEquals(Outcome.Status.FAILED, outcome.status());
      assertTrue(outcome.reason().contains("manners does not end"), outcome::reason);
    }
  }

  /** The property of the next history must not wait for the one that hangs. */
  @Test
  void whatComesAfterAHistoryThatHangsIsRunOnANewFileSystem() throws IOException {
    TckRun run =
        TckRunner.ofAll()
            .threads(1)
            .only(check -> check.id().startsWith("model.histories.any-history-of-one-user"))
            .run(hanging("history-"));
    assertEquals(5, run.outcomes().size());
    List<String> passed =
        run.outcomes(Outcome.Status.PASSED).stream().map(o -> o.check().title()).toList();
    assertTrue(
        passed.contains("any history of one user is that of the model: names"), passed::toString);
    List<Outcome> failed = run.outcomes(Outcome.Status.FAILED);
    assertFalse(failed.isEmpty());
    failed.forEach(
        outcome -> assertTrue(outcome.reason().contains("Files.copy("), outcome::reason));
    assertTrue(opened.size() > failed.size(), () -> opened.size() + " were opened");
  }

  @Test
  void aHangWhileFindingOutWhatIsOfferedIsAnErrorThatNamesIt() {
    FileSystemUnderTest subject =
        FileSystemUnderTest.of(
                () -> {
                  Hanging.forEver();
                  return null;
                })
            .detectCapabilities()
            .patience(PATIENCE);
    AssertionError error = assertThrows(AssertionError.class, () -> Session.of(subject));
    assertTrue(error.getMessage().startsWith("finding out about "), error.getMessage());
  }
}
