package io.vnode.tck;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The checks of one file system: which there are, and how to run each. Several threads may run
 * checks at once, where the file system is safe for them.
 *
 * <p>A check that does not end in its time is left to itself, and with it the file system it used:
 * who comes after it gets a new one.
 */
public final class Session implements AutoCloseable {
  private final FileSystemUnderTest subject;
  private final AtomicInteger places = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool(Session::thread);
  private final Set<Capability> offered = EnumSet.noneOf(Capability.class);
  private FileSystem shared;

  private Session(FileSystemUnderTest subject) {
    this.subject = subject;
  }

  /**
   * Begins, by finding out what {@code subject} offers.
   *
   * @throws IllegalArgumentException when a known failure is no check, or one that is not run
   */
  public static Session of(FileSystemUnderTest subject) throws IOException {
    Session session = new Session(subject);
    boolean begun = false;
    try {
      session.findOutWhatIsOffered();
      session.requireKnownFailuresExist();
      begun = true;
      return session;
    } finally {
      if (!begun) {
        session.close();
      }
    }
  }

  private void findOutWhatIsOffered() throws IOException {
    for (Capability capability : Capability.values()) {
      try (Place place = place(false)) {
        if (subject.offers(capability, place.site())) {
          offered.add(capability);
        }
      }
    }
  }

  private void requireKnownFailuresExist() {
    Set<String> unknown = new TreeSet<>(subject.knownFailures());
    checks().stream()
        .filter(check -> lacking(check).isEmpty())
        .forEach(check -> unknown.remove(check.id()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "known failures of " + subject.name() + " that no check can find: " + unknown);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tck");
    thread.setDaemon(true);
    return thread;
  }

  public FileSystemUnderTest subject() {
    return subject;
  }

  /** What the file system offers, by declaration or by detection. */
  public Set<Capability> offered() {
    return Collections.unmodifiableSet(offered);
  }

  /** The checks that there are for it, whether it offers what they need or not. */
  public List<Check> checks() {
    return Areas.checks().stream()
        .filter(check -> Collections.disjoint(check.without(), offered))
        .toList();
  }

  // ---------------------------------------------------------------- one check

  /** Runs {@code check}. */
  public Outcome run(Check check) {
    String lacking = lacking(check);
    if (!lacking.isEmpty()) {
      return new Outcome(
          check, Outcome.Status.NOT_OFFERED, lacking, null, List.of(), Duration.ZERO);
    }
    long start = System.nanoTime();
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    Throwable thrown = runInTime(check, log);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return judged(check, thrown, List.of(log.toArray(String[]::new)), took);
  }

  private String lacking(Check check) {
    if (check.writes()
        && offered.contains(Capability.READ_ONLY)
        && !check.needs().contains(Capability.READ_ONLY)) {
      return Capability.READ_ONLY + ": " + Capability.READ_ONLY.words();
    }
    return check.needs().stream()
        .filter(capability -> !offered.contains(capability))
        .map(capability -> "no " + capability + ": " + capability.words())
        .collect(Collectors.joining("; "));
  }

  private Outcome judged(Check check, Throwable thrown, List<String> log, Duration took) {
    if (thrown instanceof TestAbortedException) {
      return new Outcome(check, Outcome.Status.NOT_OFFERED, thrown.getMessage(), null, log, took);
    }
    boolean known = subject.knownFailures().contains(check.id());
    if (thrown != null) {
      Outcome.Status status = known ? Outcome.Status.KNOWN : Outcome.Status.FAILED;
      return new Outcome(check, status, thrown.toString(), thrown, log, took);
    }
    if (known && !check.layer().isByChance()) {
      Throwable passed = new AssertionFailedError("it passes, but is listed as a known failure");
      return new Outcome(check, Outcome.Status.FAILED, passed.getMessage(), passed, log, took);
    }
    return new Outcome(check, Outcome.Status.PASSED, "", null, log, took);
  }

  /** What the check threw, or null. */
  private Throwable runInTime(Check check, List<String> log) {
    Future<Throwable> result = threads.submit(() -> perform(check, log));
    try {
      return result.get(check.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      result.cancel(true);
      abandonShared();
      return new AssertionFailedError("it does not end within " + check.timeLimit());
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  private Throwable perform(Check check, List<String> log) {
    try (Place place = place(check.ownFileSystem())) {
      if (check.populated() && !subject.isPopulated()) {
        Fixture.make(place.directory(), offered::contains);
      }
      check.body().run(Playground.of(subject, offered, place, log));
      if (place.fileSystem().isOpen()) {
        Playground left = Playground.of(subject, offered, place, log);
        Consistency.verify(left);
        left.verify();
      }
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  // ---------------------------------------------------------------- file systems

  private Place place(boolean own) throws IOException {
    String name = "check-" + places.incrementAndGet();
    boolean closing = subject.isClosable() && (own || subject.isFreshEach());
    FileSystem fileSystem = closing ? subject.open() : shared();
    return Place.of(subject, fileSystem, closing, name);
  }

  private synchronized FileSystem shared() throws IOException {
    if (shared == null || !shared.isOpen()) {
      shared = subject.open();
    }
    return shared;
  }

  private synchronized void abandonShared() {
    shared = null;
  }

  @Override
  public synchronized void close() throws IOException {
    threads.shutdownNow();
    if (shared != null && subject.isClosable()) {
      shared.close();
    }
  }
}
