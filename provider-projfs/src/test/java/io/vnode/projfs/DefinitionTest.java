package io.vnode.projfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.projfs.pdl.PdlException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition file is checked as a whole, and then it is a file system. */
class DefinitionTest {
  @TempDir Path folder;

  @BeforeEach
  void makeSources() throws IOException {
    Files.writeString(folder.resolve("rom"), "ROM");
    Files.createDirectory(folder.resolve("saves"));
  }

  private Path define(String text) throws IOException {
    return Files.writeString(folder.resolve("game.pdl"), text);
  }

  private List<String> errors(String text, Map<String, ?> env) throws IOException {
    Path file = define(text);
    return assertThrows(PdlException.class, () -> ProjFs.open(file, env)).errors().stream()
        .map(error -> error.position().line() + ": " + error.message())
        .toList();
  }

  @Test
  void sourcesAreRelativeToTheDefinitionAndVariablesAreInEnv() throws IOException {
    Path file = define("f(/bin/rom|rom|r); p(/saves|${SAVES}|rw|*.lock:|);");
    try (FileSystem fs = ProjFs.open(file, Map.of("SAVES", folder.resolve("saves")))) {
      assertEquals("ROM", Files.readString(fs.getPath("/bin/rom")));
      Files.writeString(fs.getPath("/saves/1"), "x");
      assertThrows(
          ReadOnlyFileSystemException.class, () -> Files.createFile(fs.getPath("/saves/a.lock")));
    }
    assertEquals("x", Files.readString(folder.resolve("saves/1")));
  }

  @Test
  void aDefinitionIsOpenedByItsUriAndByItsPath() throws IOException {
    Path file = define("f(/rom|rom|r);");
    URI uri = URI.create("projfs:" + file.toUri());
    try (FileSystem fs = FileSystems.newFileSystem(uri, Map.of())) {
      assertEquals("ROM", Files.readString(Path.of(URI.create(uri + "!/rom"))));
      assertEquals(fs.getPath("/rom"), Path.of(fs.getPath("/rom").toUri()));
    }
    try (FileSystem fs = FileSystems.newFileSystem(file, Map.of("provider", "projfs"))) {
      assertEquals("ROM", Files.readString(fs.getPath("/rom")));
    }
    Path onDemand = Path.of(URI.create(uri + "!/rom"));
    assertEquals("ROM", Files.readString(onDemand));
    onDemand.getFileSystem().close();
  }

  @Test
  void aSourceMayBeTheUriOfAnyProvider() throws IOException {
    try (FileSystem memory =
        FileSystems.newFileSystem(URI.create("memfs://projected/"), Map.of())) {
      Files.writeString(memory.getPath("/f"), "memory");
      Path file = define("p(/m|memfs://projected/|r); f(/f|memfs://projected/f|rw);");
      try (FileSystem fs = ProjFs.open(file, Map.of())) {
        assertEquals("memory", Files.readString(fs.getPath("/m/f")));
        Files.writeString(fs.getPath("/f"), "written");
        assertEquals("written", Files.readString(fs.getPath("/m/f")));
      }
    }
  }

  @Test
  void pathsAreMadeCanonical() throws IOException {
    Path file = define("f(a//b/./c/|rom|r); f(/../../d|rom|r); d(/a/b/x/..|); f(portalx|rom|r);");
    try (FileSystem fs = ProjFs.open(file, Map.of())) {
      assertTrue(Files.isRegularFile(fs.getPath("/a/b/c")));
      assertTrue(Files.isRegularFile(fs.getPath("/d")));
      assertTrue(Files.isRegularFile(fs.getPath("/portalx")));
    }
  }

  @Test
  void allErrorsOfATextAreFoundAtOnceAndNothingIsMounted() throws IOException {
    Path rom = folder.resolve("rom");
    Path saves = folder.resolve("saves");
    assertEquals(
        List.of(
            "2: /a is declared twice",
            "3: /a is a file, and holds no entries",
            "4: the source " + folder.resolve("none") + " does not exist",
            "5: the source " + rom + " is not a directory, as that of a portal must be",
            "6: the source " + saves + " is not a file",
            "7: expected r or rw as the access, found 'x'",
            "8: the root is a directory, and cannot be anything else"),
        errors(
            """
            f(/a|rom|r);
            d(/a|);
            f(/a/b|rom|r);
            f(/c|none|r);
            p(/d|rom|r|);
            f(/e|saves|r);
            f(/g|rom|x);
            p(/|saves|r|);
            """,
            Map.of()));
  }

  /** "Only directories can have projections ... as children": the fourth column of the table. */
  @Test
  void onlyADirectoryHoldsEntries() throws IOException {
    ProjFs.open(define("d(/d|); f(/d/f|rom|r); p(/d/p|saves|rw|); d(/d/d|);"), Map.of()).close();
    assertEquals(
        List.of(
            "2: /f is a file, and holds no entries",
            "4: /p is a portal, and holds no entries",
            "5: /p is a portal, and holds no entries"),
        errors(
            "f(/f|rom|rw);\nf(/f/x|rom|r);\np(/p|saves|rw|);\nf(/p/x|rom|r);\nd(/p/d|);",
            Map.of()));
  }

  /** "every error is reported, with line and column": also what only mounting would find. */
  @Test
  void aProtectedNameThatIsNoGlobIsAnErrorOfTheText() throws IOException {
    assertEquals(
        List.of(
            "1: the protected name [a is no glob: Missing ']",
            "2: the source " + folder.resolve("none") + " does not exist"),
        errors("p(/a|saves|rw|[a:|);\nf(/b|none|r);", Map.of()));
  }

  @Test
  void aDirectoryThatIsNotDeclaredIsMadeUnlessThatIsStrict() throws IOException {
    String text = "f(/a/b|rom|r);";
    ProjFs.open(define(text), Map.of("strict", "off")).close();
    assertEquals(
        List.of("1: the directory /a is not declared"), errors(text, Map.of("strict", "on")));
    ProjFs.open(define("d(/a|);" + text), Map.of("strict", "on")).close();
  }

  @Test
  void aDirectoryMayBeDeclaredBehindWhatIsInIt() throws IOException {
    ProjFs.open(define("f(/a/b|rom|r); d(/a|);"), Map.of()).close();
    assertEquals(
        List.of("1: /a is declared twice"), errors("d(/a|); f(/a/b|rom|r); d(/a|);", Map.of()));
  }

  @Test
  void aKeyInSmallLettersIsASettingAndMustBeKnown() throws IOException {
    Path file = define("f(/rom|rom|r);");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ProjFs.open(file, Map.of("stict", "on")));
    assertEquals(
        "projfs: 'stict' is not a setting: there are"
            + " cache, lazy, provider, security, strict, symlinks, userAttributes",
        refused.getMessage());
  }
}
