package io.vnode.tck;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the suite from a command line. Immutable.
 *
 * @param subject what {@link Subjects#of} takes
 * @param classPath jars and directories where it is found, besides what is here
 * @param known a list of known failures, or null
 * @param beside a directory where histories are to come to the same, or null
 * @param report where to write the report for people, or null
 * @param junit where to write the report for machines, or null
 * @param filter a part of the ids of the checks to run; empty for all
 * @param threads how many, where the file system is safe for them
 * @param seed where chance begins, or null for anywhere
 * @param list whether the checks are only named
 */
public record TckLaunch(
    String subject,
    List<Path> classPath,
    Path known,
    Path beside,
    Path report,
    Path junit,
    String filter,
    int threads,
    Long seed,
    boolean list) {

  /** The property that the properties of testkit take their seed from. */
  private static final String SEED = "vnode.seed";

  /**
   * Does it, and tells {@code out}; whether all that is offered holds.
   *
   * @throws IllegalArgumentException when the subject cannot be found or opened
   */
  public boolean run(PrintWriter out) throws IOException {
    if (list) {
      Areas.checks().stream()
          .filter(this::isWanted)
          .forEach(check -> out.println(check.id() + "  [" + check.source() + "]"));
      return true;
    }
    if (seed != null) {
      System.setProperty(SEED, seed.toString());
    }
    try (URLClassLoader loader = new URLClassLoader(urls(), getClass().getClassLoader())) {
      FileSystemUnderTest described = new Subjects(loader).of(subject);
      if (known != null) {
        described = described.knownFailures(KnownFailures.read(known));
      }
      if (beside != null) {
        described = described.beside(beside);
      }
      TckRun run = TckRunner.ofAll().only(this::isWanted).threads(threads).run(described);
      new TextReport(run).write(out);
      write(report, writer -> new HtmlReport(run).write(writer));
      write(junit, writer -> new JUnitReport(run).write(writer));
      return run.holds();
    }
  }

  private boolean isWanted(Check check) {
    return check.id().contains(filter);
  }

  private URL[] urls() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : classPath) {
      if (!Files.exists(entry)) {
        throw new IllegalArgumentException("the class path names what is not there: " + entry);
      }
      urls.add(entry.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private interface Report {
    void write(BufferedWriter writer) throws IOException;
  }

  private static void write(Path file, Report report) throws IOException {
    if (file != null) {
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        report.write(writer);
      }
    }
  }
}
