package io.vnode.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that each repeat a task until the time is up or one of them fails, under the eyes of a
 * watchdog: a deadlock fails at once, a thread that gets nowhere after a while, both with all
 * stacks.
 */
final class Crew {
  /** How long one step may take before its thread counts as stuck. */
  private static final long STALL_NS =
      TimeUnit.SECONDS.toNanos(Long.getLong("vnode.stress.stall.seconds", 30));

  private static final long GLANCE_MS = 50;

  /** What a thread does over and over. */
  interface Task {
    void step() throws Exception;
  }

  private final List<Task> tasks = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean over;
  private AtomicLongArray steps;

  void add(Task task) {
    tasks.add(task);
  }

  /** Whether the time is up or somebody has failed, so that nobody need wait for the others. */
  boolean isOver() {
    return over;
  }

  /** How many steps were taken in all. */
  long steps() {
    long sum = 0;
    for (int i = 0; i < steps.length(); i++) {
      sum += steps.get(i);
    }
    return sum;
  }

  /**
   * Works for {@code nanos}.
   *
   * @throws AssertionError when a step failed, or the watchdog found a deadlock or a stall
   */
  void work(long nanos) throws InterruptedException {
    steps = new AtomicLongArray(tasks.size());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      // Daemons, since a thread in a deadlock can be neither stopped nor joined.
      Thread thread = new Thread(() -> repeat(index), "crew-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    watch(threads, System.nanoTime() + nanos);
    if (failure.get() != null) {
      throw new AssertionError(failure.get().toString(), failure.get());
    }
  }

  private void repeat(int index) {
    try {
      while (!over) {
        tasks.get(index).step();
        steps.incrementAndGet(index);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      over = true;
    }
  }

  private void watch(List<Thread> threads, long end) throws InterruptedException {
    long[] seen = new long[threads.size()];
    long[] since = new long[threads.size()];
    Arrays.fill(since, System.nanoTime());
    while (threads.stream().anyMatch(Thread::isAlive)) {
      Thread.sleep(GLANCE_MS);
      over |= System.nanoTime() - end > 0;
      requireNoDeadlock();
      for (int i = 0; i < seen.length; i++) {
        if (steps.get(i) != seen[i]) {
          seen[i] = steps.get(i);
          since[i] = System.nanoTime();
        } else if (threads.get(i).isAlive() && System.nanoTime() - since[i] > STALL_NS) {
          throw fail("a thread is stuck: " + threads.get(i).getName(), true);
        }
      }
    }
  }

  private void requireNoDeadlock() {
    if (ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null) {
      throw fail("a deadlock", false);
    }
  }

  private AssertionError fail(String what, boolean everybody) {
    over = true;
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    StringBuilder stacks = new StringBuilder(what);
    long[] deadlocked = bean.findDeadlockedThreads();
    ThreadInfo[] infos =
        everybody || deadlocked == null
            ? bean.dumpAllThreads(true, false)
            : bean.getThreadInfo(deadlocked, true, false);
    for (ThreadInfo info : infos) {
      stacks.append("\n\n").append(info);
    }
    return new AssertionError(stacks.toString());
  }
}
