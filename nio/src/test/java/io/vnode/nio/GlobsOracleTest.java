package io.vnode.nio;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Gen;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

/** Globs beside those of the JDK on this host, a Linux: which are refused, how, what they match. */
class GlobsOracleTest {
  private static final FileSystem HOST = FileSystems.getDefault();
  private static final TextFileSystem OURS = new TextFileSystem("memfs://oracle", "/");

  /** {@link FileSystem#getPathMatcher}: {@code glob}. */
  @Test
  void globsAreRefusedOrMatchAsTheHostsDo() {
    forAll(20_000, globs(), names(), GlobsOracleTest::assertSame);
  }

  private static void assertSame(String glob, List<String> texts) {
    for (String text : texts) {
      assertEquals(
          outcome(HOST, glob, text), outcome(OURS, glob, text), () -> glob + " on " + text);
    }
  }

  private static Object outcome(FileSystem fileSystem, String glob, String text) {
    PathMatcher matcher;
    try {
      matcher = fileSystem.getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      return e.getDescription();
    }
    return matcher.matches(fileSystem.getPath(text));
  }

  private static Gen<String> globs() {
    Gen<String> plain = Gen.of("a", "b", "c", "/", ".", "é", "😀", "-", "&", "^", "!");
    Gen<String> special =
        Gen.of(
            "*", "**", "?", "[", "]", "{", "}", ",", "\\", "[!", "a-c", "&&", "$", "(", "|", "+");
    Gen<String> whole = Gen.of("[ab]", "[!a]", "[a-c]", "[-a]", "{a,b}", "{*.a,b?}");
    return Gen.<String>oneOf(plain, special, whole).joined(0, 7);
  }

  private static Gen<List<String>> names() {
    return Gen.of(
            "a", "b", "c", "/", ".", "é", "😀", "\n", "-", "&", "^", "!", "[", "{a", "\\", "]")
        .joined(0, 4)
        .list(1, 8);
  }
}
