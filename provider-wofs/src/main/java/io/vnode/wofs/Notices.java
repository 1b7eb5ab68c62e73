package io.vnode.wofs;

import io.vnode.wofs.format.CommitLog;
import java.util.ArrayList;
import java.util.List;

/** What is said of an image that was not left as it should be. */
final class Notices {
  private Notices() {}

  static String of(String image, CommitLog log, Mountable mounted, String left) {
    List<String> notices = new ArrayList<>();
    if (!left.isEmpty()) {
      notices.add("process " + left + " died with it mounted: what it had not committed is lost");
    }
    if (log.damage() == null && log.unfinished() > 0) {
      notices.add(
          log.unfinished() + " bytes at " + log.end() + " are a commit that was never finished");
    }
    if (mounted.damage() != null) {
      notices.add("mounted as it was before what is damaged: " + mounted.damage().getMessage());
    }
    return notices.isEmpty() ? "" : image + ": " + String.join("; ", notices);
  }
}
