package io.vnode.cli;

import io.vnode.wofs.WofsCommit;
import io.vnode.wofs.WofsRegion;
import io.vnode.wofs.WofsRegion.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A picture of what lies where in an image: rows from the first byte on, each with the commits
 * above and what their bytes are there for below, and a legend that says how much there is of it.
 * It brings its own background, so that it reads on light and on dark pages.
 */
final class WofsMap {
  private static final int WIDTH = 1000;
  private static final int LEFT = 84;
  private static final int RIGHT = 28;
  private static final int TOP = 190;
  private static final int ROW = 32;
  private static final int BAND = 12;
  private static final int BAR = 14;
  private static final int BOTTOM = 44;
  private static final int GAUGE_TOP = 78;
  private static final int LEGEND_TOP = 116;
  private static final int LEGEND_COLUMNS = 4;
  private static final int DIGIT = 7;
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: #1f2328; }
        .paper { fill: #ffffff; }
        .title { font-size: 20px; font-weight: 600; }
        .small { font-size: 11px; fill: #59636e; }
        .offset { font-size: 11px; fill: #59636e; text-anchor: end; }
        .number { font-size: 10px; fill: #1f2a44; }
        .odd { fill: #b9c7e4; } .even { fill: #e3c9a6; }
        .header { fill: #24292f; } .head { fill: #6f42c1; } .seals { fill: #6f42c1; }
        .metadata { fill: #2f6fd6; } .live { fill: #2da160; } .dead { fill: #d9a7a0; }
        .padding { fill: #c9ced6; } .unfinished { fill: #d1242f; }
        .free { fill: #f1f3f6; stroke: #d1d9e0; stroke-width: 0.5; }
      </style>
      """;

  private final String name;
  private final List<WofsCommit> commits;
  private final Map<Kind, Long> sums;
  private final long capacity;
  private final WofsMapRows rows;
  private final StringBuilder svg = new StringBuilder();

  /** A picture of {@code regions}, those of the image that is called {@code name}. */
  WofsMap(String name, List<WofsCommit> commits, List<WofsRegion> regions) {
    this.name = name;
    this.commits = commits;
    this.sums = new EnumMap<>(WofsInfoCommand.sums(regions));
    this.capacity = regions.get(regions.size() - 1).end();
    this.rows = new WofsMapRows(regions);
  }

  /** The text of the picture. */
  String svg() {
    svg.setLength(0);
    int height = TOP + ROW * rows.count() + BOTTOM;
    line(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\">",
            WIDTH,
            height,
            WIDTH,
            height));
    line("<title>What lies where in " + escaped(name) + "</title>");
    svg.append(STYLE);
    line(
        String.format(
            Locale.ROOT,
            "<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
            WIDTH,
            height));
    head();
    gauge();
    legend();
    for (int row = 0; row < rows.count(); row++) {
      row(row);
    }
    foot(height);
    line("</svg>");
    return svg.toString();
  }

  // ---------------------------------------------------------------- parts

  private void head() {
    text("title", 28, 38, escaped(name));
    text("small", 28, 60, escaped(summary()));
  }

  private String summary() {
    long used = capacity - sums.get(Kind.FREE);
    String text =
        String.format(
            Locale.ROOT,
            "%s of %s used (%.1f %%)",
            size(used),
            size(capacity),
            used * 100.0 / capacity);
    if (commits.isEmpty()) {
      return text + ", no commit";
    }
    WofsCommit last = commits.get(commits.size() - 1);
    return text
        + (commits.size() == 1 ? ", commit " : ", commits " + commits.get(0).number() + " to ")
        + last.number()
        + ", the last one of "
        + last.time();
  }

  /** The whole capacity as one bar, with as much of each colour as there is of it. */
  private void gauge() {
    double x = 28;
    double unit = (WIDTH - 28.0 - RIGHT) / capacity;
    for (Kind kind : Kind.values()) {
      double width = sums.get(kind) * unit;
      if (width > 0) {
        rectangle(style(kind), x, GAUGE_TOP, width, BAR);
        x += width;
      }
    }
  }

  private void legend() {
    int place = 0;
    for (Kind kind : Kind.values()) {
      if (kind != Kind.HEAD) {
        long bytes = sums.get(kind) + (kind == Kind.SEALS ? sums.get(Kind.HEAD) : 0);
        legend(place++, kind, bytes);
      }
    }
    int x = 28;
    int y = TOP - 14;
    rectangle("odd", x, y - 9, BAND, BAND - 3);
    rectangle("even", x + BAND, y - 9, BAND, BAND - 3);
    text("small", x + 32, y, "the commits, in turns of two colours, with their numbers");
  }

  private void legend(int place, Kind kind, long bytes) {
    int x = 28 + place % LEGEND_COLUMNS * ((WIDTH - 28 - RIGHT) / LEGEND_COLUMNS);
    int y = LEGEND_TOP + place / LEGEND_COLUMNS * 24;
    rectangle(style(kind), x, y - 10, BAND, BAND);
    text(
        "", x + 20, y, label(kind) + "<tspan class=\"small\" dx=\"8\">" + size(bytes) + "</tspan>");
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case SEALS -> "heads and seals";
      case LIVE -> "live: bytes of files";
      case DEAD -> "dead: earlier bytes";
      case UNFINISHED -> "never finished";
      default -> WofsInfoCommand.name(kind);
    };
  }

  private static String style(Kind kind) {
    return WofsInfoCommand.name(kind);
  }

  private void row(int row) {
    int y = TOP + row * ROW;
    text("offset", LEFT - 10, y + BAND + BAR - 3, size(rows.start(row)));
    double unit = (WIDTH - LEFT - RIGHT) / (double) WofsMapRows.CELLS;
    for (WofsMapRows.Stretch<Long> stretch : rows.commits(row)) {
      if (stretch.value() != 0) {
        double x = LEFT + stretch.from() * unit;
        double width = stretch.length() * unit;
        rectangle(stretch.value() % 2 == 0 ? "even" : "odd", x, y, width, BAND);
        String number = Long.toString(stretch.value());
        if (number.length() * DIGIT + 4 < width) {
          text("number", x + 3, y + BAND - 3, number);
        }
      }
    }
    for (WofsMapRows.Stretch<Kind> stretch : rows.kinds(row)) {
      double x = LEFT + stretch.from() * unit;
      rectangle(style(stretch.value()), x, y + BAND, stretch.length() * unit, BAR);
    }
  }

  private void foot(int height) {
    String each = "A row is " + size(rows.bytesOfRow()) + " of the image";
    long hidden = capacity - rows.end();
    String more = hidden <= 0 ? "." : "; " + size(hidden) + " more are free, and are not drawn.";
    text("small", LEFT, height - 18, each + more);
  }

  // ---------------------------------------------------------------- writing

  private void text(String style, double x, double y, String text) {
    line(
        String.format(
            Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, text));
  }

  private void rectangle(String style, double x, double y, double width, double height) {
    line(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\"/>",
            style,
            x,
            y,
            width,
            height));
  }

  private void line(String text) {
    svg.append(text).append('\n');
  }

  /** In three digits or four, so that no two rows begin at the same. */
  private static String size(long bytes) {
    int unit = bytes < 1024 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes)) / 10;
    double value = bytes / (double) (1L << (10 * unit));
    int decimals = unit == 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS.get(unit));
  }

  private static String escaped(String text) {
    return Names.escaped(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
