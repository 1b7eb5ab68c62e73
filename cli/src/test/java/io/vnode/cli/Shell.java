package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;

/**
 * Runs our commands within this JVM, and those of the host, in the C locale with names in UTF-8, to
 * compare with.
 */
final class Shell {
  /** What came of a command. */
  record Result(int status, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    List<String> sortedLines() {
      return out.lines().sorted().toList();
    }
  }

  private Shell() {}

  static Result vnode(Object... args) {
    return vnodeOn(false, "", args);
  }

  static Result vnodeOnTerminal(Object... args) {
    return vnodeOn(true, "", args);
  }

  static Result vnodeReading(String input, Object... args) {
    return vnodeOn(false, input, args);
  }

  private static Result vnodeOn(boolean isTerminal, String input, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Stdio stdio =
        new Stdio(
            new ByteArrayInputStream(input.getBytes(UTF_8)), out, err, isTerminal, isTerminal);
    int status = Main.run(stdio, texts(args));
    return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The output of one that must succeed without a word of complaint. */
  static Result ok(Object... args) {
    Result result = vnode(args);
    assertEquals("", result.err());
    assertEquals(0, result.status());
    return result;
  }

  /** The tool of the host. */
  static Result host(Object... args) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(texts(args))));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", TimeZone.getDefault().getID());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), out, "");
  }

  private static String[] texts(Object... args) {
    return Arrays.stream(args).map(Object::toString).toArray(String[]::new);
  }
}
