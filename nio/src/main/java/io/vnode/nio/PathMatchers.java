package io.vnode.nio;

import java.nio.file.FileSystem;
import java.nio.file.PathMatcher;
import java.util.Locale;
import java.util.regex.Pattern;

/** The matchers of {@link FileSystem#getPathMatcher}: by glob and by regular expression. */
final class PathMatchers {
  private PathMatchers() {}

  static PathMatcher of(PathSyntax syntax, String syntaxAndPattern) {
    int colon = syntaxAndPattern.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException(
          "'" + syntaxAndPattern + "' is not of the form syntax:pattern");
    }
    String name = syntaxAndPattern.substring(0, colon);
    String expression = syntaxAndPattern.substring(colon + 1);
    Pattern pattern =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "glob" -> syntax.glob(expression);
          case "regex" -> syntax.regex(expression);
          default ->
              throw new UnsupportedOperationException("Syntax '" + name + "' not recognized");
        };
    return path -> pattern.matcher(path.toString()).matches();
  }
}
