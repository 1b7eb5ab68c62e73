package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The last operand of cp, mv and ln: a file's new name, or the directory that takes the files. */
final class Destination {
  /** What is done to each source and the location it is to have. */
  @FunctionalInterface
  interface Pairing {
    void run(String source, Location target) throws IOException;
  }

  private Destination() {}

  /** Pairs each source with its target, in order; one that fails does not keep back the others. */
  static void each(Tool tool, List<String> operands, Pairing pairing) {
    int sources = operands.size() - 1;
    String last = operands.get(sources);
    tool.attempt(
        last,
        () -> {
          Location destination = tool.locate(last);
          boolean isDirectory = Files.isDirectory(destination.path());
          if (!isDirectory && sources > 1) {
            tool.fail("target '" + last + "'", "Not a directory");
            return;
          }
          for (String source : operands.subList(0, sources)) {
            tool.attempt(
                source,
                () ->
                    pairing.run(
                        source,
                        isDirectory
                            ? destination.namesake(tool.locate(source).path())
                            : destination));
          }
        });
  }
}
