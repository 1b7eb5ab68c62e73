package io.vnode.cli;

import io.vnode.wofs.WofsCheck;
import io.vnode.wofs.WofsCheckListener;
import io.vnode.wofs.WofsFormatException;
import io.vnode.wofs.WofsImage;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode wofs verify}. */
@Command(
    name = "verify",
    description = {
      "Check images: all checksums of files and metadata, the two seals of each commit, the chain"
          + " of the hashes, and every tree.",
      "",
      "Each damage is a line with its place. What a crash has left of a commit is no damage."
    })
final class WofsVerifyCommand extends WofsTool {
  @Option(names = "-q", description = "Say nothing of what is sound.")
  private boolean quiet;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Paths or URIs of files.")
  private List<String> images;

  @Override
  void run() {
    for (String image : images) {
      withImage(image, () -> verify(image));
    }
  }

  private void verify(String image) throws IOException {
    try (WofsImage opened = WofsImage.open(locate(image).path())) {
      WofsCheck check = opened.verify(listener(image));
      for (WofsFormatException damage : check.damages()) {
        fail(null, damage);
      }
      if (check.isSound() && !quiet) {
        progress().erase();
        out().println(shown(image) + ": " + sound(check, opened.unfinished()));
      }
    }
  }

  private static String sound(WofsCheck check, long unfinished) {
    String text =
        String.format(
            "sound: %d %s, %d bytes of files",
            check.commits(), check.commits() == 1 ? "commit" : "commits", check.bytes());
    return unfinished == 0
        ? text
        : text + "; and " + unfinished + " bytes of a commit that was never finished";
  }

  private WofsCheckListener listener(String image) {
    return new WofsCheckListener() {
      @Override
      public void begin(long number, long bytes) {
        progress().beginFile(image + "@" + number, bytes);
      }

      @Override
      public void advance(long bytes) {
        progress().advance(bytes);
      }
    };
  }
}
