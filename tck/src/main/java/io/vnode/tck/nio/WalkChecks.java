package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.file.FileVisitOption.FOLLOW_LINKS;
import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SIBLINGS;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;
import static java.nio.file.FileVisitResult.TERMINATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Trees that are walked. */
@Area(value = "nio.walk", source = "java.nio.file.Files")
@SuppressWarnings("StreamResourceLeak") // What names() is given it closes.
final class WalkChecks {
  private static void tree(Playground p) throws IOException {
    p.tree("d/", "d/a", "d/e/", "d/e/b", "d/e/g/", "d/e/g/c", "d/z/");
  }

  /** The names below the playground, sorted. */
  private static List<String> names(Playground p, Stream<Path> stream) {
    try (stream) {
      return stream
          .map(path -> p.path("").relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  // ---------------------------------------------------------------- walk, find, list

  @Cites("#walk(Path,int,FileVisitOption[])")
  Stream<Case> aTreeIsWalkedToADepth() {
    List<List<String>> levels =
        List.of(
            List.of("d"),
            List.of("d/a", "d/e", "d/z"),
            List.of("d/e/b", "d/e/g"),
            List.of("d/e/g/c"));
    return Stream.of(0, 1, 2, 3, Integer.MAX_VALUE)
        .map(depth ->
            Case.of(
                depth > 3 ? "without a limit" : "to " + depth,
                p -> {
                  tree(p);
                  assertEquals(
                      levels.stream().limit(depth + 1L).flatMap(List::stream).sorted().toList(),
                      names(p, Files.walk(p.path("d"), depth)));
                }));
  }

  @Cites("#walk(Path,FileVisitOption[])")
  void aDirectoryComesBeforeWhatIsInIt(Playground p) throws IOException {
    tree(p);
    List<Path> seen;
    try (Stream<Path> stream = Files.walk(p.path("d"))) {
      seen = stream.toList();
    }
    assertEquals(7, seen.size());
    assertEquals(p.path("d"), seen.get(0));
    for (Path path : seen.subList(1, 7)) {
      assertEquals(true, seen.indexOf(path.getParent()) < seen.indexOf(path), path::toString);
    }
  }

  @Cites("#walk(Path,FileVisitOption[])")
  void aFileAloneIsATree(Playground p) throws IOException {
    p.write("f", "abc");
    assertEquals(List.of("f"), names(p, Files.walk(p.path("f"))));
    p.expect(Errno.ENOENT, () -> Files.walk(p.path("no")));
    p.refuses(IllegalArgumentException.class, () -> Files.walk(p.path("f"), -1));
  }

  @Cites("#walk(Path,FileVisitOption[])")
  @Needs(SYMBOLIC_LINKS)
  void linksAreNotFollowedUnasked(Playground p) throws IOException {
    p.tree("t/", "t/f", "d/", "d/l -> ../t", "d/no -> nowhere", "d/up -> ..");
    assertEquals(List.of("d", "d/l", "d/no", "d/up"), names(p, Files.walk(p.path("d"))));
  }

  @Cites("java.nio.file.FileVisitOption#FOLLOW_LINKS")
  @Needs(SYMBOLIC_LINKS)
  void linksAreFollowedWhenAsked(Playground p) throws IOException {
    p.tree("t/", "t/f", "d/", "d/l -> ../t", "d/no -> nowhere");
    assertEquals(
        List.of("d", "d/l", "d/l/f", "d/no"), names(p, Files.walk(p.path("d"), FOLLOW_LINKS)));
  }

  @Cites("#walk(Path,int,FileVisitOption[]) FileSystemLoopException")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aCircleIsFoundOut() {
    return Stream.of("d/l -> .", "d/l -> ../d", "d/e/l -> ../..", "d/e/l -> ../../d")
        .map(link ->
            Case.of(
                link,
                p -> {
                  p.tree("d/", "d/e/", link);
                  UncheckedIOException thrown =
                      p.refuses(
                          UncheckedIOException.class,
                          () -> names(p, Files.walk(p.path("d"), FOLLOW_LINKS)));
                  assertInstanceOf(FileSystemLoopException.class, thrown.getCause());
                }));
  }

  @Cites("#find")
  void onlyWhatIsLookedForIsFound(Playground p) throws IOException {
    tree(p);
    assertEquals(
        List.of("d/a", "d/e/b", "d/e/g/c"),
        names(p, Files.find(p.path("d"), 9, (path, attributes) -> attributes.isRegularFile())));
    assertEquals(
        List.of("d/a"),
        names(p, Files.find(p.path("d"), 1, (path, attributes) -> attributes.isRegularFile())));
    p.refuses(IllegalArgumentException.class, () -> Files.find(p.path("d"), -1, (path, a) -> true));
  }

  @Cites("#list")
  void aListIsOfOneDirectory(Playground p) throws IOException {
    tree(p);
    assertEquals(List.of("d/a", "d/e", "d/z"), names(p, Files.list(p.path("d"))));
    assertEquals(List.of(), names(p, Files.list(p.path("d/z"))));
    p.refuses(NotDirectoryException.class, () -> Files.list(p.path("d/a")));
    p.refuses(NoSuchFileException.class, () -> Files.list(p.path("no")));
  }

  @Cites("#walk(Path,FileVisitOption[])")
  void aWalkThatIsClosedWalksNoMore(Playground p) throws IOException {
    tree(p);
    Stream<Path> stream = Files.walk(p.path("d"));
    var iterator = stream.iterator();
    iterator.next();
    stream.close();
    p.refusesToTell(IllegalStateException.class, iterator::hasNext);
  }

  // ---------------------------------------------------------------- visitors

  /** Writes down what it is told, and answers {@code answer} to what {@code at} says. */
  private static final class Recorder implements FileVisitor<Path> {
    private final List<String> calls = new ArrayList<>();
    private final String at;
    private final FileVisitResult answer;

    Recorder(String at, FileVisitResult answer) {
      this.at = at;
      this.answer = answer;
    }

    private FileVisitResult told(String what, Path path) {
      String call = what + " " + path.getFileName();
      calls.add(call);
      return call.equals(at) ? answer : CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      assertEquals(true, attributes.isDirectory());
      return told("pre", path);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      return told("file", path);
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      return told("failed " + e.getClass().getSimpleName(), path);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException e) {
      return told("post", path);
    }
  }

  /** What a visitor answers to a call, and the calls that follow from it. */
  private record Walk(String at, FileVisitResult answer, List<String> calls) {}

  @Cites("java.nio.file.FileVisitResult")
  Stream<Case> theVisitorSaysHowToGoOn() {
    return Stream.of(
            new Walk("", CONTINUE, List.of("pre d", "pre e", "file f", "post e", "post d")),
            new Walk("pre e", SKIP_SUBTREE, List.of("pre d", "pre e", "post d")),
            new Walk("pre e", SKIP_SIBLINGS, List.of("pre d", "pre e", "post d")),
            new Walk("pre d", SKIP_SUBTREE, List.of("pre d")),
            new Walk("pre e", TERMINATE, List.of("pre d", "pre e")),
            new Walk("file f", TERMINATE, List.of("pre d", "pre e", "file f")),
            new Walk(
                "file f", SKIP_SIBLINGS, List.of("pre d", "pre e", "file f", "post e", "post d")),
            new Walk("post e", TERMINATE, List.of("pre d", "pre e", "file f", "post e")))
        .map(walk ->
            Case.of(
                walk.answer + (walk.at.isEmpty() ? "" : " to " + walk.at),
                p -> {
                  p.tree("d/", "d/e/", "d/e/f");
                  Recorder recorder = new Recorder(walk.at, walk.answer);
                  assertSame(
                      recorder.calls,
                      Files.walkFileTree(p.path("d"), recorder) == null ? null : recorder.calls);
                  assertEquals(walk.calls, recorder.calls);
                }));
  }

  @Cites("#walkFileTree(Path,Set,int,FileVisitor)")
  void atTheGreatestDepthADirectoryIsVisitedAsAFile(Playground p) throws IOException {
    p.tree("d/", "d/e/", "d/e/f");
    Recorder recorder = new Recorder("", CONTINUE);
    Files.walkFileTree(p.path("d"), Set.of(), 1, recorder);
    assertEquals(List.of("pre d", "file e", "post d"), recorder.calls);
  }

  @Cites("#walkFileTree(Path,FileVisitor)")
  void whatIsNotThereIsTold(Playground p) throws IOException {
    Recorder recorder = new Recorder("", CONTINUE);
    Files.walkFileTree(p.path("no"), recorder);
    assertEquals(List.of("failed NoSuchFileException no"), recorder.calls);
  }

  @Cites("#walkFileTree(Path,Set,int,FileVisitor) FileSystemLoopException")
  @Needs(SYMBOLIC_LINKS)
  void aCircleIsToldAndTheWalkGoesOn(Playground p) throws IOException {
    p.tree("d/", "d/e/", "d/e/l -> ..");
    Recorder recorder = new Recorder("", CONTINUE);
    Set<FileVisitOption> follow = EnumSet.of(FOLLOW_LINKS);
    Files.walkFileTree(p.path("d"), follow, Integer.MAX_VALUE, recorder);
    assertEquals(
        List.of("pre d", "pre e", "failed FileSystemLoopException l", "post e", "post d"),
        recorder.calls);
  }

  @Cites("java.nio.file.SimpleFileVisitor")
  void aTreeIsDeletedWhileItIsWalked(Playground p) throws IOException {
    tree(p);
    Files.walkFileTree(
        p.path("d"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path d, IOException e) throws IOException {
            Files.delete(d);
            return CONTINUE;
          }
        });
    p.shows();
  }
}
