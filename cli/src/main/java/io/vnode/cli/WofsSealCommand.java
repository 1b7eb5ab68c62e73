package io.vnode.cli;

import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vnode wofs seal}. */
@Command(
    name = "seal",
    description = {
      "Seal all that is in an image: no file in it can be changed, renamed or removed any more, and"
          + " directories only grow, however it is mounted.",
      "",
      "This cannot be undone. It is one more commit; those before it stay as they are."
    })
final class WofsSealCommand extends WofsImageTool {
  @Option(
      names = "--retain",
      paramLabel = "TIME",
      description = "For how long it cannot be removed (30d); for ever unless set.")
  private String retention;

  @Override
  void work(Location image) throws IOException {
    Map<String, String> settings = new HashMap<>(Map.of("create", "false"));
    if (retention != null) {
      settings.put("retain", retention);
    }
    try (WofsFileSystem fs = mount(image, settings)) {
      fs.seal();
    }
  }
}
