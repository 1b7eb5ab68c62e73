package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link LockOrder}: tests of all kinds run with assertions, also those of our users. */
class LockOrderTest extends EngineFixture {
  /** {@code docs/LOCKING.md}: the ranks. */
  @Test
  void aLowerRankUnderAHigherOneIsRefused() {
    Object upper = new Object();
    Object lower = new Object();
    synchronized (upper) {
      LockOrder.taken(LockOrder.Rank.BODY, upper, upper);
      synchronized (lower) {
        assertThrows(
            AssertionError.class, () -> LockOrder.taken(LockOrder.Rank.POSITION, lower, lower));
      }
    }
  }

  /** A lock that is taken again and again is noted once: else each time would cost more. */
  @Test
  void manyFilesInOneDirectoryAreMadeInTimeWithAssertionsToo() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 70_000; i++) {
            write("/f" + i, "");
          }
        });
  }
}
