package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What comes of two paths, where a slash lies between names. */
@Area(value = "nio.path-pairs", source = "java.nio.file.Path", writes = false)
final class PathPairChecks {
  /** Two paths, and what comes of them; null where there is an error. */
  private record Pair(String one, String other, String result) {
    String label() {
      return PathChecks.quoted(one) + " and " + PathChecks.quoted(other);
    }
  }

  @Cites("#resolve(Path)")
  Stream<Case> aPathIsResolvedAgainstAnother() {
    return Stream.of(
            new Pair("/a", "b", "/a/b"),
            new Pair("a", "b/c", "a/b/c"),
            new Pair("/a", "/b", "/b"),
            new Pair("a", "/b", "/b"),
            new Pair("a", "", "a"),
            new Pair("", "a", "a"),
            new Pair("", "", ""),
            new Pair("/", "a", "/a"),
            new Pair("/", "", "/"),
            new Pair("/a", "..", "/a/.."),
            new Pair("a", "./b", "a/./b"))
        .map(row ->
            PathChecks.slashed(
                row.label(),
                fs -> {
                  Path one = fs.getPath(row.one);
                  Path result = fs.getPath(row.result);
                  assertEquals(result, one.resolve(fs.getPath(row.other)));
                  assertEquals(result, one.resolve(row.other));
                  assertEquals(row.result, one.resolve(row.other).toString());
                }));
  }

  @Cites("#resolveSibling(Path)")
  Stream<Case> aPathIsResolvedAgainstTheParent() {
    return Stream.of(
            new Pair("/a/b", "c", "/a/c"),
            new Pair("a/b", "c/d", "a/c/d"),
            new Pair("a", "b", "b"),
            new Pair("/", "b", "b"),
            new Pair("/a", "b", "/b"),
            new Pair("/a/b", "/c", "/c"),
            new Pair("/a/b", "", "/a"),
            new Pair("a", "", ""),
            new Pair("", "b", "b"))
        .map(row ->
            PathChecks.slashed(
                row.label(),
                fs -> {
                  Path one = fs.getPath(row.one);
                  Path result = fs.getPath(row.result);
                  assertEquals(result, one.resolveSibling(fs.getPath(row.other)));
                  assertEquals(result, one.resolveSibling(row.other));
                }));
  }

  @Cites("#relativize")
  Stream<Case> theWayFromOnePathToAnother() {
    return Stream.of(
            new Pair("/a/b", "/a/b/c/d", "c/d"),
            new Pair("/a/b", "/a/x", "../x"),
            new Pair("/a/b", "/a/b", ""),
            new Pair("/a/b/c", "/a", "../.."),
            new Pair("/a", "/b", "../b"),
            new Pair("/", "/a/b", "a/b"),
            new Pair("/a/b", "/", "../.."),
            new Pair("a", "a/b", "b"),
            new Pair("a/b", "a/c/d", "../c/d"),
            new Pair("a", "b", "../b"),
            new Pair("", "a/b", "a/b"),
            new Pair("a/b", "", "../.."),
            new Pair("", "", ""),
            new Pair("/a", "b", null),
            new Pair("a", "/b", null))
        .map(row ->
            Case.of(
                row.label(),
                p -> {
                  PathChecks.isSlashed(p);
                  Path one = p.fileSystem().getPath(row.one);
                  Path other = p.fileSystem().getPath(row.other);
                  if (row.result == null) {
                    p.refusesToTell(IllegalArgumentException.class, () -> one.relativize(other));
                  } else {
                    assertEquals(p.fileSystem().getPath(row.result), one.relativize(other));
                    assertEquals(other, one.resolve(one.relativize(other)).normalize());
                  }
                }));
  }

  @Cites("#normalize")
  Stream<Case> redundantNamesAreTakenOut() {
    return Stream.of(
            new String[] {"a/./b", "a/b"},
            new String[] {"./a", "a"},
            new String[] {"a/.", "a"},
            new String[] {"a/../b", "b"},
            new String[] {"a/b/../../c", "c"},
            new String[] {"../a", "../a"},
            new String[] {"a/../..", ".."},
            new String[] {"../../a/..", "../.."},
            new String[] {"a/..", ""},
            new String[] {".", ""},
            new String[] {"..", ".."},
            new String[] {"", ""},
            new String[] {"/a/../b", "/b"},
            new String[] {"/./a/.", "/a"},
            new String[] {"/a/b/..", "/a"},
            new String[] {"/a/..", "/"},
            new String[] {"/", "/"},
            new String[] {"/a/b/c", "/a/b/c"})
        .map(row ->
            PathChecks.slashed(
                PathChecks.quoted(row[0]),
                fs -> assertEquals(row[1], fs.getPath(row[0]).normalize().toString())));
  }

  /** Two paths, whether the first starts with the second, and whether it ends with it. */
  private record Ends(String path, String other, boolean starts, boolean ends) {}

  @Cites("#startsWith(Path)")
  Stream<Case> whatAPathStartsAndEndsWith() {
    return Stream.of(
            new Ends("/a/b", "/", true, false),
            new Ends("/a/b", "/a", true, false),
            new Ends("/a/b", "/a/b", true, true),
            new Ends("/a/b", "/a/b/c", false, false),
            new Ends("/a/b", "/a/bc", false, false),
            new Ends("/a/bc", "/a/b", false, false),
            new Ends("/a/b", "a", false, false),
            new Ends("/a/b", "b", false, true),
            new Ends("/a/b", "a/b", false, true),
            new Ends("/a/b", "/b", false, false),
            new Ends("a/b", "a", true, false),
            new Ends("a/b", "a/b", true, true),
            new Ends("a/b", "/a/b", false, false),
            new Ends("a/bb", "b", false, false),
            new Ends("a", "", false, false),
            new Ends("", "", true, true),
            new Ends("", "a", false, false),
            new Ends("/", "/", true, true),
            new Ends("/a", "", false, false))
        .map(row ->
            PathChecks.slashed(
                PathChecks.quoted(row.path) + " and " + PathChecks.quoted(row.other),
                fs -> {
                  Path path = fs.getPath(row.path);
                  Path other = fs.getPath(row.other);
                  assertEquals(row.starts, path.startsWith(other), "starts with");
                  assertEquals(row.starts, path.startsWith(row.other), "starts with text");
                  assertEquals(row.ends, path.endsWith(other), "ends with");
                  assertEquals(row.ends, path.endsWith(row.other), "ends with text");
                }));
  }
}
