package io.vnode.bench;

import io.vnode.wasi.ExitStatus;
import io.vnode.wasi.WasiProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What answers the calls of a program for WASI, and whose files those are: ours, or what comes with
 * a runtime. All of them run the program compiled to bytecode of the JVM.
 */
public enum Sandbox implements Titled {
  OURS_IN_MEMORY("wasi on memfs", Subject.MEMFS, Sandbox::runOurs),
  ENDIVE_IN_MEMORY("endive's on jimfs", Subject.JIMFS, EndiveSandbox::run),
  CHICORY_IN_MEMORY("chicory's on jimfs", Subject.JIMFS, ChicorySandbox::run),
  /** No sandbox, and no program: the calls of Java that do the same. */
  CHANNEL("FileChannel on memfs", Subject.MEMFS, ChannelCalls::run) {
    @Override
    String obstacle(GuestCall call) {
      return call.isOfBytes() ? "" : "is there for the bytes of a file alone";
    }
  },
  OURS_ON_HOST("wasi on host", Subject.HOST, Sandbox::runOurs),
  ENDIVE_ON_HOST("endive's on host", Subject.HOST, EndiveSandbox::run) {
    @Override
    String obstacle(GuestCall call) {
      return call == GuestCall.RENAME ? NO_RENAME : "";
    }
  },
  CHICORY_ON_HOST("chicory's on host", Subject.HOST, ChicorySandbox::run) {
    @Override
    String obstacle(GuestCall call) {
      return call == GuestCall.RENAME ? NO_RENAME : "";
    }
  };

  /** Runs a program. */
  @FunctionalInterface
  private interface Runner {
    void run(Path program, List<String> arguments, Path top, OutputStream out) throws IOException;
  }

  /** They ask for a move that copies the attributes, which there is none of. */
  private static final String NO_RENAME = "does not rename on a host (ENOTSUP)";

  private final String title;
  private final Subject files;

  @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
  private final Runner runner;

  Sandbox(String title, Subject files, Runner runner) {
    this.title = title;
    this.files = files;
    this.runner = runner;
  }

  /** Those that {@code call} is measured in. */
  static List<String> titles(GuestCall call) {
    return Stream.of(values())
        .filter(sandbox -> sandbox.calls().contains(call))
        .map(Sandbox::title)
        .toList();
  }

  static List<String> titles() {
    return Stream.of(values()).map(Sandbox::title).toList();
  }

  @Override
  public String title() {
    return title;
  }

  /** Whose the files are. */
  Subject files() {
    return files;
  }

  /** Why {@code call} is not measured in it; empty when it is. */
  String obstacle(GuestCall call) {
    return "";
  }

  /** What is measured in it. */
  Set<GuestCall> calls() {
    Set<GuestCall> all = EnumSet.allOf(GuestCall.class);
    all.removeIf(call -> !obstacle(call).isEmpty());
    return all;
  }

  /** Runs {@code program}, whose root is {@code top}; what it prints goes {@code out}. */
  void run(Path program, List<String> arguments, Path top, OutputStream out) throws IOException {
    runner.run(program, arguments, top, out);
  }

  private static void runOurs(Path program, List<String> arguments, Path top, OutputStream out)
      throws IOException {
    ExitStatus exit =
        WasiProgram.load(program)
            .arguments(arguments)
            .preopen("/", top)
            .stdout(out)
            .stderr(System.err)
            .run();
    Check.equal(0, exit.code(), "the exit code of " + program);
  }
}
