package io.vnode.cli;

import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command for one image as a whole. */
abstract class WofsImageTool extends WofsTool {
  @Parameters(index = "0", paramLabel = "IMAGE", description = "The path or URI of a file.")
  private String image;

  abstract void work(Location image) throws IOException;

  @Override
  final void run() {
    withImage(image, () -> work(locate(image)));
  }
}
