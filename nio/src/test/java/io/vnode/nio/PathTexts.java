package io.vnode.nio;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts to make paths of, rich in what paths treat specially and short enough to meet again. */
final class PathTexts {
  private PathTexts() {}

  /** Legal texts, most of them not canonical. */
  static Arbitrary<String> legal() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of("/", "/", "//", "/./", "/../")),
            Tuple.of(5, Arbitraries.of(".", "..", "a", "b", "ab", "a", "..")),
            Tuple.of(2, Arbitraries.of("...", ".a", "a.", " ", "é", "\n", "~", "\\")),
            Tuple.of(1, Arbitraries.of("😀", "😎", "\uE000", "\uFFFD", "%41", "?", "#", ";")))
        .list()
        .ofMaxSize(7)
        .map(pieces -> String.join("", pieces));
  }

  /** Texts of which some hold a NUL or half a surrogate pair. */
  static Arbitrary<String> any() {
    Arbitrary<String> illegal = Arbitraries.of("\0", "\uD83D", "\uDE00", "\uDE00\uD83D");
    return Arbitraries.frequencyOf(Tuple.of(4, legal()), Tuple.of(1, illegal))
        .list()
        .ofMaxSize(3)
        .map(pieces -> String.join("", pieces));
  }
}
