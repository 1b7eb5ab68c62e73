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
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Paths that match patterns. */
@Area(value = "nio.globs", source = "java.nio.file.FileSystem#getPathMatcher", writes = false)
@Needs(Capability.CASE_SENSITIVE)
final class GlobChecks {
  /** A pattern, what it matches, and what it does not. */
  private record Glob(String words, String pattern, List<String> matches, List<String> others) {}

  @Cites("[glob]")
  Stream<Case> aGlobMatchesWhatItSays() {
    return Stream.of(
            new Glob("name itself", "a.java", List.of("a.java"), List.of("A.java", "a.javac", "x")),
            new Glob("star", "*.java", List.of("a.java", ".java", "a.b.java"), List.of("d/a.java")),
            new Glob("star dot star", "*.*", List.of("a.b", ".", "a."), List.of("ab")),
            new Glob("group", "*.{java,class}", List.of("a.java", "b.class"), List.of("c.jav")),
            new Glob(
                "question mark", "foo.?", List.of("foo.c", "foo.."), List.of("foo.cc", "foo.")),
            new Glob("stars in names", "/home/*/*", List.of("/home/a/b"), List.of("/home/a")),
            new Glob("two stars", "/home/**", List.of("/home/a/b", "/home/a"), List.of("/home")),
            new Glob("two stars alone", "**", List.of("a", "a/b", "/a", ""), List.of()),
            new Glob("two stars before", "**/x", List.of("a/x", "a/b/x"), List.of("x")),
            new Glob("star alone", "*", List.of("a", "", "..."), List.of("a/b", "/a")),
            new Glob("range", "[a-c]x", List.of("ax", "bx", "cx"), List.of("dx", "x", "Ax")),
            new Glob("two ranges", "[a-cX-Z]", List.of("b", "Y"), List.of("d", "W")),
            new Glob("not a range", "[!a-c]x", List.of("dx", "-x"), List.of("ax", "x")),
            new Glob("not in a set", "[!abc]", List.of("d", "!"), List.of("a")),
            new Glob("set", "[abc]", List.of("a", "c"), List.of("d", "abc")),
            new Glob("dash first", "[-a]", List.of("-", "a"), List.of("b")),
            new Glob("dash first after not", "[!-]", List.of("a"), List.of("-")),
            new Glob("signs in a set", "[*?\\]", List.of("*", "?", "\\"), List.of("a")),
            new Glob("escaped star", "\\*", List.of("*"), List.of("a", "\\a")),
            new Glob("escaped question mark", "a\\?", List.of("a?"), List.of("ab")),
            new Glob("escaped brace", "\\{a\\}", List.of("{a}"), List.of("a")),
            new Glob("escaped bracket", "\\[a]", List.of("[a]"), List.of("a")),
            new Glob("escaped escape", "\\\\", List.of("\\"), List.of("a")),
            new Glob("group of globs", "{a*,?x}", List.of("abc", "a", "yx"), List.of("xy")),
            new Glob("group with nothing", "a{,b}", List.of("a", "ab"), List.of("b")),
            new Glob("groups in a row", "{a,b}{c,d}", List.of("ac", "bd"), List.of("ab", "a")),
            new Glob("comma outside", "a,b", List.of("a,b"), List.of("a", "b")),
            new Glob("dot is a dot", "a.b", List.of("a.b"), List.of("axb")),
            new Glob("signs of regexes", "(a|b)+$", List.of("(a|b)+$"), List.of("a")),
            new Glob("slash", "a/b", List.of("a/b"), List.of("a", "ab")),
            new Glob("hidden by star", "*", List.of(".hidden"), List.of()),
            new Glob("star in the middle", "a*c", List.of("ac", "abbc"), List.of("a/c", "ab")),
            new Glob("many stars", "*a*b*", List.of("ab", "xaybz"), List.of("ba")),
            new Glob("beyond ASCII", "\u00e9?", List.of("\u00e9a"), List.of("ea", "\u00e9")))
        .map(glob -> Case.of(glob.words, p -> matches(p, "glob:" + glob.pattern, glob)));
  }

  private static void matches(Playground p, String pattern, Glob glob) {
    PathChecks.isSlashed(p);
    FileSystem fs = p.fileSystem();
    PathMatcher matcher = fs.getPathMatcher(pattern);
    glob.matches.forEach(path -> assertEquals(true, matcher.matches(fs.getPath(path)), path));
    glob.others.forEach(path -> assertEquals(false, matcher.matches(fs.getPath(path)), path));
  }

  @Cites("[regex]")
  Stream<Case> aRegexMatchesTheWholePath() {
    return Stream.of(
            new Glob("name", "a.c", List.of("abc", "a.c"), List.of("abcd", "xabc", "a/bc")),
            new Glob("any", ".*", List.of("a", "a/b", "/", ""), List.of()),
            new Glob("slash", "a/[^/]+", List.of("a/b"), List.of("a", "a/b/c")),
            new Glob("choice", "a|b/c", List.of("a", "b/c"), List.of("a/c", "b")),
            new Glob("case", "ABC", List.of("ABC"), List.of("abc")),
            new Glob("flag", "(?i)abc", List.of("ABC", "aBc"), List.of("ab")))
        .map(regex -> Case.of(regex.words, p -> matches(p, "regex:" + regex.pattern, regex)));
  }

  @Cites("[DESCRIPTION] The value of the syntax component is compared without regard to case")
  void theNameOfTheSyntaxIsOfAnyCase(Playground p) {
    FileSystem fs = p.fileSystem();
    assertEquals(true, fs.getPathMatcher("GLOB:*").matches(fs.getPath("a")));
    assertEquals(true, fs.getPathMatcher("Regex:.").matches(fs.getPath("a")));
  }

  @Cites("[PatternSyntaxException]")
  Stream<Case> patternsThatAreNoneAreRefused() {
    List<String> patterns =
        List.of(
            "glob:{a",
            "glob:[a",
            "glob:a\\",
            "glob:{a,{b}}",
            "glob:[z-a]",
            "glob:[",
            "glob:{a,b",
            "regex:[a",
            "regex:(",
            "regex:*");
    return IntStream.range(0, patterns.size())
        .mapToObj(i ->
            Case.of(
                i + 1 + " " + patterns.get(i),
                p ->
                    p.refuses(
                        PatternSyntaxException.class,
                        () -> p.fileSystem().getPathMatcher(patterns.get(i)))));
  }

  @Cites("[UnsupportedOperationException]")
  void aSyntaxThatIsNotKnownIsRefused(Playground p) {
    p.refuses(UnsupportedOperationException.class, () -> p.fileSystem().getPathMatcher("grep:a"));
  }

  @Cites("[IllegalArgumentException]")
  Stream<Case> aPatternWithoutASyntaxIsRefused() {
    return Stream.of("*.java", "", ":a")
        .map(pattern ->
            Case.of(
                pattern.isEmpty() ? "empty" : pattern,
                p ->
                    p.refuses(
                        IllegalArgumentException.class,
                        () -> p.fileSystem().getPathMatcher(pattern))));
  }

  // ---------------------------------------------------------------- beside the platform

  private static final List<String> PIECES =
      List.of("*", "**", "?", "a", "/", "[ab]", "[!a]", "{a,b}", ".", "{*,a/b}", "\\*", "[a-b]");

  private static final List<String> PATHS =
      List.of(
          "", "a", "b", "ab", "a/b", "/a", "/a/b", "a/b/a", "aa", "a.b", ".", "..", "*", "ba",
          "a/a", "abc", "/ab/a");

  @Cites("[glob]")
  Stream<Case> everyTwoPiecesMatchAsOnThePlatform() {
    return PIECES.stream()
        .map(first ->
            Case.of(
                PIECES.indexOf(first) + 1 + " " + first,
                p -> {
                  Assumptions.assumeTrue(
                      FileSystems.getDefault().getSeparator().equals("/"),
                      "the platform has other paths");
                  PathChecks.isSlashed(p);
                  PIECES.forEach(second -> matchesAlike(p.fileSystem(), "glob:" + first + second));
                }));
  }

  private static void matchesAlike(FileSystem fs, String pattern) {
    PathMatcher ours = fs.getPathMatcher(pattern);
    PathMatcher platform = FileSystems.getDefault().getPathMatcher(pattern);
    for (String path : PATHS) {
      assertEquals(
          platform.matches(FileSystems.getDefault().getPath(path)),
          ours.matches(fs.getPath(path)),
          () -> pattern + " and '" + path + "'");
    }
  }
}
