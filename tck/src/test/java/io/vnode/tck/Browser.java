package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium without a window: the one that the system property {@code vnode.browser} names, or one
 * on the path.
 */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int SECONDS = 60;

  private final Path program;

  private Browser(Path program) {
    this.program = program;
  }

  /** What a page has become. */
  record Page(String dom, List<String> console) {}

  /** The one of this machine, if there is any. */
  static Optional<Browser> find() {
    String named = System.getProperty("vnode.browser");
    Stream<Path> programs =
        named == null
            ? Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
            : Stream.of(Path.of(named));
    return programs.filter(Files::isExecutable).findFirst().map(Browser::new);
  }

  /** Shows {@code url}, and lets its scripts run; {@code scratch} is a directory of its own. */
  Page show(String url, Path scratch) throws IOException, InterruptedException {
    Path dom = Files.createTempFile(scratch, "dom-", ".html");
    Path log = Files.createTempFile(scratch, "browser-", ".log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox", // Without which root is not let in.
                "--disable-gpu",
                "--user-data-dir=" + Files.createTempDirectory(scratch, "profile-"),
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--dump-dom",
                url)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the browser does not end");
    } finally {
      process.destroyForcibly();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return new Page(
          Files.readString(dom), lines.filter(line -> line.contains("CONSOLE")).toList());
    }
  }
}
