package io.vnode.cli;

import io.vnode.tck.Subjects;
import io.vnode.tck.TckLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode tck}. */
@Command(
    name = "tck",
    description = {
      "Check a file system against POSIX and java.nio.file.",
      "",
      "SUBJECT is " + Subjects.SYNTAX + "."
    })
final class TckCommand extends Tool {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report for people, one HTML file.")
  private Path report;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write a report for machines, JUnit's XML.")
  private Path junit;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description = "The ids of checks that are known to fail, one a line.")
  private Path known;

  @Option(
      names = "--beside",
      paramLabel = "DIR",
      description = "A directory where histories are to come to the same.")
  private Path beside;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only checks whose id contains it.")
  private String filter;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many, where the file system is safe for more than one.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "N", description = "Where chance begins.")
  private Long seed;

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      split = "[:;]",
      description = "Where the subject is found, besides what is here.")
  private List<Path> classPath = List.of();

  @Option(names = "--list", description = "Name the checks, run none.")
  private boolean list;

  @Parameters(arity = "0..1", paramLabel = "SUBJECT", description = "The file system.")
  private String subject;

  @Override
  void run() throws IOException {
    if (subject == null && !list) {
      throw new ParameterException(spec().commandLine(), "missing SUBJECT");
    }
    TckLaunch launch =
        new TckLaunch(
            subject, classPath, known, beside, report, junit, filter, threads, seed, list);
    attempt(subject, () -> raise(launch.run(out()) ? 0 : Main.FAILURE));
  }
}
