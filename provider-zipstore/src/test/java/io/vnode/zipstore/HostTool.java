package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs programs of the host, which tests that need them are left out without. */
public final class HostTool {
  private HostTool() {}

  /** What {@code command} says, in {@code directory}; it must succeed. */
  public static String run(Path directory, String... command) throws Exception {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("TZ", "UTC");
      process = builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, command[0] + " is not on this machine: " + e.getMessage());
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), command[0]);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  /** A program of the JDK that runs the tests. */
  public static String ofJdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
