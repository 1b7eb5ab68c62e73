package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program from its file to its exit. */
@Timeout(120)
class WasiProgramTest {
  private static final Path PROGRAM = Path.of("src/test/resources/guests/process.wasm");

  @TempDir Path host;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private WasiProgram program() throws IOException {
    return WasiProgram.load(PROGRAM).stdout(out).stderr(err);
  }

  /** What the example of the issue shows: arguments, environment, streams, the exit code. */
  @Test
  void aProgramIsToldWhatItWasGiven() throws IOException {
    ExitStatus exit =
        program()
            .arguments("tool", "--in", "/data")
            .environment(Map.of("GUEST", "yes"))
            .stdin("one\ntwo\n".getBytes(UTF_8))
            .run();
    assertEquals(
        "argument 1: --in\nargument 2: /data\nGUEST=yes\nread: one\nread: two\n",
        out.toString(UTF_8));
    assertEquals("done\n", err.toString(UTF_8));
    assertEquals(3, exit.code());
    assertFalse(exit.isSuccess());
    assertEquals(1, exit.calls().get(WasiCall.PROC_EXIT).calls());
  }

  /** Each run begins anew. */
  @Test
  void aProgramRunsAsOftenAsOneLikes() throws IOException {
    WasiProgram program = program().arguments("tool");
    assertEquals(1, program.run().code());
    assertEquals(1, program.interpreted().run().code());
    assertEquals("GUEST=(none)\nGUEST=(none)\n", out.toString(UTF_8));
  }

  /** abort(3) of wasi-libc is the instruction unreachable. */
  @Test
  void aProgramThatTrapsIsOver() throws IOException {
    WasiProgram program = program().arguments("tool", "abort");
    assertThrows(GuestTrapException.class, program::run);
    assertEquals("done\n", err.toString(UTF_8));
    assertThrows(GuestTrapException.class, program.interpreted()::run);
  }

  /** A program of any file system can be loaded. */
  @Test
  void aProgramIsLoadedFromAnyFileSystem() throws IOException {
    try (FileSystem memory = MemFs.create()) {
      Path copy = Files.copy(PROGRAM, memory.getPath("/tool.wasm"));
      assertEquals(1, WasiProgram.load(copy).arguments("tool").run().code());
    }
  }

  /** What is no program, and what is none for this interface, is said at once. */
  @Test
  void whatIsNoProgramIsRefused() throws IOException {
    Path text = Files.writeString(host.resolve("text.wasm"), "not wasm");
    FileSystemException failure =
        assertThrows(FileSystemException.class, () -> WasiProgram.load(text));
    assertTrue(failure.getMessage().startsWith(text + ": is no program"), failure::getMessage);

    byte[] empty = {0, 'a', 's', 'm', 1, 0, 0, 0};
    Path library = Files.write(host.resolve("empty.wasm"), empty);
    failure = assertThrows(FileSystemException.class, () -> WasiProgram.load(library));
    assertTrue(failure.getMessage().contains("_start"), failure::getMessage);

    String bytes =
        new String(Files.readAllBytes(PROGRAM), java.nio.charset.StandardCharsets.ISO_8859_1);
    Path other =
        Files.write(
            host.resolve("other.wasm"),
            bytes
                .replace("fd_write", "fd_wrong")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    failure = assertThrows(FileSystemException.class, () -> WasiProgram.load(other));
    assertTrue(
        failure.getMessage().contains("imports wasi_snapshot_preview1.fd_wrong"),
        failure::getMessage);
    assertThrows(NoSuchFileException.class, () -> WasiProgram.load(host.resolve("missing")));
  }

  /** What a program is given must be there, and be a directory. */
  @Test
  void whatCannotBeGivenIsRefused() throws IOException {
    Path file = Files.createFile(host.resolve("file"));
    assertThrows(NotDirectoryException.class, program().preopen("/", file)::run);
    assertThrows(NoSuchFileException.class, program().preopen("/", host.resolve("missing"))::run);
    assertThrows(IllegalArgumentException.class, () -> program().preopen("", host));
    assertThrows(IllegalArgumentException.class, () -> program().arguments("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> program().environment(Map.of("A=B", "c")));
    assertThrows(IllegalArgumentException.class, program().memory(1 << 16)::run);
  }

  /** memory(bytes): a guest that wants more is refused, and what it has stays. */
  @Test
  void aProgramHasNoMoreMemoryThanItMayHave() throws IOException {
    WasiProgram program =
        WasiProgram.load(PROGRAM.resolveSibling("memory.wasm")).arguments("memory", "9");
    assertEquals(0, program.stdout(out).memory(16 << 20).run().code());
    assertEquals(1, program.memory(8 << 20).run().code());
    assertEquals(1, program.interpreted().run().code());
    assertEquals("9\n7\n7\n", out.toString(UTF_8));
  }

  /** A host that has had enough interrupts the thread that runs the program. */
  @Test
  void anInterruptEndsTheProgram() throws Exception {
    try (PipedInputStream never = new PipedInputStream(new PipedOutputStream())) {
      WasiProgram program = program().arguments("tool").stdin(never);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, program::run);
      assertTrue(Thread.interrupted());
    }
  }
}
