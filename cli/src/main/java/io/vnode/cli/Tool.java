package io.vnode.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One command: its arguments' locations, its output, and the one way to tell of a failure, which is
 * a line on standard error and an exit status, while the work goes on with the next file.
 */
@Command(
    separator = " ",
    synopsisHeading = "Usage: ",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    sortOptions = false)
abstract class Tool implements Callable<Integer> {
  /** Something done to one file. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** Something done to each file named on the command line. */
  @FunctionalInterface
  interface LocationAction {
    void run(Location location) throws IOException;
  }

  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, order = 1000, description = "Show this help.")
  boolean help;

  private final Locations locations = new Locations();
  private Progress progress;
  private int status;
  private int failures;

  abstract void run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    try {
      run();
    } finally {
      eraseProgress();
      attempt(null, locations::close);
    }
    out().flush();
    return status;
  }

  final CommandSpec spec() {
    return spec;
  }

  private Main main() {
    return (Main) spec.root().userObject();
  }

  final Stdio stdio() {
    return main().stdio;
  }

  final PrintWriter out() {
    return main().out;
  }

  final PrintWriter err() {
    return main().err;
  }

  /** The one line of progress of this command. */
  final Progress progress() {
    if (progress == null) {
      progress = new Progress(err(), stdio().errIsTerminal(), System::nanoTime);
    }
    return progress;
  }

  final Location locate(String argument) throws IOException {
    return locations.of(argument);
  }

  /** The text as it may be printed: on a terminal, without the characters that would steer it. */
  final String shown(String text) {
    return stdio().outIsTerminal() ? Names.escaped(text) : text;
  }

  final void forEach(List<String> arguments, LocationAction action) {
    for (String argument : arguments) {
      attempt(argument, () -> action.run(locate(argument)));
    }
  }

  /** Does it, or tells why the {@code subject} (null: the whole) could not be had; whether done. */
  final boolean attempt(String subject, Action action) {
    try {
      action.run();
      return true;
    } catch (IOException
        | UnsupportedOperationException
        | IllegalArgumentException
        | SecurityException e) {
      fail(subject, e);
      return false;
    }
  }

  final void fail(String subject, Exception cause) {
    String where = cause instanceof LocatedException located ? located.where() : subject;
    fail(where, Describe.reason(cause), cause);
  }

  final void fail(String subject, String reason) {
    fail(subject, reason, null);
  }

  private void fail(String subject, String reason, Exception cause) {
    eraseProgress();
    failures++;
    main().complain(spec, subject == null ? reason : subject + ": " + reason, cause);
    raise(Main.FAILURE);
  }

  /** Makes the exit status at least this. */
  final void raise(int atLeast) {
    status = Math.max(status, atLeast);
  }

  /** How many failures have been told of. */
  final int failures() {
    return failures;
  }

  private void eraseProgress() {
    if (progress != null) {
      progress.erase();
    }
  }
}
