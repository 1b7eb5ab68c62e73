package io.vnode.mem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows of {@code docs/COMPATIBILITY.md}: {@code | type | members | memfs | JDK | tests |}, with
 * names in back quotes.
 */
record CompatibilityTable(List<Row> rows) {
  private static final int COLUMNS = 5;
  private static final int BASELINE = 17;

  /** A name in back quotes, and the release that brought it where that is not the baseline. */
  private static final Pattern NAME = Pattern.compile("`([^`]+)`(?: \\((\\d+)\\))?");

  /**
   * Some members of a type.
   *
   * @param tests each as {@code Class.method}
   */
  record Row(String type, List<Member> members, List<String> tests) {
    boolean covers(String member) {
      return members.stream().anyMatch(one -> one.isAll() || one.name().equals(member));
    }
  }

  /** A method by its name or signature, a constant, or {@code *} for all there is. */
  record Member(String name, int since) {
    boolean isAll() {
      return name.equals("*");
    }

    @Override
    public String toString() {
      return name + " since " + since;
    }
  }

  static CompatibilityTable read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("| `")) {
        rows.addAll(rows(line));
      }
    }
    return new CompatibilityTable(rows);
  }

  /** A line may stand for several types. */
  private static List<Row> rows(String line) throws IOException {
    String[] columns = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
    if (columns.length != COLUMNS) {
      throw new IOException("a row has " + COLUMNS + " columns: " + line);
    }
    List<Member> members =
        names(columns[1]).map(name -> new Member(name.group(1), since(name.group(2)))).toList();
    List<String> tests = names(columns[4]).map(name -> name.group(1)).toList();
    return names(columns[0]).map(type -> new Row(type.group(1), members, tests)).toList();
  }

  private static int since(String release) {
    return release == null ? BASELINE : Integer.parseInt(release);
  }

  private static Stream<MatchResult> names(String column) {
    return NAME.matcher(column).results();
  }

  /** The rows about {@code type}. */
  Stream<Row> rows(Class<?> type) {
    return rows.stream().filter(row -> row.type().equals(FileApi.name(type)));
  }
}
