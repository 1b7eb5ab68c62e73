package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link InodeNumbers}: POSIX "File Serial Number: a per-file system unique identifier". */
class InodeNumbersTest {
  private final InodeNumbers numbers = new InodeNumbers();

  @Test
  void noNumberIsGivenTwice() throws InterruptedException {
    Set<Long> given = ConcurrentHashMap.newKeySet();
    int each = 10_000;
    Thread[] threads =
        IntStream.range(0, 20)
            .mapToObj(any -> new Thread(() -> IntStream.range(0, each).forEach(i -> give(given))))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(threads.length * each, given.size());
  }

  private void give(Set<Long> given) {
    long number = numbers.next();
    given.add(number);
    assertTrue(number > 0, () -> "the number " + number);
  }

  @Test
  void aCopyGoesOnAlikeAndForItself() {
    numbers.next();
    InodeNumbers copy = numbers.copy();
    long next = numbers.next();
    assertEquals(next, copy.next());
    numbers.next();
    numbers.become(copy);
    assertEquals(next + 1, numbers.next());
  }
}
