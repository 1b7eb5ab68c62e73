package io.vnode.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text under a head, for a document or for a terminal. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    row(head);
  }

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    appendMarkdown(text, rows.get(0));
    String[] rule = new String[rows.get(0).size()];
    Arrays.fill(rule, "---:");
    rule[0] = "---";
    appendMarkdown(text, List.of(rule));
    rows.subList(1, rows.size()).forEach(row -> appendMarkdown(text, row));
    return text.toString();
  }

  private static void appendMarkdown(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** In columns, the first of them to the left and the others to the right. */
  String plain() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
