package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystem;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and rules of {@link FileSystem#getPathMatcher}, one by one. */
class PathMatchersTest {
  private final TextFileSystem fileSystem = new TextFileSystem("memfs://one", "/");

  private boolean matches(String syntaxAndPattern, String text) {
    return fileSystem.getPathMatcher(syntaxAndPattern).matches(fileSystem.getPath(text));
  }

  /** {@link FileSystem#getPathMatcher}: the table of examples. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "*.java, a.java, true",
        "*.java, d/a.java, false",
        "*.*, a.b, true",
        "*.*, ab, false",
        "\"*.{java,class}\", a.class, true",
        "foo.?, foo.x, true",
        "foo.?, foo.xy, false",
        "/home/*/*, /home/gus/data, true",
        "/home/*/*, /home/gus, false",
        "/home/**, /home/gus/data, true",
        "/home/**, /home, false",
        "[!a-c]x, dx, true",
        "[!a-c]x, bx, false",
        "[!a]b, /b, false",
        "[*?\\]x, ?x, true",
        "[*?\\]x, \\x, true",
        "\\{a\\*, {a*, true",
        "?, 😀, true",
        "?, .., false",
        "*, .hidden, true"
      })
  void aGlobMatchesTheWholePath(String glob, String text, boolean expected) {
    assertEquals(expected, matches("glob:" + glob, text));
  }

  /** {@link FileSystem#getPathMatcher}: an empty pattern is a pattern, of the empty path. */
  @Test
  void theEmptyGlobMatchesTheEmptyPath() {
    assertTrue(matches("glob:", ""));
    assertFalse(matches("glob:", "a"));
  }

  /** {@link FileSystem#getPathMatcher}: PatternSyntaxException; the words are the JDK's. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "[a/b], Explicit 'name separator' in class, 2",
        "{{a}}, Cannot nest groups, 1",
        "{a, Missing '}, 1",
        "[a, Missing '], 1",
        "[b-a], Invalid range, 1",
        "[a--], Invalid range, 1",
        "a\\, No character to escape, 1"
      })
  void aMalformedGlobIsRefusedAtItsPlace(String glob, String description, int index) {
    PatternSyntaxException e =
        assertThrows(PatternSyntaxException.class, () -> fileSystem.getPathMatcher("glob:" + glob));
    assertEquals(description, e.getDescription());
    assertEquals(index, e.getIndex());
    assertEquals(glob, e.getPattern());
  }

  /** {@link PatternSyntaxException#getPattern}: what the user wrote, not what became of it. */
  @Test
  void emptyBracketsAreRefusedInTermsOfTheGlob() {
    PatternSyntaxException e =
        assertThrows(PatternSyntaxException.class, () -> fileSystem.getPathMatcher("glob:x[]"));
    assertEquals("x[]", e.getPattern());
  }

  /** {@link FileSystem#getPathMatcher}: "compared without regard to case". */
  @Test
  void theCaseOfTheSyntaxDoesNotCount() {
    assertTrue(matches("GLOB:a*", "ab"));
    assertTrue(matches("Regex:a.", "ab"));
    assertFalse(matches("regex:A.", "ab"));
  }

  /** {@link FileSystem#getPathMatcher}: IllegalArgumentException without {@code syntax:pattern}. */
  @ParameterizedTest
  @ValueSource(strings = {"", "glob", ":a", "*.java"})
  void aPatternWithoutSyntaxIsRefused(String syntaxAndPattern) {
    assertThrows(IllegalArgumentException.class, () -> fileSystem.getPathMatcher(syntaxAndPattern));
  }

  /** {@link FileSystem#getPathMatcher}: UnsupportedOperationException for an unknown syntax. */
  @Test
  void anUnknownSyntaxIsUnsupported() {
    assertThrows(UnsupportedOperationException.class, () -> fileSystem.getPathMatcher("grep:a"));
  }
}
