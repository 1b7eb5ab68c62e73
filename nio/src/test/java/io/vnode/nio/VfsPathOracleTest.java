package io.vnode.nio;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Gen;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every method of {@link Path} that is a matter of text, beside the JDK's own path on this host, a
 * Linux: for all texts the results read the same and the exceptions are of one class.
 */
class VfsPathOracleTest {
  private static final FileSystem HOST = FileSystems.getDefault();

  private static final TextFileSystem OURS =
      new TextFileSystem("memfs://oracle", HOST.getPath("").toAbsolutePath().toString());

  private static final Map<String, Function<Path, Object>> OF_ONE =
      Map.ofEntries(
          Map.entry("toString", Path::toString),
          Map.entry("isAbsolute", Path::isAbsolute),
          Map.entry("getRoot", Path::getRoot),
          Map.entry("getFileName", Path::getFileName),
          Map.entry("getParent", Path::getParent),
          Map.entry("getNameCount", Path::getNameCount),
          Map.entry("normalize", Path::normalize),
          Map.entry("toAbsolutePath", Path::toAbsolutePath),
          Map.entry("iterator", VfsPathOracleTest::elements),
          Map.entry("getName", VfsPathOracleTest::everyName),
          Map.entry("subpath", VfsPathOracleTest::everySubpath));

  private static final Map<String, BiFunction<Path, Path, Object>> OF_TWO_PATHS =
      Map.of(
          "resolve", Path::resolve,
          "resolveSibling", Path::resolveSibling,
          "relativize", Path::relativize,
          "startsWith", Path::startsWith,
          "endsWith", Path::endsWith,
          "equals", Path::equals,
          "compareTo", (a, b) -> Integer.signum(a.compareTo(b)));

  private static final Map<String, BiFunction<Path, String, Object>> OF_PATH_AND_TEXT =
      Map.of(
          "resolve", Path::resolve,
          "resolveSibling", Path::resolveSibling,
          "startsWith", Path::startsWith,
          "endsWith", Path::endsWith);

  private static List<String> elements(Path path) {
    List<String> names = new ArrayList<>();
    path.iterator().forEachRemaining(name -> names.add(name.toString()));
    return names;
  }

  /** Every name, and what becomes of an index on either side of them. */
  private static List<Outcome> everyName(Path path) {
    List<Outcome> names = new ArrayList<>();
    for (int i = -1; i <= path.getNameCount(); i++) {
      int index = i;
      names.add(Outcome.of(() -> path.getName(index)));
    }
    return names;
  }

  private static List<Outcome> everySubpath(Path path) {
    List<Outcome> paths = new ArrayList<>();
    for (int i = -1; i <= path.getNameCount(); i++) {
      for (int j = -1; j <= path.getNameCount() + 1; j++) {
        int begin = i;
        int end = j;
        paths.add(Outcome.of(() -> path.subpath(begin, end)));
      }
    }
    return paths;
  }

  /** {@link FileSystem#getPath}: which text is refused, how, and what the rest is turned into. */
  @Test
  void textIsParsedAsTheHostDoes() {
    forAll(
        1000,
        PathTexts.any(),
        text ->
            assertEquals(
                Outcome.of(() -> HOST.getPath(text)), Outcome.of(() -> OURS.getPath(text))));
  }

  /** {@link FileSystem#getPath}: how pieces are joined, empty ones among them. */
  @Test
  void piecesAreJoinedAsTheHostDoes() {
    forAll(
        1000,
        PathTexts.any(),
        PathTexts.any(),
        PathTexts.any(),
        (first, second, third) ->
            assertEquals(
                Outcome.of(() -> HOST.getPath(first, second, third)),
                Outcome.of(() -> OURS.getPath(first, second, third))));
  }

  /** {@link Path}: all methods that take no other path. */
  @Test
  void methodsOfOnePathAnswerAsTheHostDoes() {
    forAll(
        2000,
        PathTexts.legal(),
        text ->
            OF_ONE.forEach((name, method) ->
                assertEquals(
                    Outcome.of(() -> method.apply(HOST.getPath(text))),
                    Outcome.of(() -> method.apply(OURS.getPath(text))),
                    name)));
  }

  /** {@link Path}: all methods that take another path. */
  @Test
  void methodsOfTwoPathsAnswerAsTheHostDoes() {
    forAll(5000, PathTexts.legal(), PathTexts.legal(), VfsPathOracleTest::assertSameOfTwoPaths);
  }

  private static void assertSameOfTwoPaths(String text, String other) {
    OF_TWO_PATHS.forEach((name, method) ->
        assertEquals(
            Outcome.of(() -> method.apply(HOST.getPath(text), HOST.getPath(other))),
            Outcome.of(() -> method.apply(OURS.getPath(text), OURS.getPath(other))),
            name));
  }

  /** {@link Path}: all methods that take another path as text, illegal text among it. */
  @Test
  void methodsOfPathAndTextAnswerAsTheHostDoes() {
    forAll(
        2000,
        PathTexts.legal(),
        PathTexts.any(),
        (text, other) ->
            OF_PATH_AND_TEXT.forEach((name, method) ->
                assertEquals(
                    Outcome.of(() -> method.apply(HOST.getPath(text), other)),
                    Outcome.of(() -> method.apply(OURS.getPath(text), other)),
                    name)));
  }

  /**
   * {@link Path#startsWith(Path)}, {@link Path#endsWith(Path)} and {@link Path#relativize}: two
   * paths with much in common, which two texts of their own seldom have.
   */
  @Test
  void methodsOfPathsWithACommonPartAnswerAsTheHostDoes() {
    forAll(
        2000,
        PathTexts.legal(),
        PathTexts.legal(),
        PathTexts.legal(),
        (common, a, b) -> {
          assertSameOfTwoPaths(common + a, common + b);
          assertSameOfTwoPaths(common + "/" + a, common);
          assertSameOfTwoPaths(a + "/" + common, common);
        });
  }

  /** {@link Path#hashCode}: equal paths have equal hashes, whatever they were written like. */
  @Test
  void equalPathsHaveEqualHashes() {
    forAll(
        1000,
        PathTexts.legal(),
        text -> {
          Path path = OURS.getPath(text);
          Path again = OURS.getPath(new String(path.toString()));
          assertEquals(path, again);
          assertEquals(path.hashCode(), again.hashCode());
        });
  }

  /** {@link Path#toUri}: the same escapes; the host marks directories by a slash at the end. */
  @Test
  void urisHaveTheEscapesThatTheHostHas() {
    forAll(
        1000,
        PathTexts.legal(),
        text -> {
          String absolute = "/no such directory/" + text;
          String host = HOST.getPath(absolute).toUri().getRawPath();
          String ours = OURS.getPath(absolute).toUri().getRawPath();
          assertEquals(host.replaceFirst("(?<=.)/$", ""), ours);
        });
  }

  /** {@link FileSystem#getPathMatcher}: globs over paths of several names. */
  @Test
  void regularExpressionsMatchAsTheHostsDo() {
    forAll(
        2000,
        regex(),
        PathTexts.legal(),
        (regex, text) ->
            assertEquals(
                Outcome.of(() -> HOST.getPathMatcher("regex:" + regex).matches(HOST.getPath(text))),
                Outcome.of(
                    () -> OURS.getPathMatcher("regex:" + regex).matches(OURS.getPath(text)))));
  }

  private static Gen<String> regex() {
    return Gen.strings(0, 6, "a", "b", ".", "*", "/", "[^/]", "(", ")", "|", "\\.", "😀");
  }
}
