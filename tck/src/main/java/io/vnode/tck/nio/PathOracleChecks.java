package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Paths beside those of the platform, where both have slashes: every pair of many texts. */
@Area(value = "nio.path-oracle", source = "java.nio.file.Path", writes = false)
@Needs(Capability.CASE_SENSITIVE)
final class PathOracleChecks {
  private static final List<String> TEXTS =
      List.of(
          "",
          "/",
          "a",
          "/a",
          "a/b",
          "/a/b",
          "/a/b/c",
          "a/b/c",
          "b",
          "/b",
          "a/c",
          "/ab",
          "ab",
          "A",
          "a/ab",
          "a b",
          "a.b",
          "\u00e9",
          "/a/\u00e9/c",
          "a/b/c/d/e",
          "/a/b/c/d/e",
          ".a",
          "~",
          "-");

  private static final List<String> DOTTED =
      List.of(
          ".",
          "..",
          "a/..",
          "/..",
          "../a",
          "./a",
          "a/./b",
          "a/../b",
          "/a/../..",
          "../../a",
          "a/b/../../..",
          "/./a",
          "/../a",
          "a/.",
          "..a",
          "...",
          "a..");

  /** A function of a path as text, or of the exception. */
  private static String outcome(Function<Path, Object> function, Path path) {
    try {
      return String.valueOf(function.apply(path));
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }

  private static void isLikeThePlatform(Playground p) {
    PathChecks.isSlashed(p);
    Assumptions.assumeTrue(
        FileSystems.getDefault().getSeparator().equals("/"), "the platform has other paths");
  }

  @Cites("[every method of one path]")
  Stream<Case> everyMethodAnswersAsThePlatformDoes() {
    Map<String, Function<Path, Object>> methods =
        Map.ofEntries(
            Map.entry("toString", Path::toString),
            Map.entry("isAbsolute", Path::isAbsolute),
            Map.entry("getRoot", Path::getRoot),
            Map.entry("getFileName", Path::getFileName),
            Map.entry("getParent", Path::getParent),
            Map.entry("getNameCount", Path::getNameCount),
            Map.entry("getName first", path -> path.getName(0)),
            Map.entry("getName second", path -> path.getName(1)),
            Map.entry("subpath whole", path -> path.subpath(0, path.getNameCount())),
            Map.entry("subpath from second", path -> path.subpath(1, path.getNameCount())),
            Map.entry("normalize", Path::normalize),
            Map.entry("iterator", path -> names(path)));
    return methods.entrySet().stream()
        .map(method ->
            Case.of(
                method.getKey(),
                p -> {
                  isLikeThePlatform(p);
                  for (String text : all()) {
                    assertEquals(
                        outcome(method.getValue(), Path.of(text)),
                        outcome(method.getValue(), p.fileSystem().getPath(text)),
                        () -> "of '" + text + "'");
                  }
                }));
  }

  private static List<String> names(Path path) {
    return Stream.iterate(0, i -> i < path.getNameCount(), i -> i + 1)
        .map(i -> path.getName(i).toString())
        .toList();
  }

  @Cites("[every method of two paths]")
  Stream<Case> everyMethodOfTwoAnswersAsThePlatformDoes() {
    Map<String, BinaryOperator<Object>> methods =
        Map.of(
            "resolve", (a, b) -> ((Path) a).resolve((Path) b),
            "resolve text", (a, b) -> ((Path) a).resolve(b.toString()),
            "resolveSibling", (a, b) -> ((Path) a).resolveSibling((Path) b),
            "startsWith", (a, b) -> ((Path) a).startsWith((Path) b),
            "endsWith", (a, b) -> ((Path) a).endsWith((Path) b),
            "equals", Object::equals);
    return methods.entrySet().stream()
        .map(method -> Case.of(method.getKey(), p -> compares(p, method.getValue(), all())));
  }

  /** Without dots, about which releases of the JDK differ. */
  @Cites("#relativize")
  void theWayBetweenTwoIsThatOfThePlatform(Playground p) {
    compares(p, (a, b) -> ((Path) a).relativize((Path) b), TEXTS);
  }

  private static void compares(Playground p, BinaryOperator<Object> method, List<String> texts) {
    isLikeThePlatform(p);
    FileSystem fs = p.fileSystem();
    for (String one : texts) {
      for (String other : texts) {
        assertEquals(
            outcome(path -> method.apply(path, Path.of(other)), Path.of(one)),
            outcome(path -> method.apply(path, fs.getPath(other)), fs.getPath(one)),
            () -> "of '" + one + "' and '" + other + "'");
      }
    }
  }

  private static List<String> all() {
    return Stream.concat(TEXTS.stream(), DOTTED.stream()).toList();
  }
}
