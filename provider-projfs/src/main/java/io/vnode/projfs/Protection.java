package io.vnode.projfs;

import io.vnode.nio.Globs;
import java.io.IOException;
import java.nio.file.Path;
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
  private final List<Rule> rules;
  private final boolean anyCase;

  /**
   * What {@code globs} match.
   *
   * @param anyCase whether the source takes {@code A} for {@code a}, so that the globs must
   * @throws PatternSyntaxException for one that is none
   */
  Protection(List<String> globs, boolean anyCase) {
    this.anyCase = anyCase;
    this.rules = globs.stream().map(glob -> new Rule(glob, compile(glob))).toList();
  }

  /** What {@code globs} match at the host of {@code source}; null when there are none. */
  static Protection of(List<String> globs, Path source) throws IOException {
    return globs.isEmpty() ? null : new Protection(globs, CaseRule.isAnyCase(source));
  }

  /** A glob as it was written, and what it means. */
  private record Rule(String glob, Pattern pattern) {
    boolean matches(CharSequence name, CharSequence path) {
      return pattern.matcher(isPath(glob) ? path : name).matches();
    }
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
    return matching(file) != null;
  }

  /** The glob by which {@code file}, or a directory above it, is read-only; null when none. */
  String matching(List<String> file) {
    StringBuilder path = new StringBuilder();
    for (String part : file) {
      String name = folded(part);
      path.append(path.isEmpty() ? "" : "/").append(name);
      for (Rule rule : rules) {
        if (rule.matches(name, path)) {
          return rule.glob;
        }
      }
    }
    return null;
  }
}
