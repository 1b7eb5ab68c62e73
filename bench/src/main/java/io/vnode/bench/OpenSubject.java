package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The one file system that all threads of a benchmark work on.
 *
 * <p>Threads leave a benchmark in no order, so what they want checked at the end they leave here:
 * it is checked when the last of them has done its work, and before the file system is closed.
 */
@State(Scope.Benchmark)
public class OpenSubject {
  @Param Subject subject;

  /** An empty directory; what lies in it is gone at the end. */
  Path root;

  private final Queue<Assertion> assertions = new ConcurrentLinkedQueue<>();
  private final AtomicInteger directories = new AtomicInteger();

  /** What must be true of the files in the end. */
  @FunctionalInterface
  interface Assertion {
    void check() throws IOException;
  }

  @Setup(Level.Trial)
  public void open() throws IOException {
    root = subject.directory();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    for (Assertion assertion : assertions) {
      assertion.check();
    }
    subject.dispose(root);
  }

  /** Puts what was written where it is to stay. */
  void settle() throws IOException {
    subject.settle(root);
  }

  void inTheEnd(Assertion assertion) {
    assertions.add(assertion);
  }

  /** A directory that nobody else works in. */
  Path newDirectory() throws IOException {
    return Files.createDirectory(root.resolve("d" + directories.getAndIncrement()));
  }
}
