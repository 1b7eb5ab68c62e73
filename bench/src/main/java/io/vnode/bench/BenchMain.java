package io.vnode.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The benchmarks' command line: measures, or makes the document of what was measured. */
public final class BenchMain {
  private static final String USAGE =
      """
      usage: run short|quick|full [--progress] [--into DIRECTORY]
                measures, prints the table, and keeps the results in a file of DIRECTORY
             render DIRECTORY RESULTS...
                writes BENCHMARKS.md and its plot into DIRECTORY\
      """;

  private static final String PLOT = "benchmarks.svg";

  private BenchMain() {}

  public static void main(String[] args) throws IOException {
    Deque<String> words = new ArrayDeque<>(List.of(args));
    try {
      String command = next(words, "command");
      switch (command) {
        case "run" -> run(words);
        case "render" -> render(words);
        default -> throw new IllegalArgumentException("no command '" + command + "'");
      }
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks: " + e.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
  }

  private static String next(Deque<String> words, String what) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return words.pop();
  }

  private static void run(Deque<String> words) throws IOException {
    Profile profile = Profile.of(next(words, "profile"));
    boolean isProgressShown = false;
    Path directory = null;
    while (!words.isEmpty()) {
      String option = words.pop();
      switch (option) {
        case "--progress" -> isProgressShown = true;
        case "--into" -> directory = Path.of(next(words, "directory"));
        default -> throw new IllegalArgumentException("no option '" + option + "'");
      }
    }
    PrintStream terminal = System.err;
    Results results =
        new Campaign(profile, new Progress(terminal, isProgressShown, System::nanoTime)).run();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    out.print(new Report(List.of(results)).plain());
    if (directory != null) {
      results.writeInto(directory);
    }
  }

  private static void render(Deque<String> words) throws IOException {
    Path directory = Path.of(next(words, "directory"));
    List<Results> runs = new ArrayList<>();
    runs.add(Results.read(Path.of(next(words, "file of results"))));
    for (String file : words) {
      runs.add(Results.read(Path.of(file)));
    }
    Files.writeString(directory.resolve("BENCHMARKS.md"), new Report(runs).markdown(PLOT));
    Files.writeString(directory.resolve(PLOT), new Plot(runs).svg());
  }
}
