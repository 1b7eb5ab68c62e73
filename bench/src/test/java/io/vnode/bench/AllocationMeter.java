package io.vnode.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what an operation of memfs allocates, in a JVM that does nothing else, so that neither
 * assertions nor other operations change what the compiler makes of it.
 */
final class AllocationMeter {
  /** Compiled once, when it is due, however busy the machine is. */
  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx256m", "-XX:-TieredCompilation", "-XX:-BackgroundCompilation");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 40;
  private static final int CALLS = 2000;

  private static Object kept;

  private AllocationMeter() {}

  public static void main(String[] args) throws IOException {
    Path directory = Subject.MEMFS.directory();
    System.out.println(allocatedByEach(AllocationGate.valueOf(args[0]).prepare(directory)));
    Check.that(kept != null, "the operation answered something");
  }

  static long measureInNewJvm(AllocationGate gate) throws IOException {
    return Long.parseLong(
        ChildJvm.run(JVM_OPTIONS, AllocationMeter.class, List.of(gate.name())).strip());
  }

  /**
   * The least of many rounds: before the compiler has done its work an operation allocates more,
   * and never less afterwards.
   */
  private static long allocatedByEach(AllocationGate.Operation operation) throws IOException {
    long[] rounds = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        kept = operation.run();
      }
      rounds[round] = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    return Math.round((double) Arrays.stream(rounds).min().orElseThrow() / CALLS);
  }
}
