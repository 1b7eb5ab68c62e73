package io.vnode.engine;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A moment as the engine keeps it: nanoseconds since 1970 in one {@code long}.
 *
 * <p>One word can be read and written without a lock and never torn, which is what lets {@code
 * stat} run beside writers. The price is the range: 1677-09-21 to 2262-04-11. A moment outside is
 * kept as the nearest inside, as Linux clamps a time to what its file system can store.
 */
public final class Time {
  /** The earliest moment that can be kept. */
  public static final long MIN = Long.MIN_VALUE;

  /** The latest moment that can be kept. */
  public static final long MAX = Long.MAX_VALUE;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Where a volume reads the time; injectable, so that tests can turn the clock. */
  @FunctionalInterface
  public interface Source {
    /** The current moment. */
    long now();
  }

  /** The clock of the machine, as finely as Java can read it. */
  public static final Source SYSTEM = new SystemClock();

  /** A class of its own, as a JVM in which it is the first lambda needs a while to make one. */
  private static final class SystemClock implements Source {
    @Override
    public long now() {
      return of(Instant.now());
    }
  }

  private Time() {}

  /** The moment nearest to {@code instant}. */
  public static long of(Instant instant) {
    return of(instant.getEpochSecond(), instant.getNano());
  }

  /** The moment {@code seconds} and {@code nanos} (0 to 999,999,999) after 1970. */
  public static long of(long seconds, int nanos) {
    if (seconds < Math.floorDiv(MIN, NANOS_PER_SECOND) + 1) {
      return MIN;
    }
    if (seconds >= MAX / NANOS_PER_SECOND) {
      return MAX;
    }
    return seconds * NANOS_PER_SECOND + nanos;
  }

  public static Instant toInstant(long time) {
    return Instant.ofEpochSecond(
        Math.floorDiv(time, NANOS_PER_SECOND), Math.floorMod(time, NANOS_PER_SECOND));
  }

  /** What relatime calls old: an access time is renewed after a day even if nothing was written. */
  static final long DAY = TimeUnit.DAYS.toNanos(1);
}
