package io.vnode.projfs;

import io.vnode.nio.Globs;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The names in a portal that stay read-only: globs, of which those without a slash are for a name
 * in any directory, and those with one for the path from the portal on. What is below a name that
 * matches is read-only, too.
 */
final class Protection implements Predicate<List<String>> {
  private final List<Pattern> names;
  private final List<Pattern> paths;
  private final boolean anyCase;

  /**
   * What {@code globs} match.
   *
   * @param anyCase whether the source takes {@code A} for {@code a}, so that the globs must
   * @throws PatternSyntaxException for one that is none
   */
  Protection(List<String> globs, boolean anyCase) {
    this.anyCase = anyCase;
    this.names = globs.stream().filter(glob -> !isPath(glob)).map(this::compile).toList();
    this.paths = globs.stream().filter(Protection::isPath).map(this::compile).toList();
  }

  /**
   * @throws IllegalArgumentException naming the first of {@code globs} that is none
   */
  static void requireGlobs(List<String> globs) {
    for (String glob : globs) {
      try {
        Globs.compile(glob);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "the protected name " + glob + " is no glob: " + e.getDescription(), e);
      }
    }
  }

  private static boolean isPath(String glob) {
    return glob.indexOf('/') >= 0;
  }

  private Pattern compile(String glob) {
    return Globs.compile(folded(glob.startsWith("/") ? glob.substring(1) : glob));
  }

  private String folded(String text) {
    return anyCase ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : text;
  }

  @Override
  public boolean test(List<String> file) {
    StringBuilder path = new StringBuilder();
    for (String part : file) {
      String name = folded(part);
      path.append(path.isEmpty() ? "" : "/").append(name);
      if (matches(names, name) || matches(paths, path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<Pattern> patterns, CharSequence text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }
}
