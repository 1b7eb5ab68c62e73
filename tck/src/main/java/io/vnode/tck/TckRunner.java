package io.vnode.tck;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Runs the suite outside of JUnit. Immutable. */
public final class TckRunner {
  private final Predicate<Check> filter;
  private final int threads;

  private TckRunner(Predicate<Check> filter, int threads) {
    this.filter = filter;
    this.threads = threads;
  }

  /** All checks, in as many threads as there are processors. */
  public static TckRunner ofAll() {
    return new TckRunner(check -> true, Runtime.getRuntime().availableProcessors());
  }

  /** Only those that {@code wanted} picks. */
  public TckRunner only(Predicate<Check> wanted) {
    return new TckRunner(wanted, threads);
  }

  /** In so many threads, where the file system is safe for more than one. */
  public TckRunner threads(int number) {
    return new TckRunner(filter, number);
  }

  /** Runs it on {@code subject}. @throws IOException when that cannot be opened */
  public TckRun run(FileSystemUnderTest subject) throws IOException {
    Instant started = Instant.now();
    long start = System.nanoTime();
    try (Session session = Session.of(subject)) {
      List<Outcome> outcomes = outcomes(session);
      return new TckRun(
          subject.name(),
          session.offered(),
          outcomes,
          started,
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private List<Outcome> outcomes(Session session) {
    ExecutorService workers =
        Executors.newFixedThreadPool(session.subject().isThreadSafe() ? threads : 1);
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      session.checks().stream()
          .filter(filter)
          .forEach(check -> running.add(workers.submit(() -> session.run(check))));
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> outcome : running) {
        outcomes.add(outcome.get());
      }
      return List.copyOf(outcomes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while checks were running", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check could not be run", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
