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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Set<Capability> offered = EnumSet.noneOf(Capability.class);
  private final AtomicReference<FileSystem> shared = new AtomicReference<>();

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
      if (isOffered(capability)) {
        offered.add(capability);
      }
    }
  }

  private boolean isOffered(Capability capability) throws IOException {
    try {
      return InTime.get(
          subject.patience(),
          () -> "finding out about " + capability,
          () -> {
            try (Place place = place(false)) {
              return subject.offers(capability, place.site());
            }
          });
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (DoesNotEnd e) {
      shared.set(null);
      throw e;
    } catch (Exception e) {
      throw new IOException("interrupted while finding out about " + capability, e);
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
        .filter(check -> subject.isHeldTo(check.area()))
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
    boolean known = isKnownToFail(check);
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
    AtomicReference<Place> used = new AtomicReference<>();
    try {
      InTime.get(
          check.timeLimit(),
          () -> "it",
          () -> {
            perform(check, log, used);
            return null;
          });
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    } catch (DoesNotEnd e) {
      abandon(used.get());
      return e;
    } catch (Throwable e) {
      return e;
    }
  }

  private Playground playground(Check check, Place place, List<String> log) {
    return Playground.of(subject, offered, place, log, isKnownToFail(check));
  }

  private boolean isKnownToFail(Check check) {
    return subject.knownFailures().contains(check.id());
  }

  private void perform(Check check, List<String> log, AtomicReference<Place> used)
      throws Exception {
    try (Place place = place(check.ownFileSystem())) {
      used.set(place);
      if (check.populated() && !subject.isPopulated()) {
        Fixture.make(place.directory(), offered::contains);
      }
      check.body().run(playground(check, place, log));
      if (place.fileSystem().isOpen()) {
        Playground left = playground(check, place, log);
        Consistency.verify(left);
        left.verify();
      }
    } finally {
      Place place = used.get();
      if (place != null && place.isGivenUp()) {
        abandon(place);
      }
    }
  }

  // ---------------------------------------------------------------- file systems

  /** Leaves the file system of {@code place} to itself; null where not even a place was made. */
  private void abandon(Place place) {
    if (place == null) {
      shared.set(null);
    } else {
      shared.compareAndSet(place.fileSystem(), null);
    }
  }

  private Place place(boolean own) throws IOException {
    String name = "check-" + places.incrementAndGet();
    boolean closing = subject.isClosable() && (own || subject.isFreshEach());
    FileSystem fileSystem = closing ? subject.open() : shared();
    return Place.of(subject, fileSystem, closing, name);
  }

  /** Nothing is locked while it is opened, which may hang: of two that are opened one is closed. */
  private FileSystem shared() throws IOException {
    FileSystem last = shared.get();
    if (last != null && last.isOpen()) {
      return last;
    }
    FileSystem opened = subject.open();
    if (shared.compareAndSet(last, opened)) {
      return opened;
    }
    close(opened);
    return shared();
  }

  private void close(FileSystem fileSystem) throws IOException {
    if (fileSystem != null && subject.isClosable()) {
      fileSystem.close();
    }
  }

  @Override
  public void close() throws IOException {
    close(shared.get());
  }
}
