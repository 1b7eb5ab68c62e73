package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Populated;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of a tree that is only read, in every manner in which to ask for them. */
@Area(value = "nio.fixture.trees", source = "java.nio.file.Files", writes = false)
@Populated
final class FixtureTreeChecks {
  private static final Set<String> ENDS = Set.of("a.b.c", ".hidden");

  // ---------------------------------------------------------------- walks

  private static Set<String> expected(Playground p, Predicate<Fixture.Entry> wanted) {
    return Fixture.entries(p::offers).stream()
        .filter(wanted)
        .map(Fixture.Entry::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long depth(Fixture.Entry entry) {
    return entry.name().chars().filter(c -> c == '/').count() + 1;
  }

  /** What is found of the playground, by name, and without the playground itself. */
  private static Set<String> found(Playground p, Stream<Path> paths) {
    Path root = p.path("");
    return paths
        .filter(path -> !path.equals(root))
        .map(path -> root.relativize(path).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Cites("#walk(Path,int,FileVisitOption[])")
  Stream<Case> aWalkGoesAsDeepAsItIsTold() {
    return Stream.of(0, 1, 2, 3, 100).map(depth -> Case.of("" + depth, p -> walks(p, depth)));
  }

  private static void walks(Playground p, int depth) throws IOException {
    try (Stream<Path> walk = Files.walk(p.path(""), depth)) {
      assertEquals(expected(p, entry -> depth(entry) <= depth), found(p, walk));
    }
  }

  @Cites("#walk(Path,FileVisitOption[])")
  void aDirectoryComesBeforeWhatIsInIt(Playground p) throws IOException {
    try (Stream<Path> walk = Files.walk(p.path("deep"))) {
      assertEquals(
          Stream.of("deep", "deep/a", "deep/a/b", "deep/a/b/c", "deep/a/b/c/d", "deep/a/b/c/d/leaf")
              .map(p::path)
              .toList(),
          walk.toList());
    }
  }

  @Cites("#walk(Path,FileVisitOption[]) [FOLLOW_LINKS]")
  @Needs(SYMBOLIC_LINKS)
  void aWalkThatFollowsLinksGoesThroughThem(Playground p) throws IOException {
    Set<String> expected = expected(p, entry -> entry.name().startsWith("links"));
    expected.add("links/to-directory/inside");
    expected.add("links/to-directory/e");
    try (Stream<Path> walk = Files.walk(p.path("links"), FileVisitOption.FOLLOW_LINKS)) {
      assertEquals(expected, found(p, walk));
    }
  }

  @Cites("#walkFileTree(Path,FileVisitor)")
  void aVisitorEntersEachDirectoryAndLeavesIt(Playground p) throws IOException {
    List<String> log = new ArrayList<>();
    Files.walkFileTree(p.path("deep/a/b/c"), new Logging(log, FileVisitResult.CONTINUE));
    assertEquals(List.of("enter c", "enter d", "visit leaf", "leave d", "leave c"), log);
  }

  @Cites("java.nio.file.FileVisitResult#SKIP_SUBTREE")
  void aVisitorThatSkipsADirectoryDoesNotLeaveIt(Playground p) throws IOException {
    List<String> log = new ArrayList<>();
    Files.walkFileTree(p.path("deep"), new Logging(log, FileVisitResult.SKIP_SUBTREE));
    assertEquals(List.of("enter deep"), log);
  }

  /** Says where it is; directories are answered with {@code entering}. */
  private static final class Logging extends SimpleFileVisitor<Path> {
    private final List<String> log;
    private final FileVisitResult entering;

    Logging(List<String> log, FileVisitResult entering) {
      this.log = log;
      this.entering = entering;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      log.add("enter " + directory.getFileName());
      return entering;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      log.add("visit " + file.getFileName());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      log.add("leave " + directory.getFileName());
      return FileVisitResult.CONTINUE;
    }
  }

  @Cites("#find")
  void filesAreFoundByTheirAttributes(Playground p) throws IOException {
    BiPredicate<Path, BasicFileAttributes> large =
        (path, attributes) -> attributes.isRegularFile() && attributes.size() > 1000;
    try (Stream<Path> found = Files.find(p.path(""), 9, large)) {
      assertEquals(Set.of("large", "zeros"), found(p, found));
    }
  }

  // ---------------------------------------------------------------- lists

  @Cites("#newDirectoryStream(Path)")
  Stream<Case> aDirectoryHoldsItsNamesAndNoOthers() {
    return Stream.of("d/", "d/e/", "deep/", "many/", "names/", "times/")
        .map(directory ->
            Case.of(
                directory,
                p -> {
                  try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path(directory))) {
                    Set<Path> expected =
                        Fixture.in(directory).stream()
                            .map(entry -> p.path(entry.name()))
                            .collect(Collectors.toSet());
                    List<Path> listed = new ArrayList<>();
                    stream.forEach(listed::add);
                    assertEquals(expected, Set.copyOf(listed));
                    assertEquals(expected.size(), listed.size(), "names, each once");
                  }
                }));
  }

  @Cites("#newDirectoryStream(Path,String)")
  Stream<Case> aGlobPicksNames() {
    return Stream.of(
        glob("beginning", "many/", "0*", name -> name.startsWith("0")),
        glob("set", "many/", "?[13579]", name -> (name.charAt(1) & 1) == 1),
        glob("not in a range", "many/", "{1,2}[!0-7]", name -> name.matches("[12][89]")),
        glob("half a name", "many/", "0", name -> false),
        glob("group of ends", "names/", "*.{b.c,hidden}", ENDS::contains),
        glob("bracket", "names/", "\\[*", name -> name.equals("[set]")),
        glob("brace", "names/", "\\{a,b\\}", name -> name.equals("{a,b}")),
        glob("beyond ASCII", "names/", "*\u672c*", name -> name.contains("\u672c")),
        glob("dot", "names/", ".*", name -> name.startsWith(".")),
        glob("nothing there", "d/e/", "*", name -> true));
  }

  private static Case glob(String label, String directory, String glob, Predicate<String> picks) {
    return Case.of(
        label,
        p -> {
          Set<String> expected =
              Fixture.in(directory).stream()
                  .map(entry -> entry.name().substring(directory.length()))
                  .filter(picks)
                  .collect(Collectors.toCollection(TreeSet::new));
          Set<String> picked = new TreeSet<>();
          try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path(directory), glob)) {
            stream.forEach(path -> picked.add(path.getFileName().toString()));
          }
          assertEquals(expected, picked);
        });
  }

  @Cites("java.nio.file.DirectoryStream.Filter#accept")
  void aFilterThatFailsEndsTheList(Playground p) throws IOException {
    DirectoryStream.Filter<Path> failing =
        path -> {
          throw new IOException("no");
        };
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("many"), failing)) {
      p.refuses(
          DirectoryIteratorException.class, () -> stream.iterator().forEachRemaining(path -> {}));
    }
  }

  @Cites("java.nio.file.DirectoryStream#iterator [IllegalStateException]")
  void aDirectoryIsListedOnceAStream(Playground p) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("many"))) {
      Iterator<Path> names = stream.iterator();
      names.next();
      p.refusesToTell(IllegalStateException.class, stream::iterator);
      assertTrue(names.hasNext());
    }
  }
}
