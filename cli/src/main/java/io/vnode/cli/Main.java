package io.vnode.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code vnode} command: the Unix file tools, for whatever URI a file system answers to. */
@Command(
    name = "vnode",
    description = {
      "The Unix file tools for every file system of the JVM.",
      "",
      "A file is named by a path of the host or by a URI of an installed file system:",
      "file:///etc, jar:file:///lib/a.jar!/META-INF, memfs://name/path.",
      "A file system that is not open yet is opened for the one command and closed after it;"
          + " a memfs lives no longer than that, so each command begins with an empty one."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit status: 0 all went well, 1 a file failed, 2 the command line was wrong (ls: or a file"
          + " named on it failed)."
    },
    versionProvider = Main.Version.class,
    subcommands = {
      LsCommand.class,
      TreeCommand.class,
      CatCommand.class,
      StatCommand.class,
      CpCommand.class,
      MvCommand.class,
      RmCommand.class,
      MkdirCommand.class,
      LnCommand.class,
      TouchCommand.class,
      FindCommand.class,
      DuCommand.class,
      PackCommand.class,
      ProjCommand.class,
      WofsCommand.class,
      TckCommand.class,
      BenchCommand.class,
      DemoCommand.class
    })
public final class Main implements Runnable {
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** What a shell tells of a command that wrote into a pipe nobody read: 128 and SIGPIPE. */
  static final int BROKEN_PIPE = 141;

  final Stdio stdio;
  final PrintWriter out;
  final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of every error.")
  private boolean debug;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  private OutputFailedException outputFailure;

  private Main(Stdio stdio) {
    this.stdio = stdio;
    this.out = stdio.outWriter();
    this.err = stdio.errWriter();
  }

  public static void main(String[] args) {
    System.exit(run(Stdio.ofProcess(), args));
  }

  /** Runs one command line; the exit status. */
  static int run(Stdio stdio, String... args) {
    Main main = new Main(stdio);
    CommandLine line =
        new CommandLine(main)
            .setOut(main.out)
            .setErr(main.err)
            .setExpandAtFiles(false)
            .setUsageHelpWidth(96)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setParameterExceptionHandler(main::refuse)
            .setExecutionExceptionHandler(main::report);
    int status = line.execute(args);
    main.flushOutput();
    return main.outputFailure == null ? status : main.outputFailed();
  }

  private void flushOutput() {
    try {
      if (outputFailure == null) {
        out.flush();
      }
    } catch (OutputFailedException e) {
      outputFailure = e;
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command");
  }

  /** Writes one line about a failure, after whatever was printed before it. */
  void complain(CommandSpec command, String text, Throwable cause) {
    out.flush();
    err.println(command.qualifiedName() + ": " + Names.escaped(text));
    if (debug && cause != null) {
      cause.printStackTrace(err);
    }
    err.flush();
  }

  private int refuse(ParameterException e, String[] args) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    complain(command, e.getMessage(), e);
    err.println("Try '" + command.qualifiedName() + " --help'.");
    return USAGE;
  }

  private int report(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof OutputFailedException failed) {
      outputFailure = failed;
      return FAILURE;
    }
    complain(line.getCommandSpec(), Describe.reason(e), e);
    return FAILURE;
  }

  private int outputFailed() {
    if (outputFailure.isBrokenPipe()) {
      return BROKEN_PIPE;
    }
    err.println("vnode: write error: " + Describe.reason(outputFailure.getCause()));
    return FAILURE;
  }

  /** The version in the manifest of the jar this class came from. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"vnode " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
