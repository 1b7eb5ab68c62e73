package io.vnode.tck;

import java.io.PrintWriter;
import java.util.Locale;

/** A run as text: areas by outcome, and what failed. */
final class TextReport {
  private static final String ROW = "%-28s %8s %8s %8s %12s%n";

  private final TckRun run;

  TextReport(TckRun run) {
    this.run = run;
  }

  void write(PrintWriter out) {
    for (Outcome outcome : run.outcomes(Outcome.Status.FAILED)) {
      out.println("FAIL " + outcome.check().id());
      out.println("  " + outcome.check().title() + " [" + outcome.check().source() + "]");
      outcome.operations().forEach(operation -> out.println("    " + operation));
      out.println("  " + outcome.reason());
    }
    out.printf(ROW, run.subject(), "pass", "fail", "known", "not offered");
    run.areas().forEach((area, counts) -> row(out, area, counts));
    row(out, "all", run.total());
    out.printf(
        Locale.ROOT,
        "%s in %.1f s%n",
        run.holds() ? "All that is offered holds" : "Not all that is offered holds",
        run.took().toMillis() / 1000.0);
  }

  private static void row(PrintWriter out, String name, TckRun.Counts counts) {
    out.printf(
        ROW,
        name,
        counts.of(Outcome.Status.PASSED),
        counts.of(Outcome.Status.FAILED),
        counts.of(Outcome.Status.KNOWN),
        counts.of(Outcome.Status.NOT_OFFERED));
  }
}
