package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Globs beside those of the JDK on this host, a Linux: which are refused, how, what they match. */
class GlobsOracleTest {
  private static final FileSystem HOST = FileSystems.getDefault();
  private static final TextFileSystem OURS = new TextFileSystem("memfs://oracle", "/");

  /** {@link FileSystem#getPathMatcher}: {@code glob}. */
  @Property(tries = 20_000)
  void globsAreRefusedOrMatchAsTheHostsDo(
      @ForAll("globs") String glob, @ForAll("names") List<String> texts) {
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

  @Provide
  Arbitrary<String> globs() {
    Arbitrary<String> plain =
        Arbitraries.of("a", "b", "c", "/", ".", "é", "😀", "-", "&", "^", "!");
    Arbitrary<String> special =
        Arbitraries.of(
            "*", "**", "?", "[", "]", "{", "}", ",", "\\", "[!", "a-c", "&&", "$", "(", "|", "+");
    Arbitrary<String> whole = Arbitraries.of("[ab]", "[!a]", "[a-c]", "[-a]", "{a,b}", "{*.a,b?}");
    return Arbitraries.oneOf(plain, special, whole)
        .list()
        .ofMaxSize(7)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.of(
            "a", "b", "c", "/", ".", "é", "😀", "\n", "-", "&", "^", "!", "[", "{a", "\\", "]")
        .list()
        .ofMaxSize(4)
        .map(pieces -> String.join("", pieces))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
