package io.vnode.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work on a thread of its own, which is left to itself when it does not end in its time. */
final class InTime {
  private InTime() {}

  /**
   * What {@code work} comes to, or throws.
   *
   * @param doing says what it is at, when that does not end
   * @throws DoesNotEnd after {@code limit}, with what the thread was waiting for
   */
  static <T> T get(Duration limit, Supplier<String> doing, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "tck");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new DoesNotEnd(
          doing.get() + " does not end within " + seconds(limit) + "\n" + Stacks.words(thread));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    } finally {
      task.cancel(true);
    }
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() / 1000.0 + " s";
  }
}
