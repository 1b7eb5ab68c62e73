package io.vnode.bench;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The interface for WASI that comes with Chicory. */
final class ChicorySandbox {
  private ChicorySandbox() {}

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
