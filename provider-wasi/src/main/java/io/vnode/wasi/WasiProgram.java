package io.vnode.wasi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.MemoryLimits;

/**
 * A program that was built for WASI preview 1, and what it is given when it runs.
 *
 * <p>It is compiled to bytecode of the JVM when it runs first; {@link #interpreted} leaves that
 * out, which is better for what runs a moment. It may run any number of times, one at a time, and
 * each run begins with a fresh memory.
 */
public final class WasiProgram extends GuestBuilder<WasiProgram> {
  private static final String START = "_start";

  /** As many bytes as the stack of a C program has, for the frames of Java are larger. */
  private static final long STACK_SIZE = 256L << 20;

  private final WasmModule module;
  private boolean isInterpreted;
  private long memoryMax = Long.MAX_VALUE;
  private Function<Instance, Machine> machines;

  private WasiProgram(WasmModule module) {
    this.module = module;
  }

  /**
   * The program in {@code file}, which may be of any file system.
   *
   * @throws FileSystemException when that is no program for WASI preview 1, saying why
   */
  public static WasiProgram load(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      WasmModule module = Parser.parse(in);
      require(exportsStart(module), "exports no function " + START + ", as a command does");
      require(module.memorySection().isPresent(), "has no memory of its own");
      EndiveImports.requireKnown(module);
      return new WasiProgram(module);
    } catch (WasmEngineException e) {
      throw (IOException)
          new FileSystemException(file.toString(), null, "is no program: " + e.getMessage())
              .initCause(e);
    } catch (IllegalArgumentException e) {
      throw (IOException)
          new FileSystemException(
                  file.toString(), null, "is no program for WASI preview 1: it " + e.getMessage())
              .initCause(e);
    }
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static boolean exportsStart(WasmModule module) {
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.name().equals(START) && export.exportType() == ExternalType.FUNCTION) {
        return true;
      }
    }
    return false;
  }

  @Override
  WasiProgram self() {
    return this;
  }

  /** Lets the program be interpreted, and not compiled. */
  public WasiProgram interpreted() {
    isInterpreted = true;
    return this;
  }

  /** Lets the program have {@code bytes} of memory at most; when it asks for more it is refused. */
  public WasiProgram memory(long bytes) {
    memoryMax = bytes;
    return this;
  }

  /**
   * Runs the program to its end, on a thread of its own.
   *
   * @throws IOException when a directory that it is given is not there, is none, or cannot be read
   * @throws InterruptedIOException when this thread was interrupted, which ends the program
   * @throws GuestTrapException when it did what it cannot go on after
   */
  public ExitStatus run() throws IOException {
    Run run = new Run();
    Thread thread = new Thread(null, run, "vnode-wasi", STACK_SIZE);
    thread.start();
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
        thread.interrupt();
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    return run.result();
  }

  /** One run of the program. */
  private final class Run implements Runnable {
    private ExitStatus status;
    private Throwable failure;

    @Override
    public void run() {
      try {
        status = runHere();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }

    ExitStatus result() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return status;
    }
  }

  private ExitStatus runHere() throws IOException {
    MemoryLimits limits = module.memorySection().orElseThrow().getMemory(0).limits();
    LinearMemory memory = new LinearMemory(limits, memoryMax);
    try (WasiPreview1 guest = WasiPreview1.open(memory, this)) {
      return new ExitStatus(execute(memory, guest), guest.counts());
    }
  }

  private int execute(LinearMemory memory, WasiPreview1 guest) throws IOException {
    try {
      instance(memory, guest).export(START).apply();
      return 0;
    } catch (GuestExit e) {
      return e.code();
    } catch (WasmInterruptedException e) {
      throw (IOException) new InterruptedIOException("the program was interrupted").initCause(e);
    } catch (WasmEngineException e) {
      throw new GuestTrapException(e.getMessage(), e);
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
              .compile();
    }
    return machines;
  }
}
