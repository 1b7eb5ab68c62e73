package io.vnode.cli;

import io.vnode.projfs.ProjEntry;
import io.vnode.projfs.ProjExplanation;
import io.vnode.projfs.ProjReview;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vnode proj explain}. */
@Command(
    name = "explain",
    description = {
      "Tell where a path of a projection leads, and what can be done there and what not, and why.",
      "",
      "Each access is tried in the projection, by its own rules, and ends before the source would"
          + " change."
    })
final class ProjExplainCommand extends ProjTool {
  @Parameters(index = "1", paramLabel = "PATH", description = "A path in the projection.")
  private String path;

  @Override
  void look(ProjReview review) {
    if (failures() == 0) {
      attempt(path, () -> tell(review.explain(path)));
    }
  }

  private void tell(ProjExplanation told) throws IOException {
    line("path", told.path());
    if (!told.target().equals(told.path())) {
      line("link to", told.target());
    }
    line("through", through(told.entry()));
    line("source", source(told));
    told.verdicts()
        .forEach((deed, verdict) ->
            line(
                deed.text(),
                verdict.isAllowed()
                    ? "allowed"
                    : "refused, " + verdict.refusal() + ": " + verdict.reason()));
  }

  private static String through(ProjEntry entry) {
    String text = kind(entry) + " " + entry.path();
    return entry.position() == null ? text : text + ", declared at " + entry.position();
  }

  private static String source(ProjExplanation told) {
    if (told.source() == null) {
      return told.exists() ? "none: it is in the projection alone" : "none: it is not declared";
    }
    return told.exists() ? told.source().toString() : told.source() + " (does not exist)";
  }

  private void line(String label, String text) {
    out().printf("%-8s %s%n", label, shown(text));
  }
}
