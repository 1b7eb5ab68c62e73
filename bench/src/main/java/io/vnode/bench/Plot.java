package io.vnode.bench;

import java.util.List;
import java.util.Locale;

/**
 * The ratio of each line as a picture: further left is better, a dot for each JDK, a bar where the
 * goal is, and a line where both figures would be the same. It brings its own background, so that
 * it reads on light and on dark pages.
 */
final class Plot {
  private static final int WIDTH = 960;
  private static final int LEFT = 330;
  private static final int RIGHT = 40;
  private static final int TOP = 64;
  private static final int ROW = 20;
  private static final int TITLE_ROW = 30;
  private static final int BOTTOM = 44;
  private static final double LEAST = 0.01;
  private static final double MOST = 10;

  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, sans-serif; fill: #1f2328; }
        .paper { fill: #ffffff; } .grid { stroke: #d1d9e0; } .even { stroke: #59636e; }
        .title { font-weight: 600; } .small { font-size: 11px; fill: #59636e; }
        .goal { stroke: #9a6700; stroke-width: 3; }
        .met { fill: #1a7f37; } .missed { fill: #d1242f; }
        .best { fill-opacity: 0.4; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; } .paper { fill: #0d1117; } .grid { stroke: #30363d; }
          .even { stroke: #9198a1; } .small { fill: #9198a1; } .goal { stroke: #d29922; }
          .met { fill: #3fb950; } .missed { fill: #f85149; }
        }
      </style>
      """;

  private final List<Results> runs;
  private final StringBuilder svg = new StringBuilder();

  Plot(List<Results> runs) {
    this.runs = List.copyOf(runs);
  }

  String svg() {
    svg.setLength(0);
    int end = TOP + rowsHeight();
    int height = end + BOTTOM;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
        WIDTH, height, WIDTH, height);
    line("<title>memfs, zipstore, projfs and wofs beside their peers, and the goals</title>");
    svg.append(STYLE);
    line("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"8\"/>", WIDTH, height);
    legend();
    axis(end);
    rows();
    line("</svg>");
    return svg.toString();
  }

  private static int rowsHeight() {
    return Lines.CHAPTERS.stream()
        .mapToInt(chapter -> TITLE_ROW + ROW * chapter.lines().size())
        .sum();
  }

  private void legend() {
    int y = 26;
    text(16, y, "title", "start", "memfs, zipstore, projfs and wofs beside their peers");
    dot(LEFT, y - 4, "met", "goal reached");
    dot(LEFT + 110, y - 4, "missed", "goal missed");
    goal(LEFT + 220, y - 4);
    text(LEFT + 230, y, "small", "start", "goal");
    text(
        WIDTH - RIGHT,
        y,
        "small",
        "end",
        "a dot for each JDK, the worse one strong; left is better");
  }

  private void axis(int end) {
    for (double tick = LEAST; tick <= MOST * 1.001; tick *= 10) {
      double x = x(tick);
      boolean isEven = Math.abs(tick - 1) < 1e-6;
      line(
          "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          isEven ? "even" : "grid", x, TOP - 6, x, end + 6);
      text(x, end + 22, "small", "middle", isEven ? "1x: the same" : label(tick));
    }
  }

  private static String label(double tick) {
    return String.format(Locale.ROOT, tick < 1 ? "%.3f" : "%.0f", tick)
            .replaceAll("(\\.\\d*?)0+$", "$1")
        + "x";
  }

  private void rows() {
    int y = TOP;
    for (Lines.Chapter chapter : Lines.CHAPTERS) {
      text(16, y + 20, "title", "start", chapter.title());
      y += TITLE_ROW;
      for (Line line : chapter.lines()) {
        row(line, y + ROW / 2);
        y += ROW;
      }
    }
  }

  private void row(Line line, int y) {
    List<Verdict> verdicts = Verdict.of(line, runs);
    text(LEFT - 12, y + 4, "", "end", line.words());
    if (verdicts.isEmpty()) {
      text(LEFT, y + 4, "small", "start", "not on this JDK");
      return;
    }
    goal(x(line.goal().ratio(verdicts.get(0).other().median())), y);
    for (int i = verdicts.size() - 1; i >= 0; i--) {
      Verdict verdict = verdicts.get(i);
      String kind = (verdict.isMet() ? "met" : "missed") + (i == 0 ? "" : " best");
      String words =
          "JDK "
              + verdict.jdk()
              + ": "
              + verdict.ratioWords()
              + " "
              + line.otherWords()
              + ", goal "
              + line.goalWords();
      circle(x(verdict.ratio().median()), y, kind, words);
      tellWhatIsOffTheScale(verdict, y);
    }
  }

  private void tellWhatIsOffTheScale(Verdict verdict, int y) {
    double ratio = verdict.ratio().median();
    if (ratio < LEAST) {
      text(x(LEAST) + 10, y + 4, "small", "start", "← " + verdict.ratioWords());
    } else if (ratio > MOST) {
      text(x(MOST) - 10, y + 4, "small", "end", verdict.ratioWords() + " →");
    }
  }

  private void dot(int x, int y, String kind, String words) {
    circle(x, y, kind, words);
    text(x + 10, y + 4, "small", "start", words);
  }

  private void circle(double x, int y, String kind, String words) {
    line(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\"><title>%s</title></circle>",
        kind, x, y, escaped(words));
  }

  private void goal(double x, int y) {
    line("<line class=\"goal\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", x, y - 7, x, y + 7);
  }

  private void text(double x, int y, String kind, String anchor, String words) {
    line(
        "<text class=\"%s\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
        kind, x, y, anchor, escaped(words));
  }

  /** Where a ratio lies; what is off the scale lies at its end. */
  private static double x(double ratio) {
    double within = Math.min(MOST, Math.max(LEAST, ratio));
    double share = Math.log(within / LEAST) / Math.log(MOST / LEAST);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
