package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** vnode run: a program, what it is given, and what is told of it. */
class RunCommandTest {
  private static final Path GUESTS = Path.of("../provider-wasi/src/test/resources/guests");
  private static final Path PROCESS = GUESTS.resolve("process.wasm");

  @TempDir Path temp;

  /** Issue 9: "stdin, stdout, stderr and the exit code are the program's". */
  @Test
  void streamsAndStatusAreTheProgramsOwn() {
    Shell.Result result =
        Shell.vnodeReading("line\n", "run", PROCESS, "--env", "GUEST=yes", "--", "--in", "/data");
    assertEquals(
        List.of("argument 1: --in", "argument 2: /data", "GUEST=yes", "read: line"),
        result.lines());
    assertEquals("done\n", result.err());
    assertEquals(3, result.status());
  }

  /** Issue 9: "--dir memfs:::/". */
  @Test
  void aProgramWorksInMemory() throws IOException {
    Shell.Result result = Shell.ok("run", GUESTS.resolve("names.wasm"), "--dir", "memfs:::/");
    assertEquals(Files.readString(GUESTS.resolve("names.txt")), result.out());
  }

  /** A directory of the host is changed, and one that is to be read only is not. */
  @Test
  void directoriesAreGivenForReadingOrForBoth() throws IOException {
    Path program = GUESTS.resolve("stdio.wasm");
    Shell.ok("run", program, "--dir", temp + "::/");
    assertTrue(Files.exists(temp.resolve("f")));
    Files.delete(temp.resolve("f"));
    Shell.Result result =
        Shell.vnode("run", program, "--interpret", "--dir", temp + "::/:ro", "--trace", "-");
    assertTrue(
        result.err().contains(", O_CREAT|O_TRUNC) = -1 EROFS (Read-only file system)"),
        result::err);
    assertTrue(Files.notExists(temp.resolve("f")));
  }

  /** abort(3): what a shell tells of it. */
  @Test
  void aTrapIsToldOf() {
    Shell.Result result = Shell.vnode("run", PROCESS, "--", "abort");
    assertEquals(134, result.status());
    assertTrue(
        Shell.vnode("run", PROCESS, "--trace", "-", "--", "abort").err().contains("trapped"));
    assertTrue(
        result.err().startsWith("done\nvnode run: " + PROCESS + ": the program trapped: "),
        result::err);
  }

  @Test
  void callsAreToldOfAndCounted() throws IOException {
    Path told = temp.resolve("trace");
    Shell.Result result = Shell.vnode("run", PROCESS, "--trace-json", told, "--count");
    List<String> lines = Files.readAllLines(told);
    assertEquals(
        "{\"call\":\"proc_exit\",\"args\":[1],\"result\":null}", lines.get(lines.size() - 1));
    assertTrue(
        result.err().lines().anyMatch(line -> line.matches(" +1 +0 proc_exit")), result::err);
  }

  /** One clear error for each mistake. */
  @Test
  void mistakesAreTold() {
    Shell.Result result = Shell.vnode("run", PROCESS, "--dir", "data");
    assertEquals(Main.USAGE, result.status());
    assertTrue(result.err().contains("'data' is no SPEC::GUEST[:ro]"), result::err);
    result = Shell.vnode("run", PROCESS, "--dir", temp.resolve("missing") + "::/");
    assertEquals(Main.FAILURE, result.status());
    assertTrue(result.err().contains("missing: No such file or directory"), result::err);
    result = Shell.vnode("run", temp.resolve("missing.wasm"));
    assertEquals(Main.FAILURE, result.status());
  }
}
