package io.vnode.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code vnode bench}: the benchmarks of the source tree that this command was built in. They bring
 * the peers with them, so they are a jar of their own, and run in a JVM of their own.
 */
@Command(
    name = "bench",
    description = "Measure memfs beside its peers, for five minutes (in a source tree).")
final class BenchCommand extends Tool {
  private static final String JAR = "bench/target/benchmarks.jar";

  /** The first release that complains of the {@code Unsafe} in the harness. */
  private static final int UNSAFE_IS_TOLD_OF = 24;

  @Override
  void run() throws IOException {
    Path jar = sourceTree().resolve(JAR);
    if (!Files.isRegularFile(jar)) {
      throw new IOException(
          "no " + JAR + " in a source tree around: ./vnode bench builds it there");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= UNSAFE_IS_TOLD_OF) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-jar", jar.toString(), "run", "short"));
    if (stdio().errIsTerminal()) {
      command.add("--progress");
    }
    raise(statusOf(command));
  }

  /** Where this class lies in a source tree, three folders above {@code cli/target/vnode.jar}. */
  private static Path sourceTree() throws IOException {
    CodeSource source = BenchCommand.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IOException("the command was loaded from nowhere: " + source.getLocation(), e);
    }
  }

  private int statusOf(List<String> command) throws IOException {
    out().flush();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // A terminal interrupts both JVMs; whoever kills this one means the other as well.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try {
      process.getInputStream().transferTo(stdio().out());
      return process.waitFor() == 0 ? 0 : Main.FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the benchmarks ran", e);
    } finally {
      process.destroy();
    }
  }
}
