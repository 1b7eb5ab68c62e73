package io.vnode.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ListMultimap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark does what it says, by its own assertions, on every subject that it names. */
class BenchmarksTest {
  private static final Map<String, String> SMALL =
      Map.of("mebibytes", "1", "files", "200", "filesEach", "100", "entries", "2100");

  @TempDir Path logs;

  static Stream<Campaign.Step> everything() {
    return new Campaign(Profile.FULL, new Progress(System.err, false, System::nanoTime))
        .taskSteps().stream();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void theWorkOfEachTaskIsRight(Campaign.Step step) throws IOException {
    System.setProperty("jmh.ignoreLock", "true");
    Task task = (Task) step.measured();
    Path log = logs.resolve("log");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(task.work().benchmarkName()) + "$")
            .threads(task.threads())
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(2)
            .measurementTime(TimeValue.milliseconds(5))
            .shouldFailOnError(true)
            .output(log.toString());
    Map<String, String> parameters = new HashMap<>(task.work().parameters);
    parameters.putAll(SMALL);
    String parameter = task.work().parameter(step.subject());
    if (parameter != null) {
      parameters.put("subject", parameter);
    }
    parameters.forEach(options::param);
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      assertEquals(1, results.size());
      assertTrue(results.iterator().next().getPrimaryResult().getScore() > 0);
    } catch (RunnerException e) {
      throw new AssertionError(Files.readString(log), e);
    }
  }

  @AfterAll
  static void removeArchives() throws IOException {
    SampleArchives.removeAll();
  }

  /** All that is in a line counts but the rounds to warm up; the program says what fails. */
  @ParameterizedTest
  @EnumSource
  void theCallsOfAGuestAreMeasuredInEachSandbox(Sandbox sandbox) throws IOException {
    ListMultimap<GuestCall, Double> nanos = GuestMeter.measureInNewJvm(sandbox, 1, 2);
    assertEquals(sandbox.calls(), nanos.keySet());
    nanos.asMap().forEach((call, each) -> assertEquals(2, each.size(), call.title()));
    assertTrue(nanos.values().stream().allMatch(value -> value > 0), nanos.toString());
  }

  /** An entry is 46 bytes and a name to begin with. */
  @Test
  void anEntryOfAnArchiveWeighsSomething() throws IOException {
    double bytes = ArchiveHeap.measureInNewJvm(ArchiveReader.ZIPSTORE, 10_000);
    assertTrue(bytes > 46 && bytes < 460, bytes + " bytes");
  }

  @Test
  void anEntryOfAProjectionWeighsSomething() throws IOException {
    double bytes = ProjectionHeap.measureInNewJvm(2_000);
    assertTrue(bytes > 40 && bytes < 800, bytes + " bytes");
  }

  /** A profile is for its lines: each of them has its two figures in the end. */
  @ParameterizedTest
  @EnumSource
  void aProfileMeasuresWhateverItsLinesNeed(Profile profile) {
    Set<String> measured = stepsOf(profile);
    for (Line line : profile.lines()) {
      for (Quantity needed : List.of(line.ours(), line.other())) {
        assertTrue(
            measured.contains(needed.measured() + " " + needed.subject()), needed.toString());
      }
    }
  }

  /** What takes five minutes leaves out what only others need. */
  @Test
  void theShortProfileMeasuresNothingElse() {
    Set<String> needed =
        Lines.of("memfs").stream()
            .flatMap(line -> Stream.of(line.ours(), line.other()))
            .map(quantity -> quantity.measured() + " " + quantity.subject())
            .collect(Collectors.toSet());
    assertEquals(needed, stepsOf(Profile.SHORT));
  }

  private static Set<String> stepsOf(Profile profile) {
    Campaign campaign = new Campaign(profile, new Progress(System.err, false, System::nanoTime));
    return Stream.of(
            campaign.taskSteps(), campaign.callSteps(), campaign.heapSteps(), campaign.spaceSteps())
        .flatMap(List::stream)
        .map(step -> step.measured().key() + " " + step.subject())
        .collect(Collectors.toSet());
  }
}
