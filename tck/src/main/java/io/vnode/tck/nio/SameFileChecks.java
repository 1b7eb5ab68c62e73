package io.vnode.tck.nio;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Whether two paths lead to one file, whether two files have one content, and the real path. */
@Area(value = "nio.same-file", source = "java.nio.file.Files")
final class SameFileChecks {
  private static boolean same(Playground p, String one, String other) throws IOException {
    return p.get(
        "isSameFile " + one + ", " + other, () -> Files.isSameFile(p.path(one), p.path(other)));
  }

  @Cites("#isSameFile")
  Stream<Case> everyKindBesideEveryKind() {
    return Stream.of(Kind.values())
        .flatMap(one -> Stream.of(Kind.values()).map(other -> beside(one, other)));
  }

  private static Case beside(Kind one, Kind other) {
    return Case.of(
            one + " and " + other,
            p -> {
              one.make(p, "f");
              other.make(p, "g");
              if (leadsSomewhere(one) && leadsSomewhere(other)) {
                assertFalse(same(p, "f", "g"));
              } else {
                isNotTheSameAsNothing(p);
              }
            })
        .needs(one.needs())
        .needs(other.needs());
  }

  private static boolean leadsSomewhere(Kind kind) {
    return kind != Kind.NOTHING && kind != Kind.DANGLING_LINK && kind != Kind.LINK_TO_ITSELF;
  }

  /** The Javadoc leaves open whether that is an error. */
  private static void isNotTheSameAsNothing(Playground p) {
    try {
      assertFalse(same(p, "f", "g"));
    } catch (IOException e) {
      p.refuses(IOException.class, () -> same(p, "g", "f"));
    }
  }

  @Cites("#isSameFile If both Path objects are equal then this method returns true")
  Stream<Case> equalPathsAreTheSameWhateverIsThere() {
    return Stream.of(Kind.values())
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "f");
                      assertTrue(same(p, "f", "f"));
                    })
                .needs(kind.needs()));
  }

  @Cites("#isSameFile")
  void waysToOneFileLeadToTheSame(Playground p) throws IOException {
    p.tree("f=abc", "d/");
    assertTrue(same(p, "f", "d/../f"));
    assertTrue(same(p, "./f", "f"));
    assertTrue(same(p, "d", "d/."));
    assertFalse(same(p, "d", "d/.."));
  }

  @Cites("#isSameFile")
  @Needs(SYMBOLIC_LINKS)
  void aLinkLeadsToTheSame(Playground p) throws IOException {
    p.tree("f=abc", "l -> f", "m -> l", "d/", "e -> d", "d/g");
    assertTrue(same(p, "f", "l"));
    assertTrue(same(p, "m", "l"));
    assertTrue(same(p, "d/g", "e/g"));
    assertTrue(same(p, "d", "e"));
  }

  @Cites("#isSameFile")
  @Needs(HARD_LINKS)
  void twoNamesOfOneFileAreTheSame(Playground p) throws IOException {
    p.tree("f=abc", "g == f", "h=abc");
    assertTrue(same(p, "f", "g"));
    assertFalse(same(p, "f", "h"));
  }

  // ---------------------------------------------------------------- mismatch

  /** Two contents, and where they differ; -1 nowhere. */
  private record Difference(String one, String other, long at) {}

  @Cites("#mismatch")
  Stream<Case> theFirstByteThatDiffersIsFound() {
    return Stream.of(
            new Difference("abc", "abc", -1),
            new Difference("", "", -1),
            new Difference("", "a", 0),
            new Difference("abc", "abd", 2),
            new Difference("xbc", "abc", 0),
            new Difference("ab", "abc", 2),
            new Difference("abc", "ab", 2))
        .map(row ->
            Case.of(
                "'" + row.one + "' and '" + row.other + "' differ at " + row.at,
                p -> {
                  p.write("f", row.one);
                  p.write("g", row.other);
                  assertEquals(row.at, Files.mismatch(p.path("f"), p.path("g")));
                }));
  }

  @Cites("#mismatch")
  Stream<Case> largeFilesAreComparedToTheEnd() {
    return Stream.of(8_191, 8_192, 8_193, 99_999)
        .map(at ->
            Case.of(
                "at " + at,
                p -> {
                  byte[] content = Bytes.pattern(100_000);
                  Files.write(p.path("f"), content);
                  byte[] other = Arrays.copyOf(content, content.length);
                  other[at]++;
                  Files.write(p.path("g"), other);
                  assertEquals(at.longValue(), Files.mismatch(p.path("f"), p.path("g")));
                }));
  }

  @Cites("#mismatch")
  void aFileDoesNotDifferFromItself(Playground p) throws IOException {
    p.write("f", "abc");
    assertEquals(-1, Files.mismatch(p.path("f"), p.path("f")));
    p.expect(Errno.ENOENT, () -> Files.mismatch(p.path("f"), p.path("no")));
    p.expect(Errno.ENOENT, () -> Files.mismatch(p.path("no"), p.path("f")));
  }

  // ---------------------------------------------------------------- the real path

  @Cites("java.nio.file.Path#toRealPath")
  void theRealPathHasNoDots(Playground p) throws IOException {
    p.tree("f=abc", "d/");
    Path real = p.path("").toRealPath();
    assertEquals(real.resolve("f"), p.path("d/../f").toRealPath());
    assertEquals(real, p.path("d/./..").toRealPath());
    assertTrue(real.isAbsolute());
  }

  @Cites("java.nio.file.Path#toRealPath")
  @Needs(SYMBOLIC_LINKS)
  void theRealPathHasNoLinks(Playground p) throws IOException {
    p.tree("d/", "d/f", "l -> d", "m -> l/f", "d/up -> ..");
    Path real = p.path("").toRealPath();
    assertEquals(real.resolve("d"), p.path("l").toRealPath());
    assertEquals(real.resolve("d").resolve("f"), p.path("m").toRealPath());
    assertEquals(real, p.path("d/up").toRealPath());
    assertEquals(real.resolve("d"), p.path("l/up/d").toRealPath());
  }

  @Cites("java.nio.file.Path#toRealPath NOFOLLOW_LINKS")
  @Needs(SYMBOLIC_LINKS)
  void linksStayInARealPathThatDoesNotFollow(Playground p) throws IOException {
    p.tree("d/", "d/f", "l -> d", "no -> nowhere");
    Path real = p.path("").toRealPath();
    assertEquals(
        real.resolve("l").resolve("f"), p.path("l/f").toRealPath(LinkOption.NOFOLLOW_LINKS));
    assertEquals(real.resolve("no"), p.path("no").toRealPath(LinkOption.NOFOLLOW_LINKS));
  }

  @Cites("java.nio.file.Path#toRealPath IOException if the file does not exist")
  Stream<Case> whatLeadsNowhereHasNoRealPath() {
    return Stream.of(Kind.NOTHING, Kind.DANGLING_LINK, Kind.LINK_TO_ITSELF)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "f");
                      p.expect(
                          kind == Kind.LINK_TO_ITSELF ? Errno.ELOOP : Errno.ENOENT,
                          () -> p.get("toRealPath f", () -> p.path("f").toRealPath()));
                    })
                .needs(kind.needs()));
  }
}
