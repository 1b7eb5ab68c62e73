package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link Space}: its purses change who waits for whom, and nothing else. */
class SpacePurseTest {
  private static final int THREADS = 4;

  /** So large that each purse holds some, and so small that they matter. */
  private static final long CAPACITY = 1 << 22;

  private final Space space = new Space(CAPACITY);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void atOnce(Callable<Void> work) throws Exception {
    List<Future<Void>> all = threads.invokeAll(Collections.nCopies(THREADS, work));
    for (Future<Void> one : all) {
      one.get();
    }
  }

  /** {@link Space#tryReserve}: "or none and false when they are not to be had". */
  @Test
  void theLastUnitIsToBeHadAndNoMore() throws Exception {
    atOnce(() -> {
      assertTrue(space.tryReserve(10));
      space.giveBack(9);
      return null;
    });
    assertEquals(THREADS, space.used());
    assertFalse(space.tryReserve(CAPACITY - THREADS + 1));
    assertTrue(space.tryReserve(CAPACITY - THREADS - 1));
    assertTrue(space.tryReserve(1));
    assertFalse(space.tryReserve(1));
    assertEquals(CAPACITY, space.used());
    assertEquals(0, space.free());
  }

  /** {@link Space}: "a reservation fails only when there is no room for it anywhere". */
  @Test
  void whoeverStaysWithinHisShareIsNeverRefused() throws Exception {
    long share = CAPACITY / THREADS;
    int rounds = Integer.getInteger(Property.TRIES, 100_000);
    atOnce(() -> {
      List<Long> held = new ArrayList<>();
      long sum = 0;
      for (int i = 0; i < rounds; i++) {
        long amount = ThreadLocalRandom.current().nextLong(2 * (CAPACITY >> 12));
        while (sum + amount > share) {
          long back = held.remove(held.size() - 1);
          space.giveBack(back);
          sum -= back;
        }
        assertTrue(space.tryReserve(amount), "refused though there is room");
        held.add(amount);
        sum += amount;
      }
      held.forEach(space::giveBack);
      return null;
    });
    assertEquals(0, space.used());
  }

  /** {@link Space#capacity}: never more than that is out at once. */
  @Test
  void noMoreIsGivenOutThanThereIs() throws Exception {
    List<Long> got = Collections.synchronizedList(new ArrayList<>());
    atOnce(() -> {
      long amount = CAPACITY >> 13;
      while (space.tryReserve(amount)) {
        got.add(amount);
      }
      return null;
    });
    assertEquals(CAPACITY, got.stream().mapToLong(Long::longValue).sum());
    assertEquals(CAPACITY, space.used());
  }
}
