package io.vnode.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vnode cat}. */
@Command(name = "cat", description = "Write the bytes of files to standard output.")
final class CatCommand extends Tool {
  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "FILE", description = "Paths or URIs; none or -: standard input.")
  private List<String> operands = List.of(STANDARD_INPUT);

  @Override
  void run() {
    for (String operand : operands) {
      attempt(operand, () -> write(operand));
    }
  }

  private void write(String operand) throws IOException {
    if (operand.equals(STANDARD_INPUT)) {
      stdio().in().transferTo(stdio().out());
    } else {
      try (InputStream in = Files.newInputStream(locate(operand).path())) {
        in.transferTo(stdio().out());
      }
    }
  }
}
