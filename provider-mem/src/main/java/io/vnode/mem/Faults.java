package io.vnode.mem;

import io.vnode.engine.Gate;
import io.vnode.nio.Globs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan of what shall go wrong in a memfs, for testing those who have to cope with it.
 *
 * <pre>{@code
 * Faults faults = Faults.plan();
 * faults.on("/data").write().nth(3).fail(ENOSPC);
 * faults.anywhere().open().whenOpen(100).fail(EMFILE);
 * MemFileSystem fs = MemFs.builder().faults(faults).build();
 * }</pre>
 *
 * <p><b>Rules.</b> A rule says where, which operations, when and what. An operation is put to the
 * rules in their order, and each counts those that it is meant for; the first that fails an
 * operation ends it, and those behind do not learn of it. Delays add up.
 *
 * <p><b>Paths</b> are real ones: absolute, without links. An operation on names is judged by where
 * the name is now. An open file is judged by the name that it was opened by, as it was then,
 * whatever is renamed later: what may be done with it was settled when it was opened. A move is
 * judged by both of its names.
 *
 * <p><b>What fails has not happened</b>: a write leaves the old bytes, an open that would have made
 * the file makes none, a move changes nothing. Two things are more than one operation. A write to a
 * file opened with {@code SYNC} or {@code DSYNC} is a write and a force, and stays written if that
 * fails. {@code Files.copy} makes a file, fills it, and removes it if that fails; filling it within
 * one file system is one read of the source and one write of the copy, unless they are shortened.
 *
 * <p>Closing never fails, nor does reading or changing attributes.
 *
 * <p><b>Chance</b> has a seed: with the same one, the same operations in the same order have the
 * same faults. Each rule has chances of its own, which those behind it do not change.
 *
 * <p>A plan may be changed while it is in use, by any thread. Given to several file systems it
 * counts what happens in all of them together.
 */
public final class Faults {
  /** What {@link #happened} remembers. */
  private static final int HAPPENED_MAX = 10_000;

  /** What no real path has among its names. */
  private static final Set<String> DOTS = Set.of("", ".", "..");

  private final SplittableRandom seeds;
  private final List<FaultRule> rules = new ArrayList<>();
  private final Deque<Fault> happened = new ArrayDeque<>();

  /** How many files are open by each path. */
  private final Map<String, Integer> open = new HashMap<>();

  private boolean paused;

  private Faults(long seed) {
    this.seeds = new SplittableRandom(seed);
  }

  /** A plan without rules, whose chances are always the same. */
  public static Faults plan() {
    return seeded(0);
  }

  /** A plan without rules, with the chances of {@code seed}. */
  public static Faults seeded(long seed) {
    return new Faults(seed);
  }

  // ---------------------------------------------------------------- rules

  /**
   * Where {@code path}, which is absolute, leads, and below it.
   *
   * @throws IllegalArgumentException for a path that is not absolute or has dots in it
   */
  public FaultPlace on(String path) {
    String top = requireReal(path);
    String below = top.equals("/") ? top : top + "/";
    return new FaultPlace(
        this, "on(\"" + path + "\")", name -> name.equals(top) || name.startsWith(below));
  }

  private static String requireReal(String path) {
    boolean slash = path.length() > 1 && path.endsWith("/");
    String real = slash ? path.substring(0, path.length() - 1) : path;
    if (!real.startsWith("/") || (real.length() > 1 && hasDots(real.substring(1)))) {
      throw new IllegalArgumentException(
          "faults: '" + path + "' is not an absolute path without dots: write /data or /");
    }
    return real;
  }

  private static boolean hasDots(String names) {
    return Stream.of(names.split("/", -1)).anyMatch(DOTS::contains);
  }

  /**
   * Where the whole path matches {@code glob}, in the language of {@link
   * java.nio.file.FileSystem#getPathMatcher}: {@code /log/**.txt}.
   *
   * @throws PatternSyntaxException when it is none
   */
  public FaultPlace matching(String glob) {
    Pattern pattern = Globs.compile(glob);
    return new FaultPlace(
        this, "matching(\"" + glob + "\")", name -> pattern.matcher(name).matches());
  }

  /** Everywhere. */
  public FaultPlace anywhere() {
    return new FaultPlace(this, "anywhere()", name -> true);
  }

  synchronized Faults add(FaultTrigger trigger, FaultEffect effect) {
    rules.add(new FaultRule(trigger, effect, seeds.split()));
    return this;
  }

  /** Takes all rules away. What has happened stays on record. */
  public synchronized Faults clear() {
    rules.clear();
    return this;
  }

  /** Lets everything pass, uncounted, until {@link #resume}. */
  public synchronized Faults pause() {
    paused = true;
    return this;
  }

  /** Ends {@link #pause}. */
  public synchronized Faults resume() {
    paused = false;
    return this;
  }

  // ---------------------------------------------------------------- what happens

  /** What has happened so far, in order; of very much, the last 10,000. */
  public synchronized List<Fault> happened() {
    return List.copyOf(happened);
  }

  /** What becomes of {@code call}. */
  synchronized Verdict judge(FaultCall call) {
    Verdict verdict = new Verdict(call.bytes());
    if (!paused) {
      for (FaultRule rule : rules) {
        Fault fault = rule.judge(call, verdict, this::countOpen);
        if (fault != null) {
          note(fault);
          verdict = verdict.with(fault);
        }
        if (verdict.error() != null) {
          return verdict;
        }
      }
    }
    if (call.operation() == Gate.Operation.OPEN) {
      open.merge(call.path(), 1, Integer::sum);
    }
    return verdict;
  }

  private long countOpen(FaultPlace place) {
    return open.entrySet().stream()
        .filter(files -> place.has(files.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void note(Fault fault) {
    if (happened.size() == HAPPENED_MAX) {
      happened.removeFirst();
    }
    happened.addLast(fault);
  }

  /** A file that was opened by {@code path} was closed. */
  synchronized void closed(String path) {
    open.computeIfPresent(path, (name, count) -> count == 1 ? null : count - 1);
  }

  /** The rules, one a line. */
  @Override
  public synchronized String toString() {
    return rules.stream().map(FaultRule::toString).collect(Collectors.joining("\n"));
  }
}
