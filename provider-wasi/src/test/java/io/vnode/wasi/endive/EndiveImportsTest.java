package io.vnode.wasi.endive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.wasi.GuestExit;
import io.vnode.wasi.WasiPreview1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** The imports for an instance that somebody makes himself. */
class EndiveImportsTest {
  private static final Path PROGRAM = Path.of("src/test/resources/guests/process.wasm");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static LinearMemory memory(WasmModule module) {
    return new LinearMemory(module.memorySection().orElseThrow().getMemory(0).limits(), 1 << 20);
  }

  private WasiPreview1 guest(LinearMemory memory) throws IOException {
    return WasiPreview1.builder().arguments("tool", "one").stdout(out).build(memory);
  }

  /** The program of someone's module, with nothing of ours but the imports and the memory. */
  @Test
  void anInstanceOfOnesOwnIsGivenTheImports() throws IOException {
    WasmModule module = Parser.parse(PROGRAM);
    LinearMemory memory = memory(module);
    try (WasiPreview1 guest = guest(memory)) {
      Instance instance =
          Instance.builder(module)
              .withImportValues(EndiveImports.of(module, guest))
              .withMemoryFactory(limits -> memory)
              .withStart(false)
              .build();
      GuestExit exit = assertThrows(GuestExit.class, () -> instance.export("_start").apply());
      assertEquals(2, exit.code());
    }
    assertEquals("argument 1: one\nGUEST=(none)\n", out.toString(UTF_8));
  }

  /** What a module imports besides is left to whoever has it, and what is missing is named. */
  @Test
  void importsOfOtherModulesAreNotOurs() throws IOException {
    WasmModule others = renamed("wasi_snapshot_preview1", "somebody_elses_imports");
    WasmModule wrong = renamed("fd_write", "fd_wrong");
    try (WasiPreview1 guest = guest(memory(others))) {
      ImportValues none = EndiveImports.of(others, guest);
      assertEquals(0, none.functionCount());
      IllegalArgumentException failure =
          assertThrows(IllegalArgumentException.class, () -> EndiveImports.of(wrong, guest));
      assertTrue(
          failure.getMessage().contains("wasi_snapshot_preview1.fd_wrong"), failure::getMessage);
    }
  }

  /** The program, with another name of as many letters. */
  private static WasmModule renamed(String name, String other) throws IOException {
    String bytes = new String(Files.readAllBytes(PROGRAM), ISO_8859_1);
    return Parser.parse(bytes.replace(name, other).getBytes(ISO_8859_1));
  }
}
