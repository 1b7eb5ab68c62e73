package io.vnode.cli;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lines of {@code ls -l}, whose columns are as wide as their widest entry. */
final class LongListing {
  /** Which columns there are, and how they are written. */
  record Style(boolean detailed, boolean inodes, boolean human, boolean numeric) {}

  private final Style style;
  private final List<String[]> lines = new ArrayList<>();

  LongListing(Style style) {
    this.style = style;
  }

  /** Adds a file under the {@code name} it is listed by; a null target is none. */
  void add(String name, Status status, String target) {
    List<String> columns = new ArrayList<>();
    if (style.inodes()) {
      columns.add(text(status.number("ino")));
    }
    if (style.detailed()) {
      columns.add(status.modeText());
      columns.add(text(status.number("nlink")));
      columns.add(text(style.numeric() ? status.number("uid") : status.owner()));
      columns.add(text(style.numeric() ? status.number("gid") : status.group()));
      columns.add(size(status));
      columns.add(time(status.modified()));
    }
    columns.add(target == null ? name : name + " -> " + target);
    lines.add(columns.toArray(String[]::new));
  }

  private static String text(Object value) {
    return Objects.requireNonNullElse(value, Status.UNKNOWN).toString();
  }

  private String size(Status status) {
    Long device = status.number("rdev");
    FileKind kind = status.kind();
    if (device != null && (kind == FileKind.BLOCK_DEVICE || kind == FileKind.CHARACTER_DEVICE)) {
      return Status.major(device) + ", " + Status.minor(device);
    }
    return style.human() ? Describe.humanSize(status.size()) : Long.toString(status.size());
  }

  private static String time(FileTime time) {
    return time == null ? Status.UNKNOWN : Describe.minute(time);
  }

  /** The lines, aligned: names of owner and group to the left, numbers to the right. */
  List<String> lines() {
    int[] widths = widths();
    int owner = style.inodes() ? 3 : 2;
    List<String> aligned = new ArrayList<>(lines.size());
    for (String[] columns : lines) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns.length - 1; i++) {
        boolean left = !style.numeric() && style.detailed() && (i == owner || i == owner + 1);
        String padding = " ".repeat(widths[i] - columns[i].length());
        line.append(left ? columns[i] + padding : padding + columns[i]).append(' ');
      }
      aligned.add(line.append(columns[columns.length - 1]).toString());
    }
    return aligned;
  }

  private int[] widths() {
    int[] widths = new int[lines.isEmpty() ? 0 : lines.get(0).length];
    for (String[] columns : lines) {
      for (int i = 0; i < columns.length; i++) {
        widths[i] = Math.max(widths[i], columns[i].length());
      }
    }
    return widths;
  }
}
