package io.vnode.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode rm}. */
@Command(name = "rm", description = "Remove files. It never asks.")
final class RmCommand extends Tool {
  @Option(names = "-d", description = "Empty directories too.")
  private boolean emptyDirectories;

  @Option(names = "-f", description = "A file that is not there is no error.")
  private boolean force;

  @Option(
      names = {"-r", "-R"},
      description = "Directories and all that is in them.")
  private boolean recursive;

  @Option(names = "-v", description = "Print the name of each file removed.")
  private boolean verbose;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Paths or URIs.")
  private List<String> operands = List.of();

  @Override
  void run() {
    if (operands.isEmpty() && !force) {
      throw new ParameterException(spec().commandLine(), "missing operand");
    }
    forEach(operands, this::remove);
  }

  private void remove(Location location) throws IOException {
    try {
      requireRemovable(location.path());
      boolean isDirectory = TreeWalk.attributes(location.path(), false).isDirectory();
      if (isDirectory && recursive) {
        new TreeRemoval(this, this::removed).remove(location);
      } else if (isDirectory && !emptyDirectories) {
        throw new FileSystemException(location.text(), null, "Is a directory");
      } else {
        Files.delete(location.path());
        removed(location);
      }
    } catch (NoSuchFileException e) {
      if (!force) {
        throw e;
      }
    }
  }

  /** POSIX rm refuses these before it looks; a root is left alone as the GNU one does. */
  private static void requireRemovable(Path path) throws IOException {
    Path name = path.getFileName();
    if (name == null) {
      throw new FileSystemException(path.toString(), null, "refusing to remove a root directory");
    }
    if (name.toString().equals(".") || name.toString().equals("..")) {
      throw new FileSystemException(path.toString(), null, "refusing to remove '.' or '..'");
    }
  }

  private void removed(Location location) {
    if (verbose) {
      out().println("removed " + shown(location.text()));
    }
  }
}
