package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments, errors, exit statuses and the standard streams. */
class CommandLineTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls", "tree", "cat", "stat", "cp", "mv", "rm", "mkdir", "ln", "touch", "find", "du", "pack",
        "proj", "wofs", "tck", "bench", "demo"
      })
  void everyCommandHasHelp(String command) {
    PrintStream before = System.err;
    ByteArrayOutputStream complaints = new ByteArrayOutputStream(); // Of picocli, to whoever looks.
    System.setErr(new PrintStream(complaints, true, UTF_8));
    Shell.Result help;
    try {
      help = Shell.ok(command, "--help");
    } finally {
      System.setErr(before);
    }
    assertEquals("", complaints.toString(UTF_8));
    assertTrue(help.out().startsWith("Usage: vnode " + command), help.out());
    assertTrue(help.lines().stream().allMatch(line -> line.length() <= 96));
    assertTrue(Shell.ok("--help").out().contains("  " + command + " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "stat", "tree", "find", "du", "rm"})
  void aMissingFileIsOneLineAndStatusOne(String command) {
    Path missing = temp.resolve("no\nsuch");
    Shell.Result result = Shell.vnode(command, missing);
    assertEquals(
        "vnode " + command + ": " + temp + "/no\\nsuch: No such file or directory\n", result.err());
    assertEquals(1, result.status());
  }

  /** GNU ls: 2 where a file on the command line cannot be had. */
  @Test
  void lsTellsOfAMissingOperandByStatusTwo() throws IOException {
    Files.createFile(temp.resolve("there"));
    Shell.Result result = Shell.vnode("ls", temp.resolve("missing"), temp);
    assertEquals(2, result.status());
    assertEquals(temp + ":\nthere\n", result.out());
    assertEquals(
        "vnode ls: memfs://nobody/x: No such file or directory\n",
        Shell.vnode("ls", "memfs://nobody/x").err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls -Q",
        "cp one",
        "find . -type z",
        "find . -size x",
        "pack .",
        "pack --method x . o",
        "pack --align 3 . o",
        "proj",
        "proj check",
        "proj explain game.pdl",
        "proj check -D x game.pdl",
        "wofs",
        "wofs create",
        "wofs create --capacity x a.img",
        "wofs create --mode ro a.img",
        "wofs diff a.img",
        "wofs seal --retain x a.img",
        "nonsense",
        ""
      })
  void aWrongCommandLineIsStatusTwo(String line) {
    Shell.Result result = Shell.vnode((Object[]) line.split(" "));
    assertEquals(2, result.status());
    assertTrue(result.err().startsWith("vnode"), result.err());
    assertEquals("", result.out());
  }

  @Test
  void anUnknownSchemeIsToldWithThoseThereAre() {
    String err = Shell.vnode("ls", "nofs://x/").err();
    assertTrue(
        err.startsWith("vnode ls: nofs://x/: no file system for scheme 'nofs'; there are "), err);
    assertTrue(err.contains("memfs"), err);
  }

  @Test
  void aUriThatIsNoneIsTold() {
    assertEquals(
        "vnode ls: memfs://x/a b: not a URI: Illegal character in path at index 11\n",
        Shell.vnode("ls", "memfs://x/a b").err());
  }

  /** The stack trace is for who asks. */
  @Test
  void debugShowsTheStackTrace() {
    assertTrue(Shell.vnode("ls", "--debug", temp.resolve("x")).err().contains("\tat "));
    assertTrue(Shell.vnode("--debug", "ls", temp.resolve("x")).err().contains("\tat "));
  }

  /** A memfs opened for a command goes with it; one that was open stays. */
  @Test
  void fileSystemsAreClosedByWhoOpenedThem() throws IOException {
    Shell.ok("touch", "memfs://fleeting/x");
    assertEquals("tmp\n", Shell.ok("ls", "memfs://fleeting/").out());
    try (FileSystem open = MemFs.builder().name("lasting").build()) {
      Shell.ok("touch", "memfs://lasting/x");
      assertEquals("tmp\nx\n", Shell.ok("ls", "memfs://lasting/").out());
      assertTrue(open.isOpen());
    }
  }

  /** What find prints of a URI can be given back, whatever is in the name. */
  @Test
  void printedUrisAreUris() throws IOException {
    try (FileSystem mem = MemFs.builder().name("names").build()) {
      Path d = Files.createDirectory(mem.getPath("/d"));
      String[] names = {"a b", "100%", "q?#[]", "é", "a:b", "tab\t"};
      for (String name : names) {
        Files.writeString(d.resolve(name), name);
      }
      for (String uri : Shell.ok("find", "memfs://names/d", "-type", "f").lines()) {
        assertTrue(uri.endsWith(Names.inUri(Path.of(Shell.ok("cat", uri).out()))), uri);
      }
    }
  }

  @Test
  void catWritesBytesAsTheyAre() throws IOException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Path file = Files.write(temp.resolve("bytes"), bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputStream none = OutputStream.nullOutputStream();
    Stdio stdio = new Stdio(InputStream.nullInputStream(), out, none, true, true);
    assertEquals(0, Main.run(stdio, "cat", file.toString()));
    assertArrayEquals(bytes, out.toByteArray());
  }

  /** POSIX cat: - is standard input, and so is no operand. */
  @Test
  void catReadsStandardInput() throws IOException {
    Path file = Files.writeString(temp.resolve("f"), "file ");
    assertEquals("file in file ", Shell.vnodeReading("in ", "cat", file, "-", file).out());
    assertEquals("in", Shell.vnodeReading("in", "cat").out());
  }

  /** A shell's status of a command that SIGPIPE ended; nothing is printed about it. */
  @Test
  void aBrokenPipeEndsTheCommandInSilence() {
    assertEquals(Main.BROKEN_PIPE, runWithFailingOutput("Broken pipe", ""));
  }

  @Test
  void outputThatCannotBeWrittenIsAnError() {
    assertEquals(
        Main.FAILURE,
        runWithFailingOutput(
            "No space left on device", "vnode: write error: No space left on device\n"));
  }

  private int runWithFailingOutput(String message, String expectedErr) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Stdio stdio = new Stdio(InputStream.nullInputStream(), failing, err, false, false);
    int status = Main.run(stdio, "find", "/usr/share", "-maxdepth", "1");
    assertEquals(expectedErr, err.toString(UTF_8));
    return status;
  }
}
