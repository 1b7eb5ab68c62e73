package io.vnode.wasi;

import io.vnode.wasi.endive.EndiveRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that was built for WASI preview 1, and what it is given when it runs.
 *
 * <p>It is compiled to bytecode of the JVM when it runs first; {@link #interpreted} leaves that
 * out, which is better for what runs a moment. It may run any number of times, one at a time, and
 * each run begins with a fresh memory.
 */
public final class WasiProgram extends GuestBuilder<WasiProgram> {
  /** As many bytes as the stack of a C program has, for the frames of Java are larger. */
  private static final long STACK_SIZE = 256L << 20;

  private WasmProgram program;
  private long memoryMax = Long.MAX_VALUE;

  private WasiProgram(WasmProgram program) {
    this.program = program;
  }

  /**
   * The program in {@code file}, which may be of any file system; Endive will run it.
   *
   * @throws FileSystemException when that is no program for WASI preview 1, saying why
   */
  public static WasiProgram load(Path file) throws IOException {
    return load(file, new EndiveRuntime());
  }

  /**
   * The program in {@code file}, which may be of any file system; {@code runtime} will run it.
   *
   * @throws FileSystemException when that is no program for WASI preview 1, saying why
   */
  public static WasiProgram load(Path file, WasmRuntime runtime) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new WasiProgram(runtime.load(in));
    } catch (IllegalArgumentException e) {
      throw (IOException)
          new FileSystemException(
                  file.toString(), null, "is no program for WASI preview 1: it " + e.getMessage())
              .initCause(e);
    }
  }

  @Override
  WasiProgram self() {
    return this;
  }

  /** Lets the program be interpreted, and not compiled. */
  public WasiProgram interpreted() {
    program = program.interpreted();
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
    WasmRun run = program.begin(memoryMax);
    try (WasiPreview1 guest = WasiPreview1.open(run.memory(), this)) {
      return new ExitStatus(exitCode(run, guest), guest.counts());
    }
  }

  private static int exitCode(WasmRun run, WasiPreview1 guest) throws IOException {
    try {
      run.execute(guest);
      return 0;
    } catch (GuestExit e) {
      return e.code();
    }
  }
}
