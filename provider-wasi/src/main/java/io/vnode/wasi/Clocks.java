package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.Time;
import io.vnode.engine.VfsException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The clocks of a guest. It has one thread, so that its processor time is the process's. */
final class Clocks {
  static final int REALTIME = 0;
  static final int MONOTONIC = 1;

  private static final int PROCESS_CPU = 2;
  private static final int THREAD_CPU = 3;

  /** What the clocks of Java are asked in. */
  private static final long RESOLUTION = 1;

  private final Time.Source realtime;
  private final long start = System.nanoTime();
  private long latest;

  Clocks(Time.Source realtime) {
    this.realtime = realtime;
  }

  /** The time of clock {@code id}, in nanoseconds. @throws VfsException EINVAL for no clock */
  long now(int id) throws VfsException {
    return switch (id) {
      case REALTIME -> realtime.now();
      case MONOTONIC -> monotonic();
      case PROCESS_CPU, THREAD_CPU -> processor();
      default -> throw VfsException.of(Errno.EINVAL);
    };
  }

  /** The smallest step of clock {@code id}. @throws VfsException EINVAL for no clock */
  long resolution(int id) throws VfsException {
    now(id);
    return RESOLUTION;
  }

  private long monotonic() {
    latest = Math.max(latest, System.nanoTime() - start);
    return latest;
  }

  private static long processor() throws VfsException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (!threads.isCurrentThreadCpuTimeSupported()) {
      throw VfsException.of(Errno.EINVAL);
    }
    return threads.getCurrentThreadCpuTime();
  }
}
