package io.vnode.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode cp}. */
@Command(
    name = "cp",
    synopsisHeading = "",
    customSynopsis = {
      "Usage: vnode cp [-fnpPr] SOURCE TARGET",
      "       vnode cp [-fnpPr] SOURCE... DIR"
    },
    description = "Copy files, within a file system or from one to another.")
final class CpCommand extends Tool {
  @Option(names = "-f", description = "Remove a target that cannot be written, and make it anew.")
  private boolean force;

  @Option(names = "-n", description = "Leave a target alone that is there.")
  private boolean noClobber;

  @Option(
      names = {"-p", "--preserve"},
      description = "Keep mode, times and, where allowed, owner and group.")
  private boolean preserve;

  @Option(names = "-P", description = "Copy symbolic links as links.")
  private boolean keepLinks;

  @Option(
      names = {"-r", "-R"},
      description = "Directories and all that is in them; links as links.")
  private boolean recursive;

  @Parameters(arity = "2..*", hidden = true)
  private List<String> operands;

  @Override
  void run() {
    boolean follow = !recursive && !keepLinks;
    Copier copier =
        new Copier(this, new Copier.Options(recursive, follow, preserve, force, noClobber));
    Destination.each(this, operands, (source, target) -> copier.copy(locate(source), target));
  }
}
