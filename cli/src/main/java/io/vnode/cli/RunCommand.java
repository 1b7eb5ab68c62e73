package io.vnode.cli;

import io.vnode.wasi.CallCount;
import io.vnode.wasi.ExitStatus;
import io.vnode.wasi.GuestLimits;
import io.vnode.wasi.GuestTrapException;
import io.vnode.wasi.WasiCall;
import io.vnode.wasi.WasiProgram;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode run}. */
@Command(
    name = "run",
    customSynopsis =
        "vnode run PROGRAM [--dir SPEC::GUEST[:ro]]... [--env NAME=VALUE]... [OPTION]..."
            + " [-- ARGUMENT...]",
    description = {
      "Run a WebAssembly program (WASI preview 1) that sees nothing but what it is given.",
      "",
      "SPEC is the path or URI of a directory, or memfs: for an empty one in memory; GUEST is what"
          + " the program calls it. Standard streams and the exit status are the program's; a"
          + " program that traps ends with 134."
    })
final class RunCommand extends Tool {
  /** What a shell tells of a program that called abort: 128 and SIGABRT. */
  private static final int ABORTED = 134;

  /** As much of an exit code as a process can tell. */
  private static final int STATUS_MASK = 0xFF;

  private static final String STANDARD_ERROR = "-";

  @Option(
      names = "--dir",
      paramLabel = "SPEC::GUEST[:ro]",
      description = "A directory for the program; with :ro it can only be read.")
  private List<String> directories = List.of();

  @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable for the program.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Tell of each call as strace does; -: on standard error.")
  private String trace;

  @Option(
      names = "--trace-json",
      paramLabel = "FILE",
      description = "Tell of each call as an object of JSON, one line each; -: on standard error.")
  private String traceJson;

  @Option(names = "--count", description = "Tell on standard error how often it called what.")
  private boolean count;

  @Option(names = "--interpret", description = "Do not compile: for what runs a moment.")
  private boolean interpret;

  @Option(
      names = "--open-files",
      paramLabel = "N",
      description = "How many files it may have open at once.")
  private int openFiles = GuestLimits.DEFAULT.openFiles();

  @Option(
      names = "--written",
      paramLabel = "BYTES",
      description = "How many bytes it may write to files.")
  private long written = GuestLimits.DEFAULT.bytesWritten();

  @Option(names = "--memory", paramLabel = "BYTES", description = "How much memory it may have.")
  private long memory = Long.MAX_VALUE;

  @Parameters(index = "0", paramLabel = "PROGRAM", description = "The path or URI of a .wasm.")
  private String program;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What the program is told.")
  private List<String> arguments = List.of();

  @Override
  void run() {
    attempt(program, () -> runOn(locate(program).path()));
  }

  private void runOn(Path file) throws IOException {
    WasiProgram guest = WasiProgram.load(file).arguments(allArguments()).environment(environment);
    for (GuestDirectory each : guestDirectories()) {
      guest.preopen(each.name(), locate(each.location()).path(), each.access());
    }
    guest.limits(limits()).memory(memory);
    if (interpret) {
      guest.interpreted();
    }
    connect(guest);
    Closeable told = tell(guest);
    try (told) {
      finish(guest.run());
    } catch (FileSystemException e) {
      throw new LocatedException(e.getFile(), e); // A directory, and not the program.
    } catch (GuestTrapException e) {
      fail(program, "the program trapped: " + e.getMessage());
      raise(ABORTED);
    }
  }

  private List<String> allArguments() {
    List<String> all = new ArrayList<>();
    all.add(program);
    all.addAll(arguments);
    return all;
  }

  private List<GuestDirectory> guestDirectories() {
    List<GuestDirectory> parsed = new ArrayList<>();
    for (String text : directories) {
      try {
        parsed.add(GuestDirectory.parse(text, parsed.size()));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec().commandLine(), "--dir: " + e.getMessage(), e);
      }
    }
    return parsed;
  }

  private GuestLimits limits() {
    return GuestLimits.DEFAULT.withOpenFiles(openFiles).withBytesWritten(written);
  }

  private void connect(WasiProgram guest) {
    guest.stdin(stdio().in()).stdout(new GuestStream(stdio().out())).stderr(stdio().err());
    if (stdio().outIsTerminal()) {
      guest.terminal();
    }
  }

  /** Lets calls be told of, if somebody wants to know. @return what is to be closed behind them */
  private Closeable tell(WasiProgram guest) throws IOException {
    String where = trace == null ? traceJson : trace;
    if (where == null) {
      return () -> {};
    }
    if (where.equals(STANDARD_ERROR)) {
      tell(guest, err());
      return () -> {};
    }
    Writer file = Files.newBufferedWriter(locate(where).path());
    tell(guest, file);
    return file;
  }

  private void tell(WasiProgram guest, Appendable out) {
    if (trace == null) {
      guest.traceJson(out);
    } else {
      guest.trace(out);
    }
  }

  private void finish(ExitStatus exit) {
    if (count) {
      exit.calls().forEach((call, number) -> tellOf(call, number));
    }
    raise(exit.code() & STATUS_MASK);
  }

  private void tellOf(WasiCall call, CallCount number) {
    err().println(String.format("%9d %9d %s", number.calls(), number.errors(), call.wasmName()));
  }
}
