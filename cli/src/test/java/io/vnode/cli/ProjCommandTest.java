package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** vnode proj: what is said of a definition. What is judged, ProjReview's tests say. */
class ProjCommandTest {
  @TempDir Path temp;
  private Path game;

  @BeforeEach
  void makeSources() throws IOException {
    Files.writeString(temp.resolve("rom.bin"), "rom");
    Files.writeString(Files.createDirectory(temp.resolve("saves")).resolve("a"), "a");
    game =
        define(
            """
            # game
            f(/bin/rom|${DATA}/rom.bin|r);
            d(/dlc|);
            p(/saves|saves|rw|*.lock:profile/**|);
            """);
  }

  private Path define(String text) throws IOException {
    return Files.writeString(temp.resolve("game.pdl"), text);
  }

  @Test
  void checkDrawsTheTreeWithKindAccessAndSource() {
    assertEquals(
        List.of(
            "d    /",
            "d    ├── bin",
            "f r  │   └── rom -> " + temp + "/./rom.bin",
            "d    ├── dlc",
            "p rw └── saves -> " + temp + "/saves, protects *.lock profile/**"),
        Shell.ok("proj", "check", "-D", "DATA=.", game).lines());
  }

  /** The issue: "every error with line and column". What can be drawn is. */
  @Test
  void checkTellsOfEveryErrorByItsPlace() throws IOException {
    Path wrong = define("f(/a|none|r);\nf(/b|rom.bin|w);\n  f(/a/x|rom.bin|r);\n");
    Shell.Result result = Shell.vnode("proj", "check", wrong);
    assertEquals(1, result.status());
    assertEquals(
        List.of(
            "vnode proj check: " + wrong + ":1:1: the source " + temp + "/none does not exist",
            "vnode proj check: " + wrong + ":2:14: expected r or rw as the access, found 'w'",
            "vnode proj check: " + wrong + ":3:3: /a is a file, and holds no entries"),
        result.err().lines().toList());
    assertEquals(
        List.of("d    /", "f r  └── a -> " + temp + "/none (does not exist)"), result.lines());
  }

  @Test
  void aVariableIsThatOfTheOptionOrElseOfTheEnvironment() throws IOException {
    assertEquals(
        "vnode proj check: " + game + ":2:12: the variable DATA is not set\n",
        Shell.vnode("proj", "check", game).err());
    Path other = define("p(/p|${PATH}|r);");
    assertTrue(Shell.vnode("proj", "check", other).err().contains(System.getenv("PATH")));
    Shell.ok("proj", "check", "-DPATH=" + temp, other);
  }

  @Test
  void aSettingIsGivenAsAVariableIs() {
    String err = Shell.vnode("proj", "check", "-D", "DATA=.", "-D", "strict=on", game).err();
    assertEquals("vnode proj check: " + game + ":2:1: the directory /bin is not declared\n", err);
    assertTrue(Shell.vnode("proj", "check", "-D", "strikt=on", game).err().contains("'strikt'"));
  }

  @Test
  void explainSaysWhereAPathLeadsAndWhatIsRefusedWhy() {
    assertEquals(
        List.of(
            "path     /saves/x.lock",
            "through  p rw /saves, declared at " + game + ":4:1",
            "source   " + temp + "/saves/x.lock (does not exist)",
            "read     refused, ENOENT: No such file or directory",
            "write    refused, ENOENT: No such file or directory",
            "create   refused, EROFS: the portal /saves protects *.lock",
            "delete   refused, ENOENT: No such file or directory",
            "rename   refused, ENOENT: No such file or directory",
            "chmod    refused, ENOENT: No such file or directory"),
        Shell.ok("proj", "explain", "-DDATA=.", game, "/saves/x.lock").lines());
  }

  @Test
  void explainFollowsALinkAndSaysSo() throws IOException {
    Files.createSymbolicLink(temp.resolve("saves/up"), Path.of("../bin/rom"));
    List<String> lines = Shell.ok("proj", "explain", "-DDATA=.", game, "saves/up").lines();
    assertEquals("path     /saves/up", lines.get(0));
    assertEquals("link to  /bin/rom", lines.get(1));
    assertTrue(lines.contains("write    refused, EROFS: the file /bin/rom is read-only"));
    assertTrue(lines.contains("delete   allowed"));
  }

  @Test
  void explainOfAPathThatLeadsNowhereIsOneLineAndStatusOne() {
    Shell.Result result = Shell.vnode("proj", "explain", "-DDATA=.", game, "/none/x");
    assertEquals("vnode proj explain: /none/x: No such file or directory\n", result.err());
    assertEquals(1, result.status());
    assertEquals("", result.out());
  }

  @Test
  void explainOfAWrongDefinitionTellsWhatIsWrongInIt() {
    Shell.Result result = Shell.vnode("proj", "explain", game, "/saves");
    assertEquals(
        "vnode proj explain: " + game + ":2:12: the variable DATA is not set\n", result.err());
    assertEquals(1, result.status());
  }

  /** Any file system's, as for all commands. */
  @Test
  void aDefinitionThatIsMissingOrElsewhereIsNamedAsItWasGiven() throws IOException {
    assertEquals(
        "vnode proj check: no.pdl: No such file or directory\n",
        Shell.vnode("proj", "check", "no.pdl").err());
    try (MemFileSystem mem = MemFs.builder().name("definitions").build()) {
      Files.writeString(mem.getPath("/d.pdl"), "d(/a|);");
      assertEquals(
          List.of("d    /", "d    └── a"),
          Shell.ok("proj", "check", "memfs://definitions/d.pdl").lines());
    }
  }
}
