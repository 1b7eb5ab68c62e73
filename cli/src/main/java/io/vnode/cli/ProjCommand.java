package io.vnode.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code vnode proj}: what a projection would be, of which only the definition is there. */
@Command(
    name = "proj",
    description = "Check the definition of a projection, and explain what can be done in it.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {ProjCheckCommand.class, ProjExplainCommand.class})
final class ProjCommand extends Tool {
  @Override
  void run() {
    throw new ParameterException(spec().commandLine(), "missing command");
  }
}
