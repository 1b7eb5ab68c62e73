package io.vnode.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode mkdir}. */
@Command(name = "mkdir", description = "Make directories.")
final class MkdirCommand extends Tool {
  @Option(
      names = "-m",
      paramLabel = "MODE",
      description = "Permissions in octal, whatever the umask.")
  private String mode;

  @Option(names = "-p", description = "Parents too; it is no error if the directory is there.")
  private boolean parents;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Paths or URIs.")
  private List<String> operands;

  @Override
  void run() {
    if (mode != null && !mode.matches("[0-7]{1,4}")) {
      throw new ParameterException(spec().commandLine(), "invalid mode '" + mode + "'");
    }
    forEach(operands, this::make);
  }

  private void make(Location directory) throws IOException {
    if (parents && directory.path().getParent() != null) {
      Files.createDirectories(directory.path().getParent());
    }
    try {
      Files.createDirectory(directory.path());
    } catch (FileAlreadyExistsException e) {
      if (parents && Files.isDirectory(directory.path())) {
        return;
      }
      throw e;
    }
    if (mode != null) {
      Permissions.set(directory.path(), Integer.parseInt(mode, 8));
    }
  }
}
