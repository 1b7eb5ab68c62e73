package io.vnode.cli;

import io.vnode.wofs.WofsChange;
import io.vnode.wofs.WofsImage;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode wofs diff}. */
@Command(
    name = "diff",
    description = {
      "Tell what is different in the tree of one image beside that of another, or of two commits.",
      "",
      "A change is a letter, the size of the file and the path. " + WofsChanges.LETTERS,
      "",
      "Exit status: 0 they are the same, 1 they differ, 2 one of them cannot be read."
    })
final class WofsDiffCommand extends WofsTool {
  private static final int DIFFERENT = 1;
  private static final int TROUBLE = 2;

  @Option(names = "--json", description = "One array with an object for each change.")
  private boolean asJson;

  @Parameters(index = "0", paramLabel = "A[@N]", description = "The path or URI of an image.")
  private String first;

  @Parameters(index = "1", paramLabel = "B[@N]", description = "The path or URI of an image.")
  private String second;

  @Override
  void run() {
    withImage(
        first,
        () -> {
          WofsOperand from = WofsOperand.of(this, first);
          try (WofsImage opened = WofsImage.open(from.location().path())) {
            withImage(second, () -> compare(from, opened, WofsOperand.of(this, second)));
          }
        });
    if (failures() > 0) {
      raise(TROUBLE);
    }
  }

  private void compare(WofsOperand from, WofsImage here, WofsOperand to) throws IOException {
    if (to.location().path().equals(from.location().path())) {
      tell(here.diff(number(from, here), here, number(to, here)));
      return;
    }
    try (WofsImage there = WofsImage.open(to.location().path())) {
      tell(here.diff(number(from, here), there, number(to, there)));
    }
  }

  private void tell(List<WofsChange> changes) {
    if (asJson) {
      Json json = new Json(out()).beginArray();
      changes.forEach(change -> WofsChanges.json(json, change));
      json.end();
    } else {
      changes.forEach(change -> out().println(WofsChanges.line(change)));
    }
    if (!changes.isEmpty()) {
      raise(DIFFERENT);
    }
  }
}
