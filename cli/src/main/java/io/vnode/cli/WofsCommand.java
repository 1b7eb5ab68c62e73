package io.vnode.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code vnode wofs}: images, as things that are made, looked at and kept. */
@Command(
    name = "wofs",
    description = {
      "Make wofs images, look into them and keep them.",
      "",
      "What is in one is for all commands, as wofs:IMAGE!/PATH. IMAGE is a path or the URI of a"
          + " file; IMAGE@N is the image as it was after its commit N."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      WofsCreateCommand.class,
      WofsInfoCommand.class,
      WofsLogCommand.class,
      WofsVerifyCommand.class,
      WofsSealCommand.class,
      WofsCompactCommand.class,
      WofsDiffCommand.class,
      WofsExtractCommand.class
    })
final class WofsCommand extends Tool {
  @Override
  void run() {
    throw new ParameterException(spec().commandLine(), "missing command");
  }
}
