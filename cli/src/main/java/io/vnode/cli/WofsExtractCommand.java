package io.vnode.cli;

import io.vnode.nio.TreeCopy;
import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vnode wofs extract}. */
@Command(
    name = "extract",
    description = {
      "Copy the tree of an image, or what it was after a commit, to a directory.",
      "",
      "Links of both kinds, modes, times and extended attributes are kept, and owners where whoever"
          + " runs this may give files away. A directory that is there is added to; a file that is"
          + " in the way is not replaced."
    })
final class WofsExtractCommand extends WofsTool {
  @Parameters(index = "0", paramLabel = "IMAGE[@N]", description = "The path or URI of an image.")
  private String image;

  @Parameters(index = "1", paramLabel = "DIR", description = "Where the tree is to be.")
  private String target;

  @Override
  void run() {
    withImage(
        image,
        () -> {
          WofsOperand operand = WofsOperand.of(this, image);
          try (WofsFileSystem fs =
              WofsFileSystem.mount(operand.location().path(), settings(operand.number()))) {
            extract(fs);
          }
        });
  }

  /** As root: who can read the image can read all that is in it. */
  private static Map<String, String> settings(long number) {
    Map<String, String> settings = new HashMap<>(Map.of("mode", "ro", "user", "root"));
    if (number != 0) {
      settings.put("at", Long.toString(number));
    }
    return settings;
  }

  private void extract(WofsFileSystem fs) throws IOException {
    try {
      TreeCopy.copy(fs.getPath("/"), locate(target).path(), progress().ofTree(Path::toString));
    } catch (FileSystemException e) {
      throw new LocatedException(e.getFile() == null ? target : e.getFile(), e);
    }
  }
}
