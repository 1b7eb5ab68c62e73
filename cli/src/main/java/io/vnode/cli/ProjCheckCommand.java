package io.vnode.cli;

import io.vnode.projfs.ProjEntry;
import io.vnode.projfs.ProjReview;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code vnode proj check}. */
@Command(
    name = "check",
    description = {
      "Tell all that is wrong in the definition of a projection, and draw its tree.",
      "",
      "Each entry has its kind (d, f or p), its access (r or rw), its source, what is wrong with"
          + " that, and what is protected in it. Nothing is opened or mounted."
    })
final class ProjCheckCommand extends ProjTool {
  private final Branches branches = new Branches();

  @Override
  void look(ProjReview review) throws IOException {
    out().println(line(review.root(), true));
    branches.enter(true);
    Deque<Iterator<ProjEntry>> left = new ArrayDeque<>();
    left.push(review.entries(review.root()).iterator());
    while (!left.isEmpty()) {
      Iterator<ProjEntry> entries = left.peek();
      if (entries.hasNext()) {
        ProjEntry entry = entries.next();
        boolean isLast = !entries.hasNext();
        out().println(line(entry, isLast));
        branches.enter(isLast);
        left.push(review.entries(entry).iterator());
      } else {
        left.pop();
        branches.leave();
      }
    }
  }

  private String line(ProjEntry entry, boolean isLast) {
    List<String> names = entry.names();
    String name = names.isEmpty() ? "/" : names.get(names.size() - 1);
    StringBuilder text = new StringBuilder(name);
    if (entry.source() != null) {
      text.append(" -> ").append(entry.source());
    }
    if (entry.problem() != null) {
      text.append(" (").append(entry.problem()).append(')');
    }
    if (!entry.protects().isEmpty()) {
      text.append(", protects ").append(String.join(" ", entry.protects()));
    }
    return String.format("%-5s", kind(entry)) + branches.before(isLast) + shown(text.toString());
  }
}
