package io.vnode.wofs;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Commits by time. What fails is logged, and tried again the next time. */
final class CommitClock {
  private static final System.Logger LOGGER = System.getLogger(CommitClock.class.getName());

  private CommitClock() {}

  /** Commits {@code volume} again and again, until this is shut down. */
  static ScheduledExecutorService start(WofsVolume volume, Duration period) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(task -> {
          Thread thread = new Thread(task, "wofs-commit");
          thread.setDaemon(true);
          return thread;
        });
    Future<?> unused =
        clock.scheduleWithFixedDelay(
            () -> commit(volume), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return clock;
  }

  private static void commit(WofsVolume volume) {
    try {
      volume.commit();
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "a commit failed", e);
    }
  }
}
