package io.vnode.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs programs of the host, which tests that need them are left out without. */
public final class HostTool {
  private HostTool() {}

  /** What {@code command} says, in {@code directory}; it must succeed. */
  public static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process = start(directory, command);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionFailedError(command[0] + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new AssertionFailedError(command[0] + ": " + said, 0, process.exitValue());
    }
    return said;
  }

  private static Process start(Path directory, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    try {
      return builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new TestAbortedException(command[0] + " is not on this machine: " + e.getMessage(), e);
    }
  }

  /** A program of the JDK that runs the tests. */
  public static String ofJdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
