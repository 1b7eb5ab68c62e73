package io.vnode.nio;

import io.vnode.testkit.Gen;

/** Texts to make paths of, rich in what paths treat specially and short enough to meet again. */
final class PathTexts {
  private PathTexts() {}

  /** Legal texts, most of them not canonical. */
  static Gen<String> legal() {
    return Gen.<String>weighted(
            Gen.weight(4, Gen.of("/", "/", "//", "/./", "/../")),
            Gen.weight(5, Gen.of(".", "..", "a", "b", "ab", "a", "..")),
            Gen.weight(2, Gen.of("...", ".a", "a.", " ", "é", "\n", "~", "\\")),
            Gen.weight(1, Gen.of("😀", "😎", "\uE000", "\uFFFD", "%41", "?", "#", ";")))
        .joined(0, 7);
  }

  /** Texts of which some hold a NUL or half a surrogate pair. */
  static Gen<String> any() {
    Gen<String> illegal = Gen.of("\0", "\uD83D", "\uDE00", "\uDE00\uD83D");
    return Gen.<String>weighted(Gen.weight(4, legal()), Gen.weight(1, illegal)).joined(0, 3);
  }
}
