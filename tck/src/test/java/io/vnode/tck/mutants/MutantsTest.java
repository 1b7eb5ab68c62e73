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

  private static final List<String> ROWS = new ArrayList<>();
  private static final List<Sound> SOUND = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> everyFaultIsCaught() throws IOException {
    List<List<Mutant>> full =
        List.of(
            NameMutants.ALL,
            AttributeMutants.ALL,
            OptionMutants.ALL,
            ChannelMutants.ALL,
            WatchMutants.ALL,
            ReopeningMutants.ALL);
    return Stream.of(
            areCaught(full.stream().flatMap(List::stream), ChannelMutants.none()),
            areCaught(PlainMutants.ALL.stream(), PlainMutants.none()),
            areCaught(ReadOnlyMutants.ALL.stream(), ReadOnlyMutants.none()),
            areCaught(WriteOnceMutants.ALL.stream(), WriteOnceMutants.none()))
        .flatMap(tests -> tests);
  }

  /** That each of {@code faults} is found, and not where there is {@code none}. */
  private static Stream<DynamicTest> areCaught(Stream<Mutant> faults, Mutant none)
      throws IOException {
    Sound sound = new Sound(Session.of(described(none).detectCapabilities()), new HashMap<>());
    SOUND.add(sound);
    return faults.map(
        mutant -> DynamicTest.dynamicTest(mutant.fault(), () -> isCaught(mutant, sound)));
  }

  /** What a file system without faults does, and which checks it was found to pass. */
  private record Sound(Session session, Map<String, Boolean> passes) {
    boolean passes(Check check) {
      return passes.computeIfAbsent(
          check.id(), id -> session.run(check).status() == Outcome.Status.PASSED);
    }
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

  private static void isCaught(Mutant mutant, Sound sound) throws IOException {
    Capability[] offered = sound.session.offered().toArray(Capability[]::new);
    List<String> catching = new ArrayList<>();
    try (Session session = Session.of(described(mutant).with(offered))) {
      for (String area : mutant.areas()) {
        for (Check check : session.checks()) {
          boolean asked = catching.isEmpty() || TABLE != null;
          if (asked && check.id().startsWith(area + ".") && fails(session, check, sound)) {
            catching.add(check.id());
          }
        }
      }
    }
    ROWS.add(row(mutant, catching));
    assertFalse(catching.isEmpty(), () -> "no check of " + mutant.areas() + " catches it");
  }

  private static boolean fails(Session session, Check check, Sound sound) {
    return session.run(check).status() == Outcome.Status.FAILED && sound.passes(check);
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
    for (Sound sound : SOUND) {
      sound.session.close();
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
