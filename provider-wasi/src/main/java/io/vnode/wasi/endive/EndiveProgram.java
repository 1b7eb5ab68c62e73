package io.vnode.wasi.endive;

import io.vnode.wasi.GuestMemory;
import io.vnode.wasi.GuestTrapException;
import io.vnode.wasi.WasiPreview1;
import io.vnode.wasi.WasmProgram;
import io.vnode.wasi.WasmRun;
import java.io.InterruptedIOException;
import java.util.function.Function;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;

/** A module that Endive runs; it is compiled when it runs first, unless it is interpreted. */
final class EndiveProgram implements WasmProgram {
  /** The function that is the program. */
  static final String START = "_start";

  /**
   * How many functions are compiled into one class. One far jump has a whole class written twice,
   * so a large program is ready in two thirds of the time when classes are small.
   */
  private static final int FUNCTIONS_PER_CLASS = 256;

  private final WasmModule module;
  private final boolean isInterpreted;
  private Function<Instance, Machine> machines;

  EndiveProgram(WasmModule module, boolean isInterpreted) {
    this.module = module;
    this.isInterpreted = isInterpreted;
  }

  @Override
  public WasmProgram interpreted() {
    return new EndiveProgram(module, true);
  }

  @Override
  public WasmRun begin(long bytesMax) {
    return new Run(
        new LinearMemory(module.memorySection().orElseThrow().getMemory(0).limits(), bytesMax));
  }

  private final class Run implements WasmRun {
    private final LinearMemory memory;

    Run(LinearMemory memory) {
      this.memory = memory;
    }

    @Override
    public GuestMemory memory() {
      return memory;
    }

    @Override
    public void execute(WasiPreview1 guest) throws InterruptedIOException {
      try {
        instance(memory, guest).export(START).apply();
      } catch (WasmInterruptedException e) {
        throw (InterruptedIOException)
            new InterruptedIOException("the program was interrupted").initCause(e);
      } catch (WasmEngineException e) {
        throw new GuestTrapException(e.getMessage(), e);
      }
    }
  }

  private Instance instance(LinearMemory memory, WasiPreview1 guest) {
    Instance.Builder builder =
        Instance.builder(module)
            .withImportValues(EndiveImports.of(module, guest))
            .withMemoryFactory(limits -> memory)
            .withStart(false);
    if (!isInterpreted) {
      builder.withMachineFactory(machines());
    }
    return builder.build();
  }

  /** What makes machines that run compiled code; it was compiled when this was asked for first. */
  private synchronized Function<Instance, Machine> machines() {
    if (machines == null) {
      machines =
          MachineFactoryCompiler.builder(module)
              .withInterpreterFallback(InterpreterFallback.SILENT)
              .withMaxFunctionsPerClass(FUNCTIONS_PER_CLASS)
              .compile();
    }
    return machines;
  }
}
