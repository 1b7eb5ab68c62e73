package io.vnode.wasi.chicory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import io.vnode.mem.MemFs;
import io.vnode.wasi.ExitStatus;
import io.vnode.wasi.GuestExit;
import io.vnode.wasi.GuestTrapException;
import io.vnode.wasi.WasiPreview1;
import io.vnode.wasi.WasiProgram;
import io.vnode.wasi.WasmRuntime;
import io.vnode.wasi.endive.EndiveRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs run by Chicory, which do what they do by Endive. */
@Timeout(120)
class ChicoryRuntimeTest {
  private static final Path PROGRAMS = Path.of("../provider-wasi/src/test/resources/guests");

  @TempDir Path host;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static WasiProgram load(String guest, WasmRuntime runtime) throws IOException {
    return WasiProgram.load(PROGRAMS.resolve(guest + ".wasm"), runtime).arguments(guest);
  }

  private WasiProgram load(String guest) throws IOException {
    return load(guest, new ChicoryRuntime()).stdout(out);
  }

  /** What a program printed, and how it ended. */
  private record Outcome(String output, ExitStatus exit) {}

  private static Outcome outcome(
      String guest, WasmRuntime runtime, UnaryOperator<WasiProgram> settings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileSystem memory = MemFs.create()) {
      Path top = Files.createDirectory(memory.getPath("/top"));
      WasiProgram program = load(guest, runtime).preopen("/", top).stdout(out).stderr(out);
      ExitStatus exit = settings.apply(program).run();
      return new Outcome(out.toString(UTF_8), exit);
    }
  }

  private static void assertSame(Outcome expected, Outcome actual) {
    assertEquals(expected.output(), actual.output());
    assertEquals(expected.exit().code(), actual.exit().code());
    assertEquals(expected.exit().calls().keySet(), actual.exit().calls().keySet());
  }

  /** The program's own text of what it does on Linux, which it prints by Endive also. */
  @ParameterizedTest
  @ValueSource(strings = {"files", "names", "links", "listing", "times", "stdio"})
  void guestsDoTheSameAsByEndive(String guest) throws IOException {
    Outcome expected = outcome(guest, new EndiveRuntime(), settings -> settings);
    assertEquals(Files.readString(PROGRAMS.resolve(guest + ".txt")), expected.output());
    assertSame(expected, outcome(guest, new ChicoryRuntime(), settings -> settings));
    assertSame(expected, outcome(guest, new ChicoryRuntime(), WasiProgram::interpreted));
  }

  /** Arguments, variables, standard input and an exit code that is not zero. */
  @Test
  void aGuestIsToldTheSameAsByEndive() throws IOException {
    UnaryOperator<WasiProgram> settings =
        program ->
            program
                .arguments("tool", "--in", "/data")
                .environment(Map.of("GUEST", "yes"))
                .stdin("one\ntwo\n".getBytes(UTF_8));
    Outcome expected = outcome("process", new EndiveRuntime(), settings);
    assertEquals(3, expected.exit().code());
    assertSame(expected, outcome("process", new ChicoryRuntime(), settings));
    assertSame(
        expected,
        outcome("process", new ChicoryRuntime(), program -> settings.apply(program).interpreted()));
  }

  /** abort(3) of wasi-libc is the instruction unreachable. */
  @Test
  void aGuestThatTrapsIsOver() throws IOException {
    WasiProgram program = load("process").arguments("tool", "abort");
    assertThrows(GuestTrapException.class, program::run);
    assertThrows(GuestTrapException.class, program.interpreted()::run);
  }

  /** memory(bytes): a guest that wants more is refused, and what it has stays. */
  @Test
  void aGuestHasNoMoreMemoryThanItMayHave() throws IOException {
    WasiProgram program = load("memory").arguments("memory", "9");
    assertEquals(0, program.memory(16 << 20).run().code());
    assertEquals(1, program.memory(8 << 20).run().code());
    assertEquals(1, program.interpreted().run().code());
    assertEquals("9\n7\n7\n", out.toString(UTF_8));
    assertThrows(IllegalArgumentException.class, program.memory(1 << 16)::run);
  }

  /** What is missing is named before anything runs. */
  @Test
  void anUnknownImportIsRefusedByName() throws IOException {
    String bytes = new String(Files.readAllBytes(PROGRAMS.resolve("process.wasm")), ISO_8859_1);
    Path other =
        Files.write(
            host.resolve("other.wasm"), bytes.replace("fd_write", "fd_wrong").getBytes(ISO_8859_1));
    assertTrue(refusal(other).contains("imports wasi_snapshot_preview1.fd_wrong"));
  }

  /** What is no program, and what is none for preview 1, is said with the name of its file. */
  @Test
  void whatIsNoProgramIsRefused() throws IOException {
    Path text = Files.writeString(host.resolve("text.wasm"), "not wasm");
    assertTrue(refusal(text).startsWith(text + ": is no program"));
    Path empty = Files.write(host.resolve("empty.wasm"), new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    assertTrue(refusal(empty).contains("_start"));
  }

  private static String refusal(Path file) {
    return assertThrows(
            FileSystemException.class, () -> WasiProgram.load(file, new ChicoryRuntime()))
        .getMessage();
  }

  /** A host that has had enough interrupts the thread that runs the program. */
  @Test
  void anInterruptEndsTheGuest() throws Exception {
    try (PipedInputStream never = new PipedInputStream(new PipedOutputStream())) {
      WasiProgram program = load("process").stdin(never);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, program::run);
      assertTrue(Thread.interrupted());
    }
  }

  /** Whoever has an instance of Chicory takes the imports and the memory for it. */
  @Test
  void anInstanceOfOnesOwnIsGivenTheImports() throws IOException {
    WasmModule module = Parser.parse(PROGRAMS.resolve("process.wasm"));
    LinearMemory memory =
        new LinearMemory(module.memorySection().orElseThrow().getMemory(0).limits(), 1 << 20);
    try (WasiPreview1 guest = WasiPreview1.builder().arguments("tool").stdout(out).build(memory)) {
      Instance instance =
          Instance.builder(module)
              .withImportValues(ChicoryImports.of(module, guest))
              .withMemoryFactory(limits -> memory)
              .withStart(false)
              .build();
      GuestExit exit = assertThrows(GuestExit.class, () -> instance.export("_start").apply());
      assertEquals(1, exit.code());
    }
    assertEquals("GUEST=(none)\n", out.toString(UTF_8));
  }
}
