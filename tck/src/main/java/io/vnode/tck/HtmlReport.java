package io.vnode.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * A run as one page for people, which needs nothing but itself.
 *
 * <p>What is in it can be found by its {@code data-} attributes: {@code data-total} holds the
 * counts of the page, {@code data-area}, {@code data-layer} and {@code data-status} are on each row
 * of the matrix and on each check, whose {@code id} is the check's. Without scripts all of it is
 * there; the filters appear with them, and can be set by the address: {@code
 * report.html#outcome=fail,known&area=posix.rename} shows what fails there, known or not.
 */
final class HtmlReport {
  private final TckRun run;

  HtmlReport(TckRun run) {
    this.run = run;
  }

  void write(Writer out) throws IOException {
    out.write(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s: conformance</title>
        <style>
        %s</style>
        </head>
        <body>
        """
            .formatted(text(run.subject()), resource("report.css")));
    out.write(header());
    out.write("<main>\n" + matrix() + capabilities() + filters() + "<div id=\"checks\">\n");
    for (String area : run.areas().keySet()) {
      out.write(area(area));
    }
    out.write(
        "</div>\n<p id=\"nothing\" role=\"status\" hidden>No check is like that.</p>\n</main>\n");
    out.write("<script>\n" + resource("report.js") + "</script>\n</body>\n</html>\n");
  }

  // ---------------------------------------------------------------- the head of the page

  private String header() {
    TckRun.Counts total = run.total();
    return """
    <header data-total="%d" data-pass="%d" data-fail="%d" data-known="%d" data-not-offered="%d">
    <p class="kind">Conformance to POSIX and java.nio.file</p>
    <h1>%s</h1>
    <p class="verdict %s">%s</p>
    <div class="bar" aria-hidden="true">%s</div>
    <p class="facts">%,d checks in %.1f s, begun %s, Java %s</p>
    </header>
    """
        .formatted(
            total.all(),
            total.of(Outcome.Status.PASSED),
            total.of(Outcome.Status.FAILED),
            total.of(Outcome.Status.KNOWN),
            total.of(Outcome.Status.NOT_OFFERED),
            text(run.subject()),
            run.holds() ? "holds" : "fails",
            verdict(total),
            bar(total),
            total.all(),
            run.took().toMillis() / 1000.0,
            run.started().toString().replaceFirst("\\..*", "Z"),
            text(System.getProperty("java.version")));
  }

  private String verdict(TckRun.Counts total) {
    long failed = total.of(Outcome.Status.FAILED);
    long known = total.of(Outcome.Status.KNOWN);
    String besides = known == 0 ? "" : ", but for " + known + " known failures";
    return failed == 0
        ? "All that is offered holds" + besides + "."
        : failed + (failed == 1 ? " check fails" : " checks fail") + besides + ".";
  }

  private static String bar(TckRun.Counts counts) {
    return Arrays.stream(Outcome.Status.values())
        .filter(status -> counts.of(status) > 0)
        .map(status ->
            "<span class=\"%s\" style=\"flex-grow:%d\"></span>"
                .formatted(key(status), counts.of(status)))
        .collect(Collectors.joining());
  }

  private String matrix() {
    StringBuilder rows = new StringBuilder();
    run.areas().forEach((area, counts) -> rows.append(matrixRow(area, counts)));
    return """
    <section aria-labelledby="areas">
    <h2 id="areas">Areas</h2>
    <div class="scroll"><table id="matrix">
    <thead><tr><th scope="col">area</th>%s<th scope="col"><span class="quiet">share</span></th></tr></thead>
    <tbody>
    %s</tbody>
    <tfoot><tr><th scope="row">all</th>%s<td></td></tr></tfoot>
    </table></div>
    </section>
    """
        .formatted(
            Arrays.stream(Outcome.Status.values())
                .map(status -> "<th scope=\"col\">" + status.words() + "</th>")
                .collect(Collectors.joining()),
            rows,
            cells(run.total()));
  }

  private static String matrixRow(String area, TckRun.Counts counts) {
    return """
    <tr data-area="%1$s" data-layer="%2$s"><th scope="row"><a href="#%1$s">%1$s</a></th>%3$s\
    <td><div class="bar" aria-hidden="true">%4$s</div></td></tr>
    """
        .formatted(text(area), Check.layer(area).id(), cells(counts), bar(counts));
  }

  private static String cells(TckRun.Counts counts) {
    return Arrays.stream(Outcome.Status.values())
        .map(status ->
            "<td data-status=\"%1$s\" class=\"%2$s\">%3$d</td>"
                .formatted(
                    key(status), counts.of(status) == 0 ? "none" : key(status), counts.of(status)))
        .collect(Collectors.joining());
  }

  private String capabilities() {
    String chips =
        Arrays.stream(Capability.values())
            .map(capability -> {
              boolean offered = run.offered().contains(capability);
              return "<li class=\"%s\" data-capability=\"%s\" title=\"%s\">%s%s</li>\n"
                  .formatted(
                      offered ? "offered" : "lacking",
                      capability.name(),
                      text(capability.words()),
                      capability.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      offered ? "" : "<span class=\"quiet\"> (not offered)</span>");
            })
            .collect(Collectors.joining());
    return """
    <section aria-labelledby="capabilities">
    <h2 id="capabilities">What it offers</h2>
    <ul class="chips">
    %s</ul>
    </section>
    """
        .formatted(chips);
  }

  private String filters() {
    String statuses =
        Arrays.stream(Outcome.Status.values())
            .map(status ->
                "<label><input type=\"checkbox\" name=\"status\" value=\"%s\" checked> %s</label>\n"
                    .formatted(key(status), status.words()))
            .collect(Collectors.joining());
    String layers =
        run.areas().keySet().stream()
            .map(area -> Check.layer(area).id())
            .distinct()
            .map(HtmlReport::option)
            .collect(Collectors.joining());
    String areas =
        run.areas().keySet().stream().map(HtmlReport::option).collect(Collectors.joining());
    return """
    <form id="filters" role="search" aria-label="Checks" hidden>
    <h2>Checks</h2>
    <label class="text">Find <input type="search" name="text" placeholder="words, or part of an id"></label>
    <label>Layer <select name="layer"><option value="">all</option>%s</select></label>
    <label>Area <select name="area"><option value="">all</option>%s</select></label>
    <fieldset><legend>Outcome</legend>
    %s</fieldset>
    <output name="count"></output>
    </form>
    """
        .formatted(layers, areas, statuses);
  }

  private static String option(String value) {
    return "<option>" + text(value) + "</option>";
  }

  // ---------------------------------------------------------------- checks

  private String area(String area) {
    String checks =
        run.outcomes().stream()
            .filter(outcome -> outcome.check().area().equals(area))
            .map(HtmlReport::check)
            .collect(Collectors.joining());
    return """
    <section class="area" id="%1$s" data-area="%1$s"><h3>%1$s</h3>
    %2$s</section>
    """
        .formatted(text(area), checks);
  }

  private static String check(Outcome outcome) {
    Check check = outcome.check();
    return """
    <article id="%s" data-area="%s" data-layer="%s" data-status="%s"><h4><span class="mark">%s</span> %s</h4>
    <p class="source">%s</p>
    %s</article>
    """
        .formatted(
            text(check.id()),
            text(check.area()),
            check.layer().id(),
            key(outcome.status()),
            outcome.status().words(),
            text(check.title()),
            text(check.source()),
            explanation(outcome));
  }

  private static String explanation(Outcome outcome) {
    return switch (outcome.status()) {
      case PASSED -> "";
      case NOT_OFFERED -> "<p class=\"reason\">" + text(outcome.reason()) + "</p>\n";
      case FAILED, KNOWN -> difference(outcome) + operations(outcome.operations());
    };
  }

  private static String difference(Outcome outcome) {
    if (outcome.failure() instanceof AssertionFailedError failure
        && failure.isExpectedDefined()
        && failure.isActualDefined()) {
      return """
      <p class="reason">%s</p>
      <dl><dt>expected</dt><dd>%s</dd><dt>found</dt><dd>%s</dd></dl>
      """
          .formatted(
              text(failure.getMessage().replaceFirst(" ==> .*", "")),
              text(failure.getExpected().getStringRepresentation()),
              text(failure.getActual().getStringRepresentation()));
    }
    return "<p class=\"reason\">" + text(outcome.reason()) + "</p>\n";
  }

  private static String operations(List<String> operations) {
    if (operations.isEmpty()) {
      return "";
    }
    return operations.stream()
        .map(operation -> "<li>" + text(operation) + "</li>\n")
        .collect(Collectors.joining("", "<ol class=\"operations\">\n", "</ol>\n"));
  }

  // ---------------------------------------------------------------- text

  private static final Map<String, String> ESCAPES =
      Map.of("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;");

  private static String text(String raw) {
    StringBuilder escaped = new StringBuilder();
    raw.codePoints()
        .mapToObj(Character::toString)
        .map(character -> ESCAPES.getOrDefault(character, printable(character)))
        .forEach(escaped::append);
    return escaped.toString();
  }

  /** A character that would not be seen, as a sign that it is there. */
  private static String printable(String character) {
    int code = character.codePointAt(0);
    boolean unseen = Character.isISOControl(code) && code != '\n' && code != '\t';
    return unseen || Character.getType(code) == Character.SURROGATE ? "\uFFFD" : character;
  }

  private static String key(Outcome.Status status) {
    return status.words().replace(' ', '-');
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
