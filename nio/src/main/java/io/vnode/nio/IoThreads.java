package io.vnode.nio;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of asynchronous channels that were opened without an executor: daemons that all file
 * systems share, made as needed up to a limit, and gone when there is nothing to do.
 *
 * <p>A thread is made for each operation until there are {@link #MAX}; what comes then, waits. So a
 * completion handler may block, but not for as many others of its kind.
 */
final class IoThreads {
  /** The most threads there are. */
  static final int MAX = 64;

  private static final int IDLE_SECONDS = 5;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private IoThreads() {}

  /** Made when the first channel needs it. */
  private static final class Shared {
    static final ThreadPoolExecutor POOL =
        new ThreadPoolExecutor(
            MAX,
            MAX,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            IoThreads::newThread);

    static {
      POOL.allowCoreThreadTimeOut(true);
    }
  }

  static Executor shared() {
    return Shared.POOL;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "vnode-io-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
