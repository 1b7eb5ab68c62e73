package io.vnode.cli;

import io.vnode.wofs.WofsChange;
import io.vnode.wofs.WofsCommit;
import io.vnode.wofs.WofsImage;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode wofs log}. */
@Command(
    name = "log",
    description = {
      "List the commits of an image, the oldest first: number, time and bytes; then each path that"
          + " it has changed.",
      "",
      "A change is a letter, the size of the file and the path. " + WofsChanges.LETTERS,
      "The first commit of an image has added all that it has. IMAGE@N: that commit alone."
    })
final class WofsLogCommand extends WofsTool {
  @Option(names = "-q", description = "The commits alone.")
  private boolean quiet;

  @Option(names = "--json", description = "One array with an object for each commit.")
  private boolean asJson;

  @Parameters(index = "0", paramLabel = "IMAGE[@N]", description = "The path or URI of a file.")
  private String image;

  private Json json;

  @Override
  void run() {
    withImage(
        image,
        () -> {
          WofsOperand operand = WofsOperand.of(this, image);
          try (WofsImage opened = WofsImage.open(operand.location().path())) {
            list(opened, operand.number());
          }
        });
  }

  private void list(WofsImage opened, long only) throws IOException {
    if (only != 0) {
      opened.inodes(only); // It says so when it is not there.
    }
    if (asJson) {
      json = new Json(out()).beginArray();
    }
    for (WofsCommit commit : opened.commits()) {
      if (only == 0 || only == commit.number()) {
        tell(commit, quiet ? List.of() : opened.changes(commit.number()));
      }
    }
    if (asJson) {
      json.end();
    }
  }

  private void tell(WofsCommit commit, List<WofsChange> changes) {
    if (asJson) {
      tellJson(commit, changes);
      return;
    }
    out()
        .printf(
            "commit %d  %s  %d bytes at %d  %s%n",
            commit.number(),
            Describe.nanosecond(FileTime.from(commit.time())),
            commit.length(),
            commit.start(),
            commit.hash().substring(0, 16));
    changes.forEach(change -> out().println("  " + WofsChanges.line(change)));
  }

  private void tellJson(WofsCommit commit, List<WofsChange> changes) {
    json.beginObject()
        .member("number", commit.number())
        .member("time", commit.time())
        .member("start", commit.start())
        .member("length", commit.length())
        .member("base", commit.isBase())
        .member("hash", commit.hash());
    if (!quiet) {
      json.name("changes").beginArray();
      changes.forEach(change -> WofsChanges.json(json, change));
      json.end();
    }
    json.end();
  }
}
