package io.vnode.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One of several that tables and commands know by a title. */
interface Titled {
  /** The name in tables. */
  String title();

  /**
   * The one of {@code all} that is called {@code title}.
   *
   * @param kind what each of them is
   */
  static <T extends Titled> T of(String kind, T[] all, String title) {
    return Arrays.stream(all)
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no " + kind + " '" + title + "': " + titles(all)));
  }

  private static String titles(Titled[] all) {
    return Arrays.stream(all).map(Titled::title).collect(Collectors.joining(", "));
  }
}
