package io.vnode.tck.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One history on the naive model and on all sides, compared step by step and at its end. */
final class SideBySide {
  private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);

  private final NaiveTree tree;
  private final Map<Integer, NaiveHandle> held = new HashMap<>();
  private final List<Side> sides;
  private final Duration granularity;
  private final Consumer<String> doing;

  /**
   * Of {@code tree} and {@code sides}, whose times tell {@code granularity} apart; {@code doing} is
   * told each step.
   */
  SideBySide(NaiveTree tree, List<Side> sides, Duration granularity, Consumer<String> doing) {
    this.doing = doing;
    this.tree = tree;
    this.sides = sides;
    this.granularity = granularity;
  }

  /** Runs {@code history}. */
  void run(List<Action> history) throws IOException {
    for (Action action : history) {
      tree.now++;
      run(action);
    }
    for (Side side : sides) {
      doing.accept(side.name() + " at the end");
      side.closeHeld();
      compareTrees(side);
    }
  }

  private void run(Action action) {
    Result foretold;
    try {
      Subject model = new NaiveSubject(tree, held, action.user());
      foretold = Result.of(action, model);
    } catch (Unforetold e) {
      return;
    }
    List<Result> results = new ArrayList<>();
    for (Side side : sides) {
      doing.accept(side.name() + " at step " + tree.now + ": " + action);
      Result result = Result.of(action, side.subjects().get(action.user()));
      assertEquals(
          foretold.foretells(result, side.manners()),
          result.words(side.manners()),
          () -> side.name() + " at step " + tree.now + ": " + action + "\n" + result);
      results.add(result);
    }
    Result ours = results.get(0);
    for (Result other : results) {
      assertTrue(
          ours.isReportedAsWellAs(other),
          () -> "step " + tree.now + ": " + action + "\n" + ours + " and " + other);
    }
  }

  private void compareTrees(Side side) throws IOException {
    Map<String, NioTree.Entry> entries = NioTree.of(side.root(), side.manners());
    Map<String, String> words = new TreeMap<>();
    entries.forEach((name, entry) -> words.put(name, side.manners().blur(entry.words())));
    Map<String, String> foretold = new TreeMap<>();
    foretoldWords(side.manners())
        .forEach((name, text) -> foretold.put(name, side.manners().blur(text)));
    assertEquals(lines(foretold), lines(words), () -> side.name() + " at the end");
    compareTimes(side, entries);
  }

  private static String lines(Map<String, String> words) {
    StringBuilder lines = new StringBuilder();
    words.forEach(
        (name, text) -> lines.append('/').append(name).append(' ').append(text).append('\n'));
    return lines.toString();
  }

  private Map<String, String> foretoldWords(Manners manners) {
    Map<String, String> words = new TreeMap<>();
    IdentityHashMap<NaiveNode, String> firstNames = new IdentityHashMap<>();
    tree.all()
        .forEach((name, node) -> {
          String first = firstNames.putIfAbsent(node, name);
          words.put(name, first == null || !manners.keys() ? words(node) : "is " + first);
        });
    return words;
  }

  private static String words(NaiveNode node) {
    return switch (node.kind) {
      case LINK -> node.words() + " -> " + node.target;
      case FILE -> node.words() + " " + NioTree.contents(node.bytes) + user(node);
      case DIRECTORY -> node.words() + user(node);
    };
  }

  private static String user(NaiveNode node) {
    return node.user.isEmpty() ? "" : " " + node.user;
  }

  /** What is left of a time that the JDK has copied with a file, up to release 19. */
  private static Instant inMicroseconds(FileTime time) {
    return time.toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A time, and the number of the step that it should be the time of. */
  private record Stamp(String what, int step, FileTime time) {}

  private void requireChosen(FileTime chosen, FileTime found, String side, String name) {
    Duration off = Duration.between(found.toInstant(), chosen.toInstant()).abs();
    boolean near = granularity.compareTo(WHOLE_SECOND) < 0 ? off.isZero() : isNear(off);
    assertTrue(near, () -> side + ": time of " + name + " is " + found + ", not " + chosen);
  }

  private boolean isNear(Duration off) {
    return off.compareTo(granularity) < 0;
  }

  /** Chosen times are exact; of others the order is that of the steps. */
  private void compareTimes(Side side, Map<String, NioTree.Entry> entries) {
    List<Stamp> stamps = new ArrayList<>();
    IdentityHashMap<NaiveNode, String> seen = new IdentityHashMap<>();
    tree.all()
        .forEach((name, node) -> {
          NioTree.Entry entry = entries.get(name);
          if (seen.putIfAbsent(node, name) != null) {
            return;
          }
          if (entry.changed() != null) {
            stamps.add(new Stamp("change of " + name, node.changed, entry.changed()));
          }
          if (!node.timed) {
            return;
          }
          if (node.chosen == null) {
            stamps.add(new Stamp("contents of " + name, node.modified, entry.modified()));
          } else {
            requireChosen(Replay.seconds(node.chosen), entry.modified(), side.name(), name);
          }
        });
    stamps.sort(Comparator.comparingInt(Stamp::step));
    for (int i = 1; i < stamps.size(); i++) {
      Stamp before = stamps.get(i - 1);
      Stamp after = stamps.get(i);
      boolean inOrder = !after.time().toInstant().isBefore(inMicroseconds(before.time()));
      assertTrue(
          inOrder || before.step() == after.step(),
          () -> side.name() + ": times are out of order: " + before + ", " + after);
    }
  }
}
