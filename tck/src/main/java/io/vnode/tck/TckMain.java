package io.vnode.tck;

import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The launcher: {@code java -cp ... io.vnode.tck.TckMain SUBJECT}. */
public final class TckMain {
  /** Something that is offered does not hold. */
  static final int FAILURE = 1;

  static final int USAGE = 2;

  private static final String HELP =
      String.join(
          System.lineSeparator(),
          "Usage: TckMain SUBJECT [options]",
          "",
          "SUBJECT is " + Subjects.syntax() + ".",
          "",
          "  --report FILE     write a report for people, one HTML file",
          "  --junit FILE      write a report for machines, JUnit's XML",
          "  --known FILE      the ids of checks that are known to fail, one a line",
          "  --filter TEXT     only checks whose id contains it",
          "  --beside DIR      a directory where histories are to come to the same",
          "  --threads N       how many, where the file system is safe for more than one",
          "  --seed N          where chance begins",
          "  --classpath PATH  where the subject is found, besides what is here",
          "  --list            name the checks, run none");

  private String subject;
  private Path report;
  private Path junit;
  private Path known;
  private Path beside;
  private String filter = "";
  private int threads = Runtime.getRuntime().availableProcessors();
  private List<Path> classPath = List.of();
  private Long seed;
  private boolean list;

  private TckMain() {}

  public static void main(String[] args) {
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    System.exit(run(out, args));
  }

  /** The exit status: 0 if all that is offered holds, 1 if not, 2 for a wrong command line. */
  static int run(PrintWriter out, String... args) {
    try {
      TckMain options = new TckMain();
      options.read(new ArrayDeque<>(Arrays.asList(args)));
      return options.launch().run(out) ? 0 : FAILURE;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(HELP);
      return USAGE;
    } catch (IOException e) {
      out.println(e);
      return FAILURE;
    }
  }

  private void read(Deque<String> args) {
    while (!args.isEmpty()) {
      String arg = args.pop();
      switch (arg) {
        case "--report" -> report = Path.of(value(arg, args));
        case "--junit" -> junit = Path.of(value(arg, args));
        case "--known" -> known = Path.of(value(arg, args));
        case "--beside" -> beside = Path.of(value(arg, args));
        case "--filter" -> filter = value(arg, args);
        case "--threads" -> threads = Integer.parseInt(value(arg, args));
        case "--seed" -> seed = Long.valueOf(value(arg, args));
        case "--classpath" ->
            classPath =
                Arrays.stream(value(arg, args).split(File.pathSeparator, -1))
                    .map(Path::of)
                    .toList();
        case "--list" -> list = true;
        default -> {
          if (arg.startsWith("--") || subject != null) {
            throw new IllegalArgumentException("not an option: " + arg);
          }
          subject = arg;
        }
      }
    }
  }

  private static String value(String option, Deque<String> args) {
    if (args.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return args.pop();
  }

  private TckLaunch launch() {
    if (subject == null && !list) {
      throw new IllegalArgumentException("which file system?");
    }
    return new TckLaunch(
        subject, classPath, known, beside, report, junit, filter, threads, seed, list);
  }
}
