package io.vnode.tck.mutants;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.tck.Capability;
import io.vnode.tck.Check;
import io.vnode.tck.FileSystemUnderTest;
import io.vnode.tck.Limit;
import io.vnode.tck.Outcome;
import io.vnode.tck.ReadOnlyMem;
import io.vnode.tck.Session;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The suite bites: each of many faults, one at a time in a memfs that is sound otherwise, fails a
 * check that passes without it.
 *
 * <p>{@code -Dvnode.mutants=FILE} asks all checks of the areas that a fault is for, and writes the
 * table of faults and the checks that catch them.
 */
class MutantsTest {
  private static final Path TABLE =
      System.getProperty("vnode.mutants") == null
          ? null
          : Path.of(System.getProperty("vnode.mutants"));

  private static final Map<String, Boolean> PASSING = new HashMap<>();
  private static final List<String> ROWS = new ArrayList<>();

  /** Sound ones that can be written, and that cannot. */
  private static final Map<Boolean, Session> SOUND = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> everyFaultIsCaught() throws IOException {
    for (Mutant sound : List.of(ChannelMutants.none(), ReadOnlyMutants.none())) {
      SOUND.put(sound.readOnly(), Session.of(described(sound).detectCapabilities()));
    }
    return Stream.of(
            NameMutants.ALL,
            AttributeMutants.ALL,
            OptionMutants.ALL,
            ChannelMutants.ALL,
            WatchMutants.ALL,
            ReopeningMutants.ALL,
            ReadOnlyMutants.ALL)
        .flatMap(List::stream)
        .map(mutant -> DynamicTest.dynamicTest(mutant.fault(), () -> isCaught(mutant)));
  }

  private static FileSystemUnderTest described(Mutant mutant) {
    if (mutant.readOnly()) {
      return FileSystemUnderTest.populated(fixture -> packed(mutant, fixture))
          .named(mutant.fault())
          .threadSafe(true);
    }
    return FileSystemUnderTest.of(() -> open(mutant))
        .named(mutant.fault())
        .reopening(mutant.reopening())
        .as((fs, user) -> ((MutantFileSystem) fs).as(user), "alice", "bob", "root")
        .limit(Limit.NAME_LENGTH, 255)
        .timeGranularity(Duration.ofNanos(1000))
        .threadSafe(true);
  }

  private static FileSystem open(Mutant mutant) {
    MemFileSystem memfs = MemFs.builder().user("alice").users("bob").capacity("64 MiB").build();
    return new MutantFileSystem(mutant, memfs::as, memfs);
  }

  private static FileSystem packed(Mutant mutant, Path fixture) throws IOException {
    VfsFileSystem sound = ReadOnlyMem.of(fixture);
    return new MutantFileSystem(mutant, user -> sound, sound);
  }

  private static void isCaught(Mutant mutant) throws IOException {
    Session sound = SOUND.get(mutant.readOnly());
    Capability[] offered = sound.offered().toArray(Capability[]::new);
    List<String> catching = new ArrayList<>();
    try (Session session = Session.of(described(mutant).with(offered))) {
      for (String area : mutant.areas()) {
        for (Check check : session.checks()) {
          boolean asked = catching.isEmpty() || TABLE != null;
          if (asked && check.id().startsWith(area + ".") && fails(session, sound, check)) {
            catching.add(check.id());
          }
        }
      }
    }
    ROWS.add(row(mutant, catching));
    assertFalse(catching.isEmpty(), () -> "no check of " + mutant.areas() + " catches it");
  }

  private static boolean fails(Session session, Session sound, Check check) {
    return session.run(check).status() == Outcome.Status.FAILED && passes(sound, check);
  }

  private static boolean passes(Session sound, Check check) {
    return PASSING.computeIfAbsent(
        sound.subject().name() + check.id(),
        id -> sound.run(check).status() == Outcome.Status.PASSED);
  }

  // ---------------------------------------------------------------- the table

  private static String row(Mutant mutant, List<String> catching) {
    String telling =
        catching.stream()
            .filter(id -> !id.startsWith("nio.capabilities."))
            .findFirst()
            .or(() -> catching.stream().findFirst())
            .orElse("nothing");
    return "| " + mutant.fault() + " | " + Set.copyOf(catching).size() + " | `" + telling + "` |";
  }

  @AfterAll
  static void writeTable() throws IOException {
    for (Session sound : SOUND.values()) {
      sound.close();
    }
    if (TABLE != null) {
      List<String> lines =
          new ArrayList<>(
              List.of(
                  "# The suite bites",
                  "",
                  "Each fault was put into a memfs that is sound otherwise, one at a time. What"
                      + " catches it fails with it and passes without it.",
                  "",
                  "Made by `mvn -pl tck -am -Dtest=MutantsTest"
                      + " -Dvnode.mutants=$PWD/docs/MUTANTS.md test`.",
                  "",
                  "| fault | checks | one of them |",
                  "|---|---|---|"));
      lines.addAll(ROWS);
      Files.write(TABLE, lines);
    }
  }
}
