package io.vnode.tck.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vnode.tck.Playground;
import io.vnode.tck.Stacks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Threads that do their steps again and again, all at once, until the time is up. The first step
 * that throws ends the storm and is what it throws; threads that do not come to their end are
 * reported with what they are waiting for.
 *
 * <p>Where they do not come to their end the file system is given up.
 */
final class Storm {
  /** The system property that says how many milliseconds it lasts. */
  static final String DURATION = "vnode.storm";

  private static final Duration USUAL = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int STEPS_MIN = 50;

  /** More than so many steps leave more files behind than one wants to look at. */
  private static final int STEPS_PER_MILLI_MAX = 8;

  /** Something to do again and again; it throws what must not happen. */
  interface Step {
    void run(Random chance) throws Exception;
  }

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile long end;

  private final Playground p;

  private Storm(Playground p) {
    this.p = p;
  }

  /** One on {@code p}; the check ends as not offered where threads may not meet. */
  static Storm on(Playground p) {
    assumeTrue(p.isThreadSafe(), "the description does not say that several threads may use it");
    return new Storm(p);
  }

  /** Lets {@code count} threads more take part. */
  Storm with(int count, Step step) {
    for (int i = 0; i < count; i++) {
      Random chance = new Random(threads.size());
      Thread thread = new Thread(() -> loop(step, chance), "storm-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
    }
    return this;
  }

  /** How long a storm lasts. */
  private static Duration duration() {
    return Duration.ofMillis(Long.getLong(DURATION, USUAL.toMillis()));
  }

  private void loop(Step step, Random chance) {
    try {
      long most = STEPS_PER_MILLI_MAX * duration().toMillis();
      for (long steps = 0; failure.get() == null && steps < most; steps++) {
        if (steps >= STEPS_MIN && System.nanoTime() - end >= 0) {
          return;
        }
        step.run(chance);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Lets it rage. */
  void rage() throws Exception {
    end = System.nanoTime() + duration().toNanos();
    threads.forEach(Thread::start);
    long last = end + PATIENCE.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (last - System.nanoTime()) / 1_000_000));
    }
    if (threads.stream().anyMatch(Thread::isAlive)) {
      p.giveUp();
      throw new AssertionFailedError("threads do not come to an end:\n" + whereTheyAre());
    }
    if (failure.get() instanceof Exception e) {
      throw e;
    }
    if (failure.get() instanceof Error e) {
      throw e;
    }
  }

  private String whereTheyAre() {
    return threads.stream()
        .filter(Thread::isAlive)
        .map(Stacks::words)
        .collect(Collectors.joining("\n"));
  }
}
