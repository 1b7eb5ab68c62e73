package io.vnode.cli;

import io.vnode.wofs.WofsCommit;
import io.vnode.wofs.WofsFileSystem;
import io.vnode.wofs.WofsFormatException;
import io.vnode.wofs.WofsImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/** A command for images. */
abstract class WofsTool extends Tool {

  /** Does it, or tells why it cannot be done with the image that {@code argument} names. */
  final void withImage(String argument, Action action) {
    attempt(
        argument,
        () -> {
          try {
            action.run();
          } catch (WofsFormatException | IllegalArgumentException e) {
            fail(null, e); // They name the image themselves.
          }
        });
  }

  /** Mounts an image that can be changed. What cannot be set is a wrong command line. */
  final WofsFileSystem mount(Location image, Map<String, String> settings) throws IOException {
    try {
      return WofsFileSystem.mount(image.path(), settings);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), e.getMessage(), e);
    }
  }

  /** The number of the commit that {@code operand} names in {@code image}. */
  static long number(WofsOperand operand, WofsImage image) {
    List<WofsCommit> commits = image.commits();
    boolean last = operand.number() == 0 && !commits.isEmpty();
    return last ? commits.get(commits.size() - 1).number() : operand.number();
  }
}
