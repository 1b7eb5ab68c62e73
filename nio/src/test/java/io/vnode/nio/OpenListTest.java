package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** {@link OpenList}: what has entered and not left is there, and little else. */
class OpenListTest {
  private final OpenList list = new OpenList();

  private static final class Place extends OpenList.Entry {
    Place() {
      super(() -> {});
    }
  }

  private Place push() {
    Place place = new Place();
    list.push(place);
    return place;
  }

  private List<OpenList.Entry> entries() {
    List<OpenList.Entry> entries = new ArrayList<>();
    for (OpenList.Entry entry = list.first(); entry != null; entry = entry.next()) {
      entries.add(entry);
    }
    return entries;
  }

  /** OpenList.push: "dropped by the next that enters". */
  @Test
  void filesOpenedOneAfterTheOtherLeaveNothingBehind() {
    Place kept = push();
    for (int i = 0; i < 10; i++) {
      push().leave();
    }
    Place last = push();
    assertEquals(List.of(last, kept), entries());
  }

  /** OpenList.first: one that has left is empty. */
  @Test
  void whatHasLeftIsEmpty() {
    Place place = push();
    place.leave();
    assertNull(place.resource());
  }

  /** OpenList: "no more than about twice as many are empty as are not". */
  @Test
  void entriesThatLeaveFromTheMiddleAreSweptOut() {
    Deque<Place> window = new ArrayDeque<>();
    for (int i = 0; i < 100; i++) {
      window.add(push());
    }
    for (int i = 0; i < 100_000; i++) {
      window.add(push());
      window.remove().leave();
      assertTrue(i % 1000 != 0 || entries().size() < 400, "not swept");
    }
  }

  /** OpenList: an entry is seen from when it has entered until it leaves, whoever sweeps. */
  @Test
  void nothingIsLostWhileOthersEnterLeaveAndSweep() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(5, TestThreads::daemon);
    AtomicBoolean over = new AtomicBoolean();
    List<Callable<Set<OpenList.Entry>>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      long seed = i;
      workers.add(() -> enterAndLeave(new Random(seed)));
    }
    Future<?> watcher =
        executor.submit(() -> {
          Place mine = push();
          while (!over.get()) {
            assertTrue(entries().contains(mine), "an entry got lost");
          }
          mine.leave();
        });
    Set<OpenList.Entry> expected = new HashSet<>();
    for (Future<Set<OpenList.Entry>> worker : executor.invokeAll(workers, 60, TimeUnit.SECONDS)) {
      expected.addAll(worker.get());
    }
    over.set(true);
    watcher.get(20, TimeUnit.SECONDS);
    executor.shutdown();
    Set<OpenList.Entry> full = new HashSet<>();
    for (OpenList.Entry entry : entries()) {
      Closeable resource = entry.resource();
      if (resource != null) {
        full.add(entry);
      }
    }
    assertEquals(expected, full);
  }

  private Set<OpenList.Entry> enterAndLeave(Random random) {
    List<OpenList.Entry> mine = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      if (mine.size() < 10 || (mine.size() < 200 && random.nextBoolean())) {
        mine.add(push());
      } else {
        mine.remove(random.nextInt(mine.size())).leave();
      }
    }
    return new HashSet<>(mine);
  }
}
