package io.vnode.cli;

import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vnode wofs compact}. */
@Command(
    name = "compact",
    description = {
      "Write an image anew with its last tree alone, and give back what only earlier commits need.",
      "",
      "The new image takes the place of the old one in one step. Its one commit has the next number,"
          + " and its header the hash of the last commit before."
    })
final class WofsCompactCommand extends WofsImageTool {
  @Override
  void work(Location image) throws IOException {
    try (WofsFileSystem fs = mount(image, Map.of("create", "false"))) {
      fs.compact();
    }
  }
}
