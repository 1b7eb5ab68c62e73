package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** A task done by one subject in one new JVM, under the harness. */
final class JmhRun {

  private static final String ALLOCATED_BYTES = "gc.alloc.rate.norm";

  /** What was measured, once for each iteration. */
  record Values(List<Double> nanos, List<Double> allocated) {}

  private final Profile profile;
  private final Task task;
  private final String subject;

  JmhRun(Profile profile, Task task, String subject) {
    this.profile = profile;
    this.task = task;
    this.subject = subject;
    // Somebody else's benchmarks on the same machine are noise, and no reason to stop.
    System.setProperty("jmh.ignoreLock", "true");
  }

  Values run() throws IOException {
    Path log = Files.createTempFile("vnode-bench", ".log");
    try {
      Collection<RunResult> results = new Runner(options(log)).run();
      if (results.size() != 1) {
        throw new IOException(describe() + ": " + results.size() + " results, not one");
      }
      return values(results.iterator().next());
    } catch (RunnerException e) {
      throw new IOException(describe() + " failed:\n" + Files.readString(log), e);
    } finally {
      Files.delete(log);
    }
  }

  private String describe() {
    return task.words() + " (" + subject + ")";
  }

  private Options options(Path log) {
    boolean isSingle = task.work().isSingleShot();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(task.work().benchmarkName()) + "$")
            .threads(task.threads())
            .forks(1)
            .jvmArgs(jvmOptions())
            .warmupIterations(profile.warmups(task.work()))
            .warmupTime(profile.warmupTime)
            .measurementIterations(isSingle ? profile.singleShots : profile.iterations)
            .measurementTime(profile.iterationTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .output(log.toString());
    task.work().parameters.forEach(options::param);
    String parameter = task.work().parameter(subject);
    if (parameter != null) {
      options.param("subject", parameter);
    }
    return options.build();
  }

  /**
   * A fixed heap that the system has handed out: neither its growth is measured nor the first touch
   * of its pages, of which a short run meets one every few operations. The collector is a server's
   * default.
   */
  private String[] jvmOptions() {
    String size = task.work().heapSize();
    return new String[] {"-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"};
  }

  private Values values(RunResult result) throws IOException {
    List<Double> nanos = new ArrayList<>();
    List<Double> allocated = new ArrayList<>();
    for (IterationResult iteration : result.getAggregatedResult().getIterationResults()) {
      double score = iteration.getPrimaryResult().getScore();
      boolean isTime = result.getParams().getMode() == Mode.SingleShotTime;
      nanos.add(rounded(isTime ? score : 1 / score));
      allocated.add((double) Math.round(allocatedBytes(iteration)));
    }
    return new Values(nanos, allocated);
  }

  /** Four digits: result files are read by people too. */
  private static double rounded(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 3);
    return unit >= 1 ? Math.rint(value / unit) * unit : Math.rint(value * 100) / 100;
  }

  private double allocatedBytes(IterationResult iteration) throws IOException {
    for (var entry : iteration.getSecondaryResults().entrySet()) {
      if (entry.getKey().endsWith(ALLOCATED_BYTES)) {
        return entry.getValue().getScore();
      }
    }
    throw new IOException(describe() + ": the profiler told nothing of " + ALLOCATED_BYTES);
  }
}
