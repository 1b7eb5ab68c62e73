package io.vnode.projfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Errno;
import io.vnode.projfs.pdl.PdlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a review says of a definition is what its projection then does. */
class ProjReviewTest {
  private static final String TEXT =
      """
      d(/empty|);
      f(/bin/read|file|r);
      f(/bin/write|file|rw);
      p(/rw|rw|rw|*.lock:kept/**|);
      p(/ro|ro|r);
      """;

  /** One of each kind of place. */
  private static final List<String> PATHS =
      List.of(
          "/",
          "/empty",
          "/empty/new",
          "/bin",
          "/bin/read",
          "/bin/write",
          "/bin/new",
          "/rw",
          "/rw/a",
          "/rw/new",
          "/rw/new.lock",
          "/rw/x.lock",
          "/rw/alias",
          "/rw/link",
          "/rw/dangling",
          "/rw/kept",
          "/rw/kept/save",
          "/rw/kept/new",
          "/rw/d",
          "/rw/d/e",
          "/ro",
          "/ro/a",
          "/ro/new");

  @TempDir Path temp;

  private Path define() throws IOException {
    Path folder = Files.createTempDirectory(temp, "f");
    for (String name : List.of("rw", "rw/kept", "rw/d", "rw/d/e", "ro")) {
      Files.createDirectory(folder.resolve(name));
    }
    for (String name : List.of("file", "rw/a", "rw/x.lock", "rw/kept/save", "ro/a")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.createLink(folder.resolve("rw/alias"), folder.resolve("rw/x.lock"));
    Files.createSymbolicLink(folder.resolve("rw/link"), Path.of("../bin/write"));
    Files.createSymbolicLink(folder.resolve("rw/dangling"), Path.of("none"));
    return Files.writeString(folder.resolve("game.pdl"), TEXT);
  }

  private static ProjExplanation explain(Path definition, String path) throws IOException {
    try (ProjReview review = ProjReview.of(definition, Map.of())) {
      return review.explain(path);
    }
  }

  private static void act(ProjDeed deed, Path path) throws IOException {
    switch (deed) {
      case READ -> path.getFileSystem().provider().checkAccess(path, java.nio.file.AccessMode.READ);
      case WRITE -> Files.newByteChannel(path, StandardOpenOption.WRITE).close();
      case CREATE -> Files.createFile(path);
      case DELETE -> Files.delete(path);
      case RENAME -> {
        Path renamed = path.resolveSibling(path.getFileName() + "-renamed");
        Files.move(path, renamed, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
      case CHMOD ->
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
  }

  /** What the real projection answers; null when the deed is done. */
  private Errno happens(ProjDeed deed, String path) throws IOException {
    try (ProjFileSystem projection = ProjFs.open(define(), Map.of())) {
      return Answer.to(() -> act(deed, projection.getPath(path)));
    }
  }

  @ParameterizedTest
  @EnumSource(ProjDeed.class)
  void whatIsForetoldIsWhatHappens(ProjDeed deed) throws IOException {
    Path definition = define();
    for (String path : PATHS) {
      if (!path.equals("/") || deed != ProjDeed.RENAME) {
        Errno foretold = explain(definition, path).verdicts().get(deed).refusal();
        assertEquals(happens(deed, path), foretold, deed + " " + path);
      }
    }
  }

  @Test
  void explainingChangesNothing() throws IOException {
    Path definition = define();
    String before = seen(definition.getParent());
    for (String path : PATHS) {
      explain(definition, path);
    }
    assertEquals(before, seen(definition.getParent()));
  }

  private static String seen(Path tree) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted().toList()) {
        all.append(path)
            .append(
                Files.readAttributes(
                    path, "unix:mode,nlink,size,ctime", java.nio.file.LinkOption.NOFOLLOW_LINKS));
      }
    }
    return all.toString();
  }

  @Test
  void theReasonNamesTheEntryThatIsInTheWay() throws IOException {
    Path definition = define();
    Map<String, String> reasons =
        Map.of(
            "/empty/new", "what is in the directory /empty never changes",
            "/rw/new.lock", "the portal /rw protects *.lock",
            "/rw/kept/new", "the portal /rw protects kept/**",
            "/ro/new", "the portal /ro is read-only");
    for (Map.Entry<String, String> expected : reasons.entrySet()) {
      ProjVerdict verdict = explain(definition, expected.getKey()).verdicts().get(ProjDeed.CREATE);
      assertEquals(expected.getValue(), verdict.reason(), expected.getKey());
    }
    Map<ProjDeed, ProjVerdict> file = explain(definition, "/bin/read").verdicts();
    assertEquals("the file /bin/read is read-only", file.get(ProjDeed.WRITE).reason());
    assertEquals("what is in the directory /bin never changes", file.get(ProjDeed.DELETE).reason());
    assertEquals(
        "the portal /rw protects something in it",
        explain(definition, "/rw/kept").verdicts().get(ProjDeed.RENAME).reason());
    assertEquals(
        "the portal /rw protects another name of it",
        explain(definition, "/rw/alias").verdicts().get(ProjDeed.WRITE).reason());
    assertEquals(
        "owners and permissions stay as they are without security=allow",
        explain(definition, "/rw/a").verdicts().get(ProjDeed.CHMOD).reason());
  }

  @Test
  void aPathLeadsThroughAnEntryToItsSource() throws IOException {
    Path definition = define();
    ProjExplanation link = explain(definition, "/rw/../rw/link");
    assertEquals("/rw/link", link.path());
    assertEquals("/bin/write", link.target());
    assertEquals("/bin/write", link.entry().path());
    assertEquals(3, link.entry().position().line());
    assertEquals(definition.resolveSibling("file"), link.source());
    ProjExplanation made = explain(definition, "bin/new");
    assertEquals("/bin", made.entry().path());
    assertNull(made.entry().position());
    assertNull(made.source());
  }

  @Test
  void nothingIsExplainedOfADefinitionThatIsWrong() throws IOException {
    Path wrong = Files.writeString(temp.resolve("wrong.pdl"), "f(/a|none|r);");
    try (ProjReview review = ProjReview.of(wrong, Map.of())) {
      assertEquals(1, review.errors().size());
      assertEquals("does not exist", review.entries(review.root()).get(0).problem());
      assertThrows(PdlException.class, () -> review.explain("/a"));
    }
  }
}
