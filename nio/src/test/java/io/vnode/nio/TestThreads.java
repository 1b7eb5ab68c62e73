package io.vnode.nio;

/** Threads that do not keep a JVM alive when a test that failed leaves them. */
final class TestThreads {
  private TestThreads() {}

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
