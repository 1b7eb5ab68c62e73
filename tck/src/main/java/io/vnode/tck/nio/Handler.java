package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.CompletionHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it is called with. */
final class Handler<V> implements CompletionHandler<V, Object> {
  private final CountDownLatch called = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private volatile V result;
  private volatile Throwable failure;
  private volatile Object attachment;
  private volatile Thread thread;

  @Override
  public void completed(V value, Object attached) {
    result = value;
    keep(attached);
  }

  @Override
  public void failed(Throwable thrown, Object attached) {
    failure = thrown;
    keep(attached);
  }

  private void keep(Object attached) {
    attachment = attached;
    thread = Thread.currentThread();
    calls.incrementAndGet();
    called.countDown();
  }

  private void await() throws InterruptedException {
    assertTrue(called.await(10, TimeUnit.SECONDS), "the handler is called");
  }

  /** What the operation gave. */
  V result() throws InterruptedException {
    await();
    assertNull(failure, "the failure of the operation");
    return result;
  }

  /** What it threw, or null. */
  Throwable failure() throws InterruptedException {
    await();
    return failure;
  }

  Object attachment() throws InterruptedException {
    await();
    return attachment;
  }

  Thread thread() {
    return thread;
  }

  int calls() {
    return calls.get();
  }
}
