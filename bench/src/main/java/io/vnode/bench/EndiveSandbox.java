package io.vnode.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasi.WasiExitException;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** The interface for WASI that comes with Endive. */
final class EndiveSandbox {
  private EndiveSandbox() {}

  static void run(Path program, List<String> arguments, Path top, OutputStream out)
      throws IOException {
    WasmModule module = Parser.parse(Files.readAllBytes(program));
    WasiOptions options =
        WasiOptions.builder()
            .withArguments(arguments)
            .withDirectory("/", top)
            .withStdout(out)
            .withStderr(System.err)
            .build();
    try (WasiPreview1 guest = WasiPreview1.builder().withOptions(options).build()) {
      Instance.builder(module)
          .withImportValues(ImportValues.builder().addFunction(guest.toHostFunctions()).build())
          .withMachineFactory(MachineFactoryCompiler.compile(module))
          .build();
    } catch (WasiExitException e) {
      Check.equal(0, e.exitCode(), "the exit code of " + program);
    }
  }
}
